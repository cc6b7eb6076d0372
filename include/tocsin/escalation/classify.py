"""Article → assessment: what happened, by whom, to whom, where, is it new, and which words say so?

Pure and deterministic: the same text gives the same answer, whoever asks and whenever.
"""

from datetime import datetime

from tocsin.escalation.actors import gazetteer
from tocsin.escalation.acts import find_acts
from tocsin.escalation.clauses import Clauses
from tocsin.escalation.draft import Draft
from tocsin.escalation.language import guess_language
from tocsin.escalation.lexicon import lexicon
from tocsin.escalation.officials import dateline_state, officials_of
from tocsin.escalation.reading import Reading
from tocsin.escalation.sentences import TITLE_CAP, read_sentences
from tocsin.escalation.verdict import weigh
from tocsin.model import Assessment


def classify(title: str, body: str, *, published_at: datetime | None = None) -> Assessment:
    """Read one article. Text only: nothing is fetched, and what cannot be read gives level 0, never an error."""
    return weigh(read_article(title, body, published_at=published_at))


def read_article(title: str, body: str, *, published_at: datetime | None = None) -> Reading:
    """Find the acts that each sentence tells of, before the article as a whole is weighed."""
    language = guess_language(title[:TITLE_CAP], body)
    words, names = lexicon(language), gazetteer(language)
    heads, tails = read_sentences(title, body)
    speaks_for = dateline_state(body, names)
    names = names.also(officials_of(tails, names, speaks_for))
    clauses: list[Clauses] = []
    for sentence in (*heads, *tails):
        before = clauses[-1] if clauses else None
        clauses.append(Clauses(sentence, names, words, before, speaks_for=speaks_for))
    drafts: list[tuple[Clauses, list[Draft]]] = [(each, find_acts(each)) for each in clauses]
    return Reading(title=title, body=body, sentences=drafts, published_at=published_at, language=language)
