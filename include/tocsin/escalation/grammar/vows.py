"""Does a state say of itself that it will use arms, or tell another that he will suffer them?

"A will sink any ship that comes near, its minister said" threatens; "B will attack, A's spy chief said" only foretells.
"""

from tocsin.escalation.grammar import roles
from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.grammar.parties import Party

# What is done with arms, as it stands behind "will".
_DEEDS = frozenset(
    (
        "strike hit attack bomb bombard shell destroy crush smash sink kill eliminate liquidate annihilate obliterate "
        "fight retaliate avenge invade march flatten raze wipe cripple decapitate hunt blockade torpedo drown erase "
        "shoot burn punish pound conquer assault raid storm"
    ).split()
)
# What needs a word of arms beside it.
_ANSWERS = frozenset(
    (
        "seize occupy capture target join break drive liberate answer respond reply react act meet use return resume "
        "go open start take teach defend repel"
    ).split()
)
_ARMS = frozenset(
    (
        "force fire attack attacks attacking raid raids strike strikes arms military army kind blow missiles painful "
        "crushing devastating overwhelming decisive forceful war fighting bombing bombs weapons armed shells "
        "artillery soldiers troops warships navy jets intervene operation guns front"
    ).split()
)
_SUFFERED = frozenset(
    (
        "hit struck destroyed sunk shot killed wiped crushed targeted bombed attacked annihilated eliminated victims "
        "burned burnt fired hunted smashed obliterated met answered repelled buried razed flattened cut sorry "
        "bombarded"
    ).split()
)
_SUFFERS = frozenset("perish bleed regret find face pay burn tremble crash suffer lose see drown".split())
_FATES = frozenset(
    (
        "attack attacks war force ending destruction strikes strike annihilation blood dearly fire hell steel army "
        "missiles retaliation bombing defeat wrath it ruin grave graveyard sorry hand neck head arm"
    ).split()
)
_BESIDE = frozenset("for alongside beside with on in to".split())
_STARTS = frozenset("start begin resume continue come follow".split())
_BLOWS = frozenset("strikes bombing attacks attack raids bombs offensive bombardment airstrikes invasion".split())
_SOFT = frozenset("also soon then again always immediately certainly all simply".split())
_NO_OWNER = frozenset("anyone whoever anybody those who any everyone".split())
_REACH = 14


def vow_of(clauses: Clauses, here: int, end: int) -> tuple[list[Party], list[Party]] | None:
    """Who threatens and who is threatened by the words from a "will" at `here` on; `None` where nobody is."""
    kind = _kind(clauses, end)
    # What we, or I, could do is a threat; what anybody else could is a surmise.
    able = clauses.words[here] in ("could", "can") and clauses.words[here - 1 : here] not in (["i"], ["we"])
    if not kind or able:
        return None
    stated = roles.subject(clauses, here)
    sayers = [p for p in clauses.parties if p.says and p.can_act]
    if kind == "starts":
        return _started(clauses, here, sayers)
    if kind == "suffers":
        return _suffered(clauses, here, stated, sayers)
    homes = {p.mention.home for p in sayers}
    if stated and homes and not any(p.mention.home in homes for p in stated):
        return None
    doer = stated or (sayers if clauses.pronoun_before(clauses.bounds(here)[0], here) else [])
    if not doer:
        return None
    own = {p.mention.home for p in doer}
    hit = [p for p in roles.objects(clauses, end, within=_REACH) if p.mention.home not in own and not p.says]
    return doer[:1], (hit or _rest(clauses, own))[:1]


def _started(clauses: Clauses, here: int, sayers: list[Party]) -> tuple[list[Party], list[Party]] | None:
    """Read "strikes inside B will begin soon, A's president said"."""
    start, _ = clauses.bounds(here)
    if not sayers or not _BLOWS & set(clauses.words[start:here]):
        return None
    own = {p.mention.home for p in sayers}
    hit = [
        p for p in clauses.parties_in(clauses.clause[here]) if p.mention.home not in own and p.mention.kind != "water"
    ]
    return sayers[:1], (hit or _rest(clauses, own))[:1]


def _suffered(
    clauses: Clauses, here: int, stated: list[Party], sayers: list[Party]
) -> tuple[list[Party], list[Party]] | None:
    """Read "B will be sorry, A said", "whoever touches A will burn, its leader told B"."""
    sayer = sayers[:1] or ([clauses.carried] if clauses.carried and not stated else [])
    if not sayer:
        return None
    own = {p.mention.home for p in sayer}
    hit = [p for p in stated if p.mention.home not in own] or _rest(clauses, own)
    start, _ = clauses.bounds(here)
    named = bool(stated) or bool(_NO_OWNER & set(clauses.words[:here]) or clauses.pronoun_before(start, here))
    return (sayer, hit[:1]) if named else None


def _kind(clauses: Clauses, end: int) -> str:
    """Say whether the verb behind "will" does a deed of arms ("does"), suffers one ("suffers"), or neither ("")."""
    words = [word for word in clauses.words[end : end + 4] if word not in _SOFT]
    verb = words[0] if words else ""
    behind = set(clauses.words[end : end + _REACH])
    if verb == "fight" and _BESIDE & set(words[1:2]):
        return ""
    if verb == "be" or verb == "have":
        return "suffers" if _SUFFERED & set(clauses.words[end : end + 6]) else ""
    if (verb in _SUFFERS and behind & _FATES) or verb in ("perish", "bleed"):
        return "suffers"
    if verb in _STARTS:
        return "starts"
    if verb in _DEEDS or (verb in _ANSWERS and behind & _ARMS):
        return "does"
    return ""


def _rest(clauses: Clauses, own: set[str]) -> list[Party]:
    return [p for p in roles.others(clauses, own) if not p.says]
