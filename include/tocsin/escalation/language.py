"""In which language is a text to be read? A guess by small words, enough to choose a lexicon, or to say it has none."""

import re

from tocsin.escalation.gazetteer.tongues import names_of
from tocsin.escalation.text.sentences import tokens_of
from tocsin.language import LANGUAGES, SMALL_WORDS, detect_language, script_of, told_by_letters

_WORDS = {
    "en": frozenset(
        (
            "the of and to in on for with is was that by at from after as its has have are were said over near says"
        ).split()
    ),
    "es": frozenset(
        (
            "el la los las de del en y que por para con se un una al su tras según fue más como contra cerca sobre lo"
        ).split()
    ),
    "fr": frozenset(
        (
            "le la les de du des en et que pour avec un une au aux dans sur par est sont ses après selon près contre"
        ).split()
    ),
}
# French words that English papers use every day.
_LOANS = re.compile(r"charg[ée]s? d['’]affaires|coup d['’][ée]tat|détente|rapprochement|café|protégé", re.IGNORECASE)
# Of a text too short to tell by its small words.
_COMMONEST = {"cyrillic": "ru", "arabic": "ar"}
_SHORT = 25
_LOOKED_AT = 800  # characters of the body
_UNREAD_CYRILLIC = LANGUAGES["cyrillic"] - {"ru"}
_LATIN = LANGUAGES["latin"]
_SMALL = {language: frozenset(small.split()) for language, small in SMALL_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_SPANISH = re.compile(r"[ñ¿¡]|ció\b|ón\b|ía\b")
_FRENCH = re.compile(r"[çœêèùàâ]|\bl['’]|\bd['’]|\bqu['’]")


def guess_language(title: str, body: str) -> str:
    """Return the ISO 639-1 code of a text's language; `"en"` where nothing clearly says another."""
    text = _LOANS.sub("", f"{title}\n{body[:_LOOKED_AT]}")
    words = [word.lower() for word in _WORD.findall(text)]
    found = detect_language(text) or _COMMONEST.get(script_of(text), "")
    if found in _UNREAD_CYRILLIC and len(words) < _SHORT and not told_by_letters(text, "cyrillic"):
        found = "ru"  # a headline of seven words has too few small ones to be Serbian by them
    if found not in ("", *_WORDS) and (
        found not in _LATIN or _is_plainly(found, words) or told_by_letters(text, "latin")
    ):
        return found
    counts = {language: sum(word in small for word in words) for language, small in _WORDS.items()}
    counts["es"] += 2 * len(_SPANISH.findall(text.lower()))
    counts["fr"] += 2 * len(_FRENCH.findall(text.lower()))
    if counts["es"] == counts["fr"] > counts["en"]:
        return _by_names(text, ("es", "fr"))  # "la", "de" and "un" are both
    best = max(counts, key=lambda language: (counts[language], language == "en"))
    if counts[best] > 1.3 * counts["en"] and counts[best] >= 2:
        return best
    return _by_names(text) if len(words) < _SHORT and counts["en"] == 0 else "en"


def _is_plainly(language: str, words: list[str]) -> bool:
    """Whether a text in Latin letters is of a language that we don't read: its small words are many, and no English."""
    words = [word for word in words if len(word) > 1]  # the s of "Australia's", and a, stand in many languages
    mine = sum(word in _SMALL[language] for word in words)
    read = max(sum(word in small or word in _SMALL[other] for word in words) for other, small in _WORDS.items())
    return mine >= max(3, len(words) / 12) and mine > read + 1


def _by_names(text: str, languages: tuple[str, ...] = ("en", "es", "fr")) -> str:
    """Judge a bare headline by how it writes the names of states: "Rusia invade Ucrania"."""
    raws = tokens_of(text)
    lowered = [raw.lower().replace("’", "'") for raw in raws]
    found = {language: len(names_of(language).find(lowered, raws)) for language in languages}
    mine = max(found, key=lambda language: (found[language], language == "en"))
    small = {language: sum(word in _WORDS[language] for word in lowered) for language in ("es", "fr")}
    if mine == "en" and any(small.values()):
        return max(small, key=lambda language: small[language])
    return mine
