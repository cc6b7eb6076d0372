"""Is a verb told of the one who does it, or of the one who suffers it?"""

from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.grammar.roles import agents_in_attack
from tocsin.escalation.lexicon.frames import Form
from tocsin.escalation.text.numbers import is_count

_PLACES = frozenset("over near in off at inside above outside along on across after as amid during by".split())
_BY = frozenset({"by", "por", "par"})


def is_passive(clauses: Clauses, here: int, form: Form) -> bool:
    """Whether the verb at `here` is told of the one who suffers it."""
    if form.tense not in ("past", "participle", "any"):
        return False
    be = clauses.lexicon.grammar["be"]
    if _ends_headline(clauses, here, form) or _is_headline_participle(clauses, here, form):
        return True
    back = clauses.words[max(0, here - 3) : here]
    if any(word in be for word in back) and not (back and back[-1] in ("and", ",")):
        return True
    ahead = clauses.words[here + len(form.words) : here + len(form.words) + 5]
    accused = form.frame.event == "accuse" and ahead[:1] in (["of"], ["for"])
    if accused or (ahead[:1] in (["in"], ["during"]) and agents_in_attack(clauses, here)):
        return True
    return _names_its_doer(clauses, here + len(form.words), back, ahead)


def _names_its_doer(clauses: Clauses, after: int, back: list[str], ahead: list[str]) -> bool:
    """Whether "by" and a party, or a weapon, stand behind a participle without "was": "troops hit by missiles"."""
    if ahead[:1] == ["by"] and not clauses.lexicon.sets.get("projectile", frozenset()).isdisjoint(ahead[1:4]):
        return True
    if "by" not in ahead or (back and back[-1] in ("had", "has", "have")):
        return False
    if any(word.endswith("ed") for word in ahead[: ahead.index("by")]):
        return False
    at = after + ahead.index("by")
    return any(at < p.mention.start <= at + 5 and p.preposition == "by" for p in clauses.parties)


def _is_headline_participle(clauses: Clauses, here: int, form: Form) -> bool:
    """Whether a headline leaves out "was": "Armenian drone shot down over B", "two boats impounded off C".

    What the verb is done to stands right before it, and only a place or nothing behind.
    """
    if clauses.sentence.field != "title" or form.frame.level < 3 or here < 1:
        return False
    behind = clauses.words[here + len(form.words) : here + len(form.words) + 1]
    undergone = any(clauses.words[here - 1] in group for group in form.frame.after)
    return undergone and (not behind or behind[0] in _PLACES or not behind[0].isalnum())


def _ends_headline(clauses: Clauses, here: int, form: Form) -> bool:
    """Whether the headline stops at the participle: "Ukraine invaded:", "Village shelled", "B says six dead as …"."""
    if clauses.sentence.field != "title" or form.tense == "any":
        return False
    counted = any(is_count(word) for word in clauses.words[max(0, here - 3) : here])
    if any(p.says for p in clauses.parties) and not counted:
        return False
    after = clauses.words[here + len(form.words) : here + len(form.words) + 1]
    ends = not after or after[0] in (":", "-", "–", "as", "after", ",", ";", "amid")
    return ends and form.frame.level >= 4
