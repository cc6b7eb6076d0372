"""Is a word that could be a verb only a noun where it stands: "a glide bomb struck", "B's fire at the border"?"""

from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.lexicon.frames import Form

_FLY = frozenset("fired dropped landed launched from exploded hit hits fell rained struck that which into".split())
# Plurals that are also verbs: "artillery shells", "bombs fell".
_THINGS = frozenset("shells bombs targets levels rockets".split())
_QUOTES = frozenset("'\"“‘")
_STRUCK = frozenset("killed tore ripped slammed crashed destroyed damaged went wounded injured".split())


def is_somebodys_fire(clauses: Clauses, here: int, form: Form) -> bool:
    """Whether "fire at" is a noun and a place: "killed by B's fire at the border", "under heavy fire on Monday"."""
    if clauses.words[here] != "fire" or len(form.words) == 1 or not here:
        return False
    mention = clauses.inside.get(here - 1)
    owned = mention is not None and mention.kind == "adjective"
    return owned or clauses.words[here - 1] in ("'s", "heavy", "under", "artillery", "by", "mortar", "sniper", "a")


def is_thing(clauses: Clauses, here: int, form: Form, *, looks_noun: bool) -> bool:
    """Whether a word that could be a verb names a weapon or a target: "a glide bomb struck", "shells fell"."""
    if form.tense == "base" and _stands_before_verb(clauses, here):
        return True
    word = clauses.words[here]
    if form.words == ("shooting",):  # "a shooting on the border"; "shooting dead" has a form of its own
        return True
    if word == "targets" and _stands_bare(clauses, here):
        return True
    following = clauses.words[here + 1 : here + 2]
    bare = not following or following[0] in _FLY or not (following[0][0].isalnum() or following[0] in _QUOTES)
    return word in _THINGS and (looks_noun or bare)


def _stands_before_verb(clauses: Clauses, here: int) -> bool:
    """Whether the real verb comes right behind, so that this is its subject: "a glide bomb struck", "a shell hit"."""
    following = clauses.words[here + 1] if here + 1 < len(clauses.words) else ""
    before = clauses.words[max(0, here - 3) : here]
    return following in _FLY | _STRUCK and bool({"a", "an", "the", "one", "single"} & set(before))


def _stands_bare(clauses: Clauses, here: int) -> bool:
    """Whether "targets" has no object behind it, and so is a noun: "hostile targets over B", "targets in B"."""
    following = clauses.words[here + 1] if here + 1 < len(clauses.words) else "."
    return following in clauses.prepositions or not following[0].isalnum()
