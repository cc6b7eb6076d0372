"""Which part does each actor named in a sentence play: doer, sufferer, source, or mere place?

A light reading, without a parser: the clause and the preposition of a name, whether somebody only *says*
something, and what an adjective stands before.
"""

from dataclasses import dataclass
from itertools import pairwise

from tocsin.escalation.gazetteer.terms import Mention
from tocsin.escalation.grammar.breaks import begins_after_saying
from tocsin.escalation.lexicon.frames import Lexicon
from tocsin.escalation.text.inflection import fold
from tocsin.escalation.text.sentences import Sentence

_PREPOSITIONS = frozenset(
    "in near at off around outside inside over on against into toward towards of from by to "
    "with between for across along "
    "through under targeting upon about opposite facing onto beyond via past within per above "
    "alongside amongst among".split()
)
CIVIL = frozenset(
    "man woman men women student students settler settlers fans fan player players team teams "
    "coach club citizen citizens "
    "villagers tourists migrants refugees farmers journalist journalists teenager boy girl "
    "family families hackers hacker "
    "crowd crowds mob mobs company companies firm firms bank banks airline airlines film actor actress singer author "
    "writer league cup supporters "
    "exiles activists dissident dissidents opposition protesters demonstrators court courts "
    "judge judges police gang gangs "
    "cartel cartels prisoners prison parliamentarians voters election doctors scientists "
    "researchers university minister-elect "
    "businessman billionaire oligarch oligarchs embassy ambassador envoy diplomats consulate "
    "rider riders cyclist boxer boxers champion champions heavyweight captain party coalition bear bears wolf dog "
    "ferry lorry lorries truck trucks bus buses train trains airliner airliners driver drivers motorist front "
    "residents people children town "
    "village villages cities town's civilians workers".split()
)
_JOINS = frozenset({"and", "&", "y", "e", "et"})
_ALLOWED_BETWEEN = frozenset("and , - / & the - – y e et l ' le la".split())
# "Iran-backed", "US-made": the state so named does not act itself.
_BACKED = frozenset(
    "backed aligned made flagged owned linked born supported allied sponsored built funded registered".split()
)
_HELPED = frozenset("backed supported funded sponsored armed".split())
_SEATED = frozenset(
    "parliament government authorities officials ministry leaders lawmakers cabinet spokesman "
    "spokeswoman rulers junta commanders "
    "generals legislators deputies leadership command ministers president minister official "
    "mps senators council gobierno gouvernement".split()
)
_PLURAL_FORCES = frozenset(
    "migs sukhois rafales shaheds divisions brigades columns armies invaders "
    "forces troops soldiers jets warplanes planes aircraft fighters bombers drones missiles rockets gunners commandos"
    " marines warships gunboats tanks helicopters guards militants".split()
)
_SINGULAR_FORCES = frozenset("army navy military force militia artillery".split())
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday overnight "
    "january february april june july august "
    "september october november december lunes martes miércoles jueves viernes lundi mardi mercredi "
    "jeudi vendredi "
    "понедельник вторник среду четверг пятницу субботу воскресенье ночь ночи утром вечером начале конце январе феврале "
    "марте апреле мае июне июле августе сентябре октябре ноябре декабре году неделе неделю "
    "понеділок вівторок середу четвер суботу неділю ніч вночі січні лютому березні квітні травні червні липні серпні "
    "вересні жовтні листопаді грудні році тижні madrugada mañana noche semana mes año nuit matin soir semaine mois "
    "الصباح المساء الليل ليله ليل فجر الفجر يوم الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت الاحد عام شهر ساعات "
    "شب صبح بامداد روز دوشنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه سال گذشته ساعات".split()
)


@dataclass
class Party:
    """An actor or place in its grammatical surroundings."""

    mention: Mention
    clause: int
    preposition: str = ""
    says: bool = False
    possessive: bool = False
    backed: bool = False
    heads: tuple[str, ...] = ()
    group: int = 0

    @property
    def code(self) -> str:
        """The actor's code."""
        return self.mention.code

    @property
    def can_act(self) -> bool:
        """Whether this may be the doer of an act between states."""
        if self.mention.kind in ("place", "water") or self.backed:
            return False
        return not any(head in CIVIL for head in self.heads)


def prepositions_of(lexicon: Lexicon) -> frozenset[str]:
    """The prepositions of a lexicon's language; the English ones where it lists none."""
    return lexicon.grammar.get("prepositions", _PREPOSITIONS)


def place_parties(sentence: Sentence, lexicon: Lexicon, mentions: list[Mention], clause: list[int]) -> list[Party]:
    """Read each name's surroundings; `clause` holds the number of the clause of each token."""
    names = _Names(sentence, lexicon, mentions, clause)
    parties = [names.party(mention) for mention in mentions]
    names.group(parties)
    return parties


class _Names:
    """The words of a sentence, and the names among them."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon, mentions: list[Mention], clause: list[int]) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.words = sentence.words
        self.prepositions = prepositions_of(lexicon)
        self.inside = {here: m for m in mentions for here in range(m.start, m.end)}
        self.clause = clause

    def party(self, mention: Mention) -> Party:
        """Read one name: its clause, preposition, what is said of it."""
        party = Party(mention, self.clause[mention.start])
        words, end = self.words, mention.end
        party.possessive = words[end : end + 1] in (["'s"], ["'"])
        party.backed = words[end : end + 1] == ["-"] and bool(_BACKED & set(words[end + 1 : end + 2]))
        party.backed = party.backed or words[max(0, mention.start - 2) : mention.start] in (["pro", "-"], ["anti", "-"])
        party.backed = party.backed or self._is_flag(mention) or self._is_backer(mention)
        party.heads = self._heads(mention, party.possessive)
        party.preposition = self._preposition(mention)
        party.says = self._says(mention)
        return party

    def group(self, parties: list[Party]) -> None:
        """Number the parties so that those joined as one side bear one number."""
        for before, after in pairwise(parties):
            between = self.words[before.mention.end : after.mention.start]
            linked = len(between) <= 3 and all(word in _ALLOWED_BETWEEN or word in before.heads for word in between)
            # "Indian troops and Pakistani guards" are a pair; "the Yemeni ministry, Saudi guns" and "A shelled B" not.
            if linked and any(word in before.heads for word in between):
                linked = bool(_JOINS & set(between))
            if between == [","] and before.mention.kind != after.mention.kind:
                linked = False  # "assault on China, Taiwanese TV boasts"
            after.group = before.group if linked and between else before.group + 1
            if linked and between and not after.preposition and before.preposition:
                after.preposition = before.preposition
            if (
                linked
                and between
                and before.clause == after.clause
                and after.mention.kind == "adjective"
                and before.mention.kind == "adjective"
                and not before.heads
            ):
                before.heads = after.heads

    def _is_backer(self, mention: Mention) -> bool:
        """Whether a state is named as another's helper alone: "supported by X"."""
        before = self.words[max(0, mention.start - 2) : mention.start]
        return before[-1:] == ["by"] and before[0] in _HELPED

    def _is_flag(self, mention: Mention) -> bool:
        """Whether a state only lends a ship its flag: "flying the flag of X", "under X's flag"."""
        before = self.words[max(0, mention.start - 3) : mention.start]
        after = self.words[mention.end : mention.end + 2]
        return "flag" in after or before[-2:] in (["flag", "of"], ["registered", "in"])

    def _heads(self, mention: Mention, possessive: bool) -> tuple[str, ...]:
        if mention.kind != "adjective" and not possessive:
            return ()
        heads: list[str] = []
        for here in range(mention.end + possessive, min(mention.end + 4, len(self.words))):
            word = self.words[here]
            if (
                here in self.inside
                or not word[0].isalpha()
                or word in self.prepositions
                or word in ("and", "says", "said")
            ):
                break
            if heads and (self._is_past_verb(word) or self._is_done_by(heads[-1], word)):
                break
            heads.append(word)
        return tuple(heads)

    def _is_done_by(self, head: str, word: str) -> bool:
        """Whether a present verb agrees with the forces before it: "jets bomb", "the army shells"."""
        wanted = "base" if head in _PLURAL_FORCES else "s" if head in _SINGULAR_FORCES else ""
        return any(form.part == "verb" and form.tense == wanted for form in self.lexicon.forms.get(word, ()))

    def _is_past_verb(self, word: str) -> bool:
        """Whether a word can only be a verb: in "a Saudi shell killed three people" the people are no head."""
        forms = [form for form in self.lexicon.forms.get(word, ()) if len(form.words) == 1]
        return any(form.tense == "past" for form in forms) and all(form.part == "verb" for form in forms)

    def _town_before(self, mention: Mention) -> str:
        """Return the preposition of a town that its country only explains: "landed at Hader, Syria"."""
        at = mention.start - 2
        if mention.kind != "name" or at < 0 or self.words[at + 1] != ",":
            return ""
        while at > 0 and mention.start - at < 6 and self.sentence.raws[at][0].isupper():
            at -= 1
        if not at or self.words[at + 1] in _CALENDAR:  # "In Kyiv, Russia said", "in January, Iran seized"
            return ""
        return self.words[at] if self.words[at] in ("in", "at", "near", "off", "around", "outside") else ""

    def _preposition(self, mention: Mention) -> str:
        town = self._town_before(mention)
        if town:
            return town
        for here in range(mention.start - 1, max(-1, mention.start - 5), -1):
            word = self.words[here]
            if self.clause[here] != self.clause[mention.start] or self._is_calendar(here):
                return ""
            if word in ("'", "’") and self.words[here - 1] in ("l", "d"):
                continue
            if word in self.prepositions:
                return "" if self._seat(mention, here) else word
            if here in self.inside or not (word[0].isalnum()) or self._is_verb(here) or word in ("and", "that"):
                return ""
        return ""

    def _is_calendar(self, here: int) -> bool:
        """Whether a word only says when: "on Monday A …" puts no preposition before A."""
        return self.words[here] in _CALENDAR or fold(self.sentence.raws[here].lower()) in _CALENDAR

    def _seat(self, mention: Mention, here: int) -> bool:
        """Whether "in X" names who acts: "parliament in Manila", "the authorities in Baku"."""
        if mention.kind != "capital" or self.words[here] not in ("in", "en", "à") or not here:
            return False
        # "Hamas leaders in Doha" do not sit there.
        return self.words[here - 1] in _SEATED and here - 2 not in self.inside

    def _is_verb(self, here: int) -> bool:
        return any(
            form.part == "verb" and len(form.words) == 1 for form in self.lexicon.forms.get(self.words[here], ())
        )

    def _says(self, mention: Mention) -> bool:
        words = self.words
        if not mention.start and words[mention.end : mention.end + 1] == [":"]:
            return True  # "Tehran: we will …"
        if not mention.start and words[mention.end : mention.end + 1] == ["to"] and ":" in words[: mention.end + 6]:
            return True  # "Tehran to Gulf states: …"
        here = self._saying_after(mention)
        if here is not None:
            if any(len(form.words) > 1 for form in self.lexicon.at(words, here)):
                return False  # "declaró la guerra" does more than say
            return begins_after_saying(words, here + 1, self.lexicon, self.prepositions)
        before = words[max(0, mention.start - 3) : mention.start]
        if self.lexicon.grammar["according"] & set(before):
            return True
        # ", said Israeli officials", ", says the Kremlin"
        if before[-1:] in (["the"], ["a"], ["le"], ["el"]):
            before = before[:-1]
        return len(before) > 1 and before[-1] in self.lexicon.grammar["say"] and not before[-2][0].isalnum()

    def _saying_after(self, mention: Mention) -> int | None:
        """Return where the verb of saying stands that belongs to a party: "Israeli officials said"."""
        words = self.words
        for here in range(mention.end, min(mention.end + 6, len(words))):
            if words[here] in self.lexicon.grammar["say"]:
                return here
            if (
                here in self.inside
                or (not words[here][0].isalnum() and words[here] not in ("'s", "'", "-", "."))
                or words[here] in self.prepositions
                or words[here] == "and"
                or self._is_verb(here)
            ):
                break
        return None
