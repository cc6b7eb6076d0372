"""Article → assessment: what happened, by whom, to whom, where, is it new, and which words say so?

Pure and deterministic: the same text gives the same answer, whoever asks and whenever.
"""

from datetime import datetime

from tocsin.escalation.acts.core import find_core_acts
from tocsin.escalation.acts.find import find_acts
from tocsin.escalation.article.datelines import sent_on
from tocsin.escalation.article.reading import Reading
from tocsin.escalation.gazetteer.bynames import bynames_of
from tocsin.escalation.gazetteer.officials import dateline_state, officials_of
from tocsin.escalation.gazetteer.tongues import names_of
from tocsin.escalation.grammar.clauses import Clauses
from tocsin.escalation.grammar.draft import Draft
from tocsin.escalation.language import guess_language
from tocsin.escalation.lexicon.load import has_lexicon, lexicon
from tocsin.escalation.text.sentences import TITLE_CAP, read_sentences
from tocsin.escalation.verdict.decide import weigh
from tocsin.model import Assessment

_READ_WHOLE = 15  # sentences of the body of which every name counts
_LENDING = 2  # sentences of the body that lend words to each other and to the headline


def classify(title: str, body: str, *, published_at: datetime | None = None) -> Assessment:
    """Read one article. Text only: nothing is fetched, and what cannot be read gives level 0, never an error."""
    return weigh(read_article(title, body, published_at=published_at))


def read_article(title: str, body: str, *, published_at: datetime | None = None) -> Reading:
    """Find the acts that each sentence tells of, before the article as a whole is weighed."""
    language = guess_language(title[:TITLE_CAP], body)
    if not has_lexicon(language):
        return Reading(title=title, body=body, sentences=[], published_at=published_at, language=language)
    words = lexicon(language)
    heads, tails = read_sentences(title, body, keys=words.inflected.keys if words.inflected else None)
    names = names_of(language).on(published_at.date() if published_at else None)
    names = names.calling((each.words, each.raws) for each in (*heads, *tails))
    speaks_for, sent = dateline_state(body, names), sent_on(body)
    if not words.order:
        names = names.also(officials_of(tails, names, speaks_for)).with_bynames(bynames_of([*heads, *tails], names))
    clauses: list[Clauses] = []
    for sentence in (*heads, *tails):
        before = clauses[-1] if clauses else None
        # Far down, a sentence without a word of the lexicon tells nothing that is asked for.
        if sentence.index < _READ_WHOLE or any(
            words.begins_at(sentence.words, at) for at in range(len(sentence.words))
        ):
            clauses.append(Clauses(sentence, names, words, before, speaks_for=speaks_for, sent_on=sent))
    drafts: list[tuple[Clauses, list[Draft]]]
    if words.order:
        # In a news brief the headline says what was done and the lead with what: they lend each other words.
        top = [each for each in clauses if each.sentence.field == "title" or each.sentence.index < _LENDING]
        drafts = [(each, find_core_acts(each, top if each in top else [])) for each in clauses]
    else:
        drafts = [(each, find_acts(each)) for each in clauses]
    return Reading(title=title, body=body, sentences=drafts, published_at=published_at, language=language)
