"""How many were killed and injured, as one sentence tells it?"""

from dataclasses import dataclass

from tocsin.escalation.text.numbers import TENS, number_at
from tocsin.escalation.text.sentences import Sentence

_KILLED_BEFORE = frozenset(
    "kill kills killed killing kills: mató mataron mata matando tué tuant murdered slain claimed".split()
)
_KILLED_AFTER = frozenset(
    (
        "killed mown gunned wiped dead died die dies deaths fatalities perished slain lost lives bodies death "
        "martyred muertos muertas muerto muertes fallecidos fallecieron falleció murieron perdieron perdió "
        "morts mort tués tué perdu perdent"
    ).split()
)
_HURT_BEFORE = frozenset(
    "injure injures injured injuring wound wounds wounded wounding hirió hiriendo blessant".split()
)
_HURT_AFTER = frozenset(
    "injured wounded hurt injuries heridos heridas herido blessés blessé hospitalised hospitalized".split()
)
_NOT_PEOPLE = frozenset(
    "hours hour days day weeks months years year minutes minute percent per km kilometres "
    "kilometers miles mile times drones missiles rockets "
    "tanks aircraft homes houses buildings vehicles am pm gmt million billion dollars jets "
    "shells vessels boats metres meters square old th rounds ships points "
    "members villages towns cities targets sites states countries countries' attacks strikes".split()
)
_SKIP = frozenset(
    "people soldiers troops civilians of its their the at least about around some more than "
    "nearly almost other as many border guards guard "
    "police officers militants fighters members crew sailors women men children villagers "
    "residents personnel were was have had been and a an "
    "including others lives persons their personas soldados civiles personnes soldats indian "
    "pakistani israeli workers guardsmen up to "
    "de del du des la el les le l d ont été en por par dans sus fueron resultaron civils policías policiers gendarmes "
    "fishermen pilots marines servicemen , ( ) be left young girls boys man woman child girl boy senior family".split()
)
_SAYING = frozenset("said say says told".split())
_OTHER_FATE = frozenset("wounded injured hurt missing captured heridos blessés".split())


@dataclass(frozen=True)
class Toll:
    """Killed and injured, low to high, and who says so; `None` where nothing is said."""

    killed_low: int | None = None
    killed_high: int | None = None
    injured_low: int | None = None
    injured_high: int | None = None
    said_by: str | None = None


def read_toll(sentence: Sentence, start: int = 0, end: int | None = None) -> Toll:
    """Read the casualties told between two tokens of a sentence."""
    words = sentence.words[start:end]
    killed = _count(words, _KILLED_BEFORE, _KILLED_AFTER)
    injured = _count(words, _HURT_BEFORE, _HURT_AFTER)
    return Toll(*(killed or (None, None)), *(injured or (None, None)))


def _count(words: list[str], before: frozenset[str], after: frozenset[str]) -> tuple[int, int | None] | None:
    for here, word in enumerate(words):
        if word in before:
            found = _list_after(words, here + 1)
            if found:
                return found
        if word == "dead" and words[max(0, here - 2) : here] == ["number", "of"]:
            return _risen_to(words, here + 1) or _list_after(words, here + 1, reach=4)
        found = _told_after(words, here, after)
        if found:
            return found
    return None


def _told_after(words: list[str], here: int, after: frozenset[str]) -> tuple[int, int | None] | None:
    """Read a count by the word that follows it, "nine dead", or by the toll that it brings up to date."""
    if words[here] == "toll" and "killed" in after:
        return _risen_to(words, here + 1)
    if words[here] in after and _tells_of_death(words, here):
        return _number_before(words, here)
    return None


def _tells_of_death(words: list[str], here: int) -> bool:
    """Whether "lost" is of lives, "perdieron" of "la vida", and "lives" a noun: "cost six lives", not "lives in"."""
    if words[here] == "lives":
        aged = words[max(0, here - 2) : here - 1] == ["of"] and words[max(0, here - 3) : here - 2] != ["loss"]
        return bool(here) and not aged and number_at(words, here - 1)[0] is not None
    if words[here] in ("lost", "perdieron", "perdió", "perdu", "perdent"):
        return bool({"lives", "life", "vida", "vie"} & set(words[here + 1 : here + 3]))
    return True


def _risen_to(words: list[str], here: int) -> tuple[int, int | None] | None:
    """Read "the toll rose to 14 from 9" and "the death toll stands at 14"."""
    target = next(
        (at for at in range(here, min(here + 9, len(words))) if words[at] in ("to", "at", "reached")), here - 1
    )
    for at in range(target + 1, min(target + 5, len(words))):
        value, width = number_at(words, at)
        if value is not None:
            return _bounds(words, at, value) if _counts_people(words, at + width) else None
    return None


def _list_after(words: list[str], here: int, reach: int = 5) -> tuple[int, int | None] | None:
    """Sum a list such as "three women, two men and four children" that begins within `reach` tokens."""
    total, last = 0, here
    position = here
    while position < len(words) and position - last <= reach:
        word = words[position]
        value, width = number_at(words, position)
        if word == "a" and number_at(words, position + 1 if position + 1 < len(words) else position)[0] and not total:
            value = None  # "mataron a 3 guardias"
        if value is not None and not (word in ("a", "an") and total == 0 and position > here):
            following = words[position + width : position + width + 2]
            if total and _SAYING & set(words[position + width : position + width + 3]):
                break  # "wounding four, two residents said"
            if total and _is_part(words, position + width):
                break
            if not _counts_people(words, position + width) or _OTHER_FATE & set(following):
                return _bounds(words, here, total) if total else None
            total, last, reach = total + value, position, 3
            position += width
            continue
        if (
            word in _KILLED_AFTER
            or word in _HURT_AFTER
            or word in _HURT_BEFORE
            or word in ("including", ";", "after", "in")
        ):
            break
        position += 1
    return _bounds(words, here, total) if total else None


def _is_part(words: list[str], here: int) -> bool:
    """Whether what a number counts is part of those counted before: "three of them children"."""
    return words[here : here + 2] in (["of", "them"], ["of", "whom"])


def _counts_people(words: list[str], here: int) -> bool:
    return not any(word in _NOT_PEOPLE for word in words[here : here + 2])


def _number_before(words: list[str], here: int) -> tuple[int, int | None] | None:
    position, strange = here - 1, 0
    while position >= max(0, here - 12):
        value, _ = number_at(words, position)
        if value is not None and _is_part(words, position + 1):
            value = None  # "ten people, three of them children, were killed"
        if value is not None and words[max(0, position - 2) : position] in (["among", "them"], [",", "including"]):
            position -= 1 + (words[position - 1] == "them")  # "eight people, among them two children, died"
            value = None
        if value is not None and words[position] not in ("a", "an"):
            if not _counts_people(words, position + 1):
                return None
            if (
                position
                and words[position - 1] in ("-", *TENS)
                and number_at(words, position - 1 - (words[position - 1] == "-"))[0]
            ):
                position -= 1 + (words[position - 1] == "-")
                value, _ = number_at(words, position)
            total = (value or 0) + _list_before(words, position)
            return _bounds(words, position, total)
        # Three strange words may stand between: "five South Sudanese herders were killed".
        strange += words[position] not in _SKIP and value is None and words[position] not in ("among", "them")
        if strange > 3:
            return None
        position -= 1
    return None


def _list_before(words: list[str], here: int) -> int:
    """Sum what stands before "and four children": "three women, two men"."""
    total, position = 0, here - 1
    if position < 0 or words[position] not in ("and", ",", "y", "et"):
        return 0
    last = here
    while position >= 0 and last - position <= 4:
        value, _ = number_at(words, position)
        if value is not None and words[position] not in ("a", "an") and _counts_people(words, position + 1):
            total, last = total + value, position
        elif words[position] not in _SKIP and words[position] not in ("and", ",", "y", "et"):
            break
        position -= 1
    return total


def _bounds(words: list[str], here: int, value: int) -> tuple[int, int | None]:
    """Low and high; the high is open after "more than", "at least"."""
    near = words[max(0, here - 4) : here + 3]
    return value, None if "than" in near and "more" in near else value
