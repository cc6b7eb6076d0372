"""Is what a verb tells of an errand of war? "Sends a message", "holds a drill", "promises to stop" are others."""

from collections.abc import Callable

from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.lexicon.frames import Form

_SENDING = ("send", "sent", "dispatch", "despatch", "order", "transfer")
_TASKS = frozenset(
    "take be investigate protect fend draw draft review study stop end clean help assist respond".split()
)
_CALL_UP = frozenset("mobilisation mobilization call-up".split())
_BUYS = frozenset("buy buys buying bought purchase purchases purchased purchasing procurement procure".split())
_BANS = frozenset("ban bans banned banning bar bars barred moratorium prohibit prohibits prohibited forbids".split())
_TO_CEASE = frozenset("stop end halt cease withdraw free release lift ease refrain pull respect honour reopen".split())
_IN_DISTRESS = frozenset("sank sunk sinking capsized storm rescued rescue adrift distress leaking".split())
_ALERTS = frozenset({"alert", "alerts"})
_LANDS = ("land", "fall", "crash", "explode")
_FALLING = frozenset(
    "missile missiles rocket rockets shell shells drone drones bomb bombs mortar mortars projectile projectiles".split()
)
_WITNESS = frozenset("have has had saw seen said says reported report counted watched spotted described".split())


def is_other_errand(clauses: Clauses, here: int, form: Form) -> bool:
    """Whether the words around a verb of the lexicon make it tell of something else than its frame."""
    after = here + len(form.words)
    if form.frame.id == "drill":
        return _is_joint(clauses, after)
    if form.frame.means == "build-up" and form.part == "noun" and _BUYS & set(clauses.words):
        return True  # "to buy missiles as part of its military buildup"
    if form.part != "verb":
        return False
    if form.frame.level == 3 and _BANS & set(clauses.words[max(0, here - 9) : here]):
        return True  # "a moratorium on foreign vessels entering its waters"
    check = _CHECKS.get(form.frame.id)
    return check is not None and check(clauses, here, after)


def witnesses(clauses: Clauses, scope: range) -> set[str]:
    """Who only sees or says it: in "peacekeepers have seen A's tanks near B" no peacekeepers move."""
    words = clauses.words
    return {words[at] for at in scope if _WITNESS & set(words[at + 1 : at + 2])}


def _moves_no_troops(clauses: Clauses, here: int, after: int) -> bool:
    """Whether nothing military is moved: "sends Ukraine tanks" is aid, "sends a message" is talk."""
    words = clauses.words
    troops = clauses.lexicon.sets.get("troops", frozenset())
    if words[here] == "positions" and not troops & set(words[after : after + 5]):
        return True  # "army positions have been targeted"
    if words[here].startswith("order") and _orders_else(words, after):
        return True
    if words[here].startswith("order") and _CALL_UP & set(words[after : after + 4]):
        return True
    if _BUYS & set(words) and not words[here].startswith(_SENDING):
        return True  # "signed a deal to buy tanks as it beefs up its army"
    mention = clauses.inside.get(after)
    if mention is not None and mention.kind == "name" and after == here + 1:
        return True
    if _sends_word(clauses, here, after):
        return True
    # What is sent stands behind the verb: "those who had sent the killers" of the army's rival sends no army.
    active = words[here].startswith(_SENDING) and not {"by", "are", "were", "was", "been", "be", "being"} & set(
        words[max(0, here - 2) : here] + words[after : after + 1]
    )
    return active and words[here] not in ("sent", "ordered") and not troops & set(words[after : after + 12])


def _shuts_out(clauses: Clauses, here: int, after: int) -> bool:
    """Whether a sky is closed to aircraft, and not by them."""
    return clauses.words[after : after + 1] == ["to"]


def _orders_else(words: list[str], after: int) -> bool:
    """Whether an order is for something else than to move: "orders to shoot", "ordered the army to take measures"."""
    ahead = words[after : after + 6]
    if "to" not in ahead or ahead.index("to") + 1 >= len(ahead):
        return False
    return ahead[0] == "to" or ahead[ahead.index("to") + 1] in _TASKS


def _sends_word(clauses: Clauses, here: int, after: int) -> bool:
    """Whether what is sent is a message."""
    signals = clauses.lexicon.sets.get("signals", frozenset())
    words = clauses.words
    near = {*words[max(0, here - 2) : here], *words[after : after + 4]}
    return words[here].startswith(_SENDING) and bool((signals | _ALERTS) & near)


def _promises_peace(clauses: Clauses, here: int, after: int) -> bool:
    """Whether a promise is to leave off: "promising to stop harbouring the other's rebels"."""
    return clauses.words[after : after + 1] == ["to"] and bool(_TO_CEASE & set(clauses.words[after + 1 : after + 2]))


def _holds_a_drill(clauses: Clauses, here: int, after: int) -> bool:
    """Whether "holds" has an exercise for its object."""
    held = clauses.words[here] in ("hold", "holds", "held", "holding")
    shown = clauses.lexicon.sets.get("drill", frozenset()) | {"parade", "talks", "review", "ceremony"}
    return held and bool(shown & set(clauses.words[after : after + 6]))


def _rescues(clauses: Clauses, here: int, after: int) -> bool:
    """Whether a crew is taken aboard because its own boat went down."""
    return "aboard" in clauses.words[after : after + 1] and not _IN_DISTRESS.isdisjoint(clauses.words)


def _is_joint(clauses: Clauses, after: int) -> bool:
    """Whether an exercise is held with the other state, and not towards it: "a naval exercise with A off B"."""
    at_odds = clauses.lexicon.sets.get("rivalry", frozenset()) - {"threat", "war", "facing", "opposite"}
    if at_odds & set(clauses.words):
        return False
    return any(p.preposition == "with" and after <= p.mention.start <= after + 4 for p in clauses.parties)


def _men_land(clauses: Clauses, here: int, after: int) -> bool:
    """Whether it is men, and no missiles, that "landed in" a place."""
    if not clauses.words[here].startswith(_LANDS) or clauses.words[here + 1] != "in":
        return False
    start, _ = clauses.bounds(here)
    return _FALLING.isdisjoint(clauses.words[start:here])


_CHECKS: dict[str, Callable[[Clauses, int, int], bool]] = {
    "mass-troops": _moves_no_troops,
    "arms-toward": _moves_no_troops,
    "fire-into-sea": _sends_word,
    "missile-test": _holds_a_drill,
    "drones-over": _shuts_out,
    "incursion-air": _sends_word,
    "troops-join": _sends_word,
    "threaten-force": _promises_peace,
    "capture": _holds_a_drill,
    "take-captive": _holds_a_drill,
    "seize-craft": _rescues,
    "strike-verb": _men_land,
}
