"""On whose soil was another struck, and which armed group was meant? Both belong to the pairs of an act of force.

The codebook: force on the soil of a third state (a base, an exile, a diplomat) is aimed at the host too, unless the
host consented; an armed group is a party of its own.
"""

from tocsin.escalation.article.places import at_sea, country_of
from tocsin.escalation.article.told import Told, tellings
from tocsin.escalation.gazetteer.actors import home_of
from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.grammar.parties import Party
from tocsin.model import Dyad

_TARGETS = frozenset(
    "camp camps base bases position positions target targets hideout hideouts fighters militants commander commanders "
    "leader leaders depot depots sites site terrorists members rebels guerrillas number headquarters stronghold "
    "strongholds warehouse bunkers".split()
)
_BLOWS = frozenset(
    "bomb bombs bombing bombed strike strikes hits hit raid raids struck attack attacks killing killed neutralised "
    "neutralized targeted destroyed razed".split()
)
_LEAD = 1  # sentences of the body after the first in which the group that was meant may be named


def guests_and_hosts(told: Told) -> list[Dyad]:
    """Return the pairs that the place of a blow, or a group named as its aim, adds to those of the act itself."""
    leading = told.leading
    if leading is None or leading.level < 4 or leading.mutual or leading.peace or not leading.pairs:
        return []
    by = leading.initiators[0]
    return [*_hosts(leading, by, told), *_groups(leading, by, told)]


def _hosts(leading: Draft, by: str, told: Told) -> list[Dyad]:
    known = {home_of(code) for code in (*leading.initiators, *leading.targets)}
    for telling in tellings(leading, told):
        country = country_of(telling, known)
        if country and not at_sea(telling):
            return [(by, country)] if country not in known else []
    return []


def _groups(leading: Draft, by: str, told: Told) -> list[Dyad]:
    """The armed groups that headline and lead name as struck, where the act has only the state on whose soil it was."""
    if home_of(by) != by or any(home_of(code) != code for code in leading.targets):
        return []
    for clauses, _ in told.sentences:
        if clauses.sentence.field == "body" and clauses.sentence.index > _LEAD:
            break
        for party in clauses.parties:
            if party.mention.kind == "group" and _is_struck(clauses, party):
                return [(by, party.code)]
    return []


def _is_struck(clauses: Clauses, party: Party) -> bool:
    """Whether a group's people or camps are what is hit: the group neither speaks nor acts itself."""
    behind = set(clauses.words[party.mention.end : party.mention.end + 4])
    theirs = bool(_TARGETS & behind)
    return not party.says and not party.backed and theirs and bool(_BLOWS & set(clauses.words))
