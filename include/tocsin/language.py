"""In which language is a text written?

By script where the script says it, else by the commonest small words of each language. Good enough to choose a
lexicon and to tell an analyst; no model, no data files beyond the words below.
"""

import re
from collections import Counter
from collections.abc import Mapping

SAMPLE = 5000  # characters that are looked at
ENOUGH = 0.3  # share of a text's letters that a script must have to decide

# (first, last code point, script). Latin, Cyrillic, Arabic and Devanagari are shared by several languages.
SCRIPTS: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x024F, "latin"),
    (0x0370, 0x03FF, "el"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0530, 0x058F, "hy"),
    (0x0590, 0x05FF, "he"),
    (0x0600, 0x077F, "arabic"),
    (0x0900, 0x097F, "devanagari"),
    (0x0980, 0x09FF, "bn"),
    (0x0A00, 0x0A7F, "pa"),
    (0x0A80, 0x0AFF, "gu"),
    (0x0B80, 0x0BFF, "ta"),
    (0x0C00, 0x0C7F, "te"),
    (0x0C80, 0x0CFF, "kn"),
    (0x0D00, 0x0D7F, "ml"),
    (0x0D80, 0x0DFF, "si"),
    (0x0E00, 0x0E7F, "th"),
    (0x0E80, 0x0EFF, "lo"),
    (0x1000, 0x109F, "my"),
    (0x10A0, 0x10FF, "ka"),
    (0x1200, 0x137F, "am"),
    (0x1780, 0x17FF, "km"),
    (0x1E00, 0x1EFF, "latin"),
    (0x3040, 0x30FF, "ja"),
    (0x3400, 0x9FFF, "han"),
    (0xAC00, 0xD7AF, "ko"),
)
# Letters that only one of the languages of a shared script uses.
TELLING: Mapping[str, tuple[tuple[str, str], ...]] = {
    "cyrillic": (
        ("uk", "іїєґ"),
        ("be", "ў"),
        ("mk", "ѓќѕ"),
        ("sr", "ђћџљњј"),
        ("kk", "қңғұһә"),
        ("ru", "ыэё"),
    ),
    "latin": (
        ("az", "ə"),
        ("tr", "ğışİ"),
        ("pl", "łążźę"),
        ("ro", "țșă"),
        ("hu", "őű"),
        ("cs", "ěřů"),
        ("vi", "ơưđạếộ"),
    ),
    "arabic": (("ps", "ښځټډړږڼېۍ"), ("ur", "ٹڈڑںےہھ"), ("fa", "پچژگکی")),
}
SMALL_WORDS: Mapping[str, str] = {
    "en": "the of and to in that is was for on with as by at from it he said his are have has be this which",
    "es": "de la que el en y los se del las un por con una su para es al lo como más fue ha pero sus",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus",
    "it": "di e il la che in a per un è del non una della con sono le si da al ha i nel più alla anche gli",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas foi ao das à são",
    "nl": "de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij uit door naar",
    "sv": "och i att det som en på är av för med till den har de inte om ett han var jag från vi men sig",
    "no": "og i det på som er en til å han av for med at var de ikke den har jeg om et men så seg ble fra",
    "da": "og i at det er en til på som af for med den de han har ikke der var et men sig fra blev efter",
    "fi": "ja on ei se että oli hän mutta ovat myös kun joka sekä mukaan ole tai niin ollut kuin jos vain",
    "pl": "w i na z do się nie że to jest o jak po od przez przy są ale za dla jego co oraz który tym",
    "cs": "a se v na je že s z do o k i to jako za by pro od který ale po podle jsou bylo při také",
    "sk": "a sa v na je že s z do o k aj to ako za by pre od ktorý ale po podľa sú bolo pri",
    "hu": "a az és hogy nem is egy ez meg volt de csak már azt mint ki van el még majd szerint",
    "ro": "de și în a la cu pe că nu este din pentru care se un o mai au fost prin sunt ale lui după",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi ne var ise kadar sonra olduğu dedi ancak",
    "id": "yang dan di dari untuk dengan pada ini itu dalam tidak akan ke oleh juga telah adalah mereka sebagai",
    "vi": "và của là có được trong cho các một không người với này đã những khi để tại từ ở",
    "sw": "ya wa na kwa ni katika la za cha kuwa hiyo huo baada kwamba lakini hilo watu yake",
    "hr": "i u je na se da za su od s o koji kako ali bi iz što nije te do kao",
    "sq": "e të në dhe për me nga një që si është ka janë por se u nuk më",
    "az": "və bu bir ki üçün ilə də olan da sonra daha edib",
    "so": "oo ka ku iyo ee in ay waa uu soo la ayaa",
    "ru": "и в не на что с по как из у за от о для его это так же но к был",
    "bg": "на и в да за се от е че с по са не като до към във след",
    "mk": "на и во да за се од е дека со по не како до",
    "sr": "и је у на да се за од су са који не као из",
    "ar": "في من على إلى أن عن التي الذي مع هذا هذه بعد ما كان قال لا",
    "fa": "و در به از که این را با است برای آن یک خود تا بر شد",
    "ur": "کے کی میں ہے اور سے کا کو نے پر کہ ہیں اس",
    "ckb": "لە بۆ کە ئەو بە و هەر ئەم",
    "hi": "के में की है और से को का ने पर कि हैं यह भी",
    "ne": "को मा छ र ले पनि भएको गरेको हो लाई",
    "mr": "आहे आणि या च्या मध्ये ते होते की असे",
}


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Not \w: the vowel signs of Indian scripts are no letters to it.
WORD = re.compile(r"[^\s\d.,;:!?…()\[\]\"«»“”„‘’'।۔،/|—–-]+")
BY_WORD: dict[str, list[str]] = {}  # which languages a small word belongs to
for _language, _words in SMALL_WORDS.items():
    for _word in _words.split():
        BY_WORD.setdefault(_word, []).append(_language)
LANGUAGES = {
    "latin": _codes("en es fr de it pt nl sv no da fi pl cs sk hu ro tr id vi sw hr sq az so"),
    "cyrillic": _codes("ru bg mk sr"),
    "arabic": _codes("ar fa ur ckb"),
    "devanagari": _codes("hi ne mr"),
}


def detect_language(text: str) -> str:
    """Name a text's language by its ISO 639-1 code; "" when it can't be told."""
    sample = text[:SAMPLE]
    script = script_of(sample)
    if script == "han":
        return "zh"
    if script not in LANGUAGES:
        return script
    return told_by_letters(sample, script) or _by_small_words(sample, script)


def told_by_letters(sample: str, script: str) -> str:
    """Name the language of a shared script that alone uses some of a text's letters; "" where none does.

    In Latin script they must be many: English writes Erdoğan and Wałęsa.
    """
    letters = Counter(sample.lower())
    fewest, share = (3, 40) if script == "latin" else (1, 150)
    for language, telling in TELLING.get(script, ()):
        found = sum(letters[letter] for letter in telling)
        if found >= fewest and found > len(sample) / share:
            return language
    return ""


def script_of(sample: str) -> str:
    """Name the script of most letters ("cyrillic", "arabic", or a language that has its own); "" where none has.

    Japanese is known by its kana, whatever the share of Chinese characters.
    """
    counts: Counter[str] = Counter()
    for letter, times in Counter(sample).items():
        if letter.isalpha():
            counts[_script_of(ord(letter))] += times
    total = counts.total()
    if not total:
        return ""
    if counts["ja"] > total / 20:
        return "ja"
    script, most = counts.most_common(1)[0]
    return script if most >= ENOUGH * total else ""


def _script_of(point: int) -> str:
    for first, last, script in SCRIPTS:
        if first <= point <= last:
            return script
    return ""


def _by_small_words(sample: str, script: str) -> str:
    """Choose the language of this script of which most small words occur; at least two must."""
    scores: dict[str, float] = {}
    for word, times in Counter(WORD.findall(sample.lower())).items():
        for language in BY_WORD.get(word, ()):
            if language in LANGUAGES[script]:
                # A word that many languages share says little about each.
                scores[language] = scores.get(language, 0.0) + times / len(BY_WORD[word])
    if not scores:
        return ""
    language = max(scores, key=lambda one: scores[one])
    return language if scores[language] >= 1 else ""
