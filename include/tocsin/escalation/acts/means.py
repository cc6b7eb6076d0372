"""With what was it done? Said only where it tells more than the kind of act does: drone, artillery, ultimatum …"""

from itertools import pairwise

from tocsin.escalation.grammar.draft import Draft

# What the words of the clause name, in the order in which one tells more than the next.
_WEAPONS = (
    ("drone", "drone drones uav uavs quadcopter quadcopters dron"),
    ("missile", "missile missiles misil misiles"),
    ("rocket", "rocket rockets cohete cohetes roquette roquettes"),
    ("artillery", "artillery shell shells shelled shelling mortar mortars howitzer howitzers artillería artillerie "
     "obus obuses mortero mortier mortiers"),
    ("air strike", "airstrike airstrikes warplane warplanes jet jets bomber bombers aircraft helicopter helicopters "
     "gunship gunships aviones cazas avions chasseurs f"),
    ("naval", "warship warships gunboat gunboats navy frigate destroyer submarine torpedo"),
    ("gunfire", "gunfire sniper snipers bullets gunmen"),
    ("ground raid", "commandos commando raiders paratroopers infantry comandos parachutistes"),
)  # fmt: skip
_NAMES = {word: name for name, words in reversed(_WEAPONS) for word in words.split()}
_RANK = {name: rank for rank, (name, _) in enumerate(_WEAPONS)}
# These say no more than "attack", "threat", "accusation" …, which an alert says anyway.
_BARE = frozenset(
    "attack;strike;bombardment;missiles;threat of force;accusation;protest;sanctions;demand;rejection;agreement;talks;"
    "seizure;clash".split(";")
)
_TWO_WORDS = {("air", "strike"), ("air", "strikes"), ("air", "raid"), ("air", "raids"), ("air", "attack")}


def means_of(draft: Draft) -> str | None:
    """Name the weapon or way of one act; `None` when the words add nothing to the kind of act."""
    means = draft.frame.means
    if means not in _BARE:
        return means or None
    if draft.level < 4 or draft.frame.peace:
        return None
    start, end = draft.clauses.bounds(draft.start)
    words = draft.clauses.words[start:end]
    named = [_NAMES[word] for word in words if word in _NAMES]
    if _TWO_WORDS & set(pairwise(words)):
        named.append("air strike")
    return min(named, key=_RANK.__getitem__) if named else None
