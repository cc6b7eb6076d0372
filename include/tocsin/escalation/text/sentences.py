"""Where do the sentences and words of an article stand?

Every token keeps its character offsets, so that whatever is found later can be quoted and marked.
Page furniture ("top of page", a byline, the title again) is passed over here, and only here.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# What is read at most. News puts first what matters; a cap keeps hostile input cheap.
TITLE_CAP = 600
BODY_CAP = 16_000
SENTENCE_CAP = 110  # tokens: a longer one is cut, so that work per sentence stays bounded

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,6}|['’]s\b|\d+(?:[.,:]\d+){0,6}|[^\W\d_]+(?:[\u064b-\u0652\u0670]+[^\W\d_]*)*|[^\w\s\u200c-\u200f\u202a-\u202e]"
)
_DATELINE = re.compile(
    r"\s*[A-ZÀ-Þ][\w .,/’'-]{1,60}\((?:[A-Z][\w /.]{1,30})\)\s{0,3}[-–—:]{1,2}\s{0,3}"
    r"|\s*\([A-Z][\w /.]{1,30}\)\s{0,3}[-–—]{1,2}\s{0,3}"
    r"|\s*[A-Z][A-Z .,/’'-]{2,50}\s[-–—]{1,2}\s{1,3}"
)
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr gen lt col maj capt sgt adm brig sen rep gov st no vs jan feb mar apr jun "
    "jul aug sep sept oct "
    "nov dec inc ltd co corp prof rev hon messrs etc approx sr sra m mm art".split()
)
_FURNITURE = frozenset(
    (
        "top of page;bottom of page;staff writer;staff;share;share this;share this "
        "article;advertisement;read more;"
        "continue reading;newsletter;sign up;related;comments;print;email;follow us;live;watch;by "
        "staff writer;"
        "subscribe;home;menu;skip to content;recommended;more on this story;image;video;listen"
    ).split(";")
)
_ENDS = frozenset(".!?…؟।")
_CLOSERS = frozenset("\"'”’»)]")


@dataclass
class Sentence:
    """One sentence: its tokens as written, in lower case, and where they stand in `field`."""

    field: str
    index: int
    raws: list[str]
    words: list[str]
    starts: list[int]
    ends: list[int]
    text: str = ""

    @property
    def start(self) -> int:
        """First character, in its field."""
        return self.starts[0]

    @property
    def end(self) -> int:
        """One past the last character, in its field."""
        return self.ends[-1]


def read_sentences(
    title: str, body: str, *, keys: Callable[[list[str]], list[str]] | None = None
) -> tuple[list[Sentence], list[Sentence]]:
    """Split title and body; the sentences of each field are counted from 0.

    `keys` puts the words of a sentence under the keys that they have in the data of an inflected language.
    """
    heads, tails = _read_sentences(title, body)
    if keys:
        for sentence in (*heads, *tails):
            sentence.words = keys(sentence.words)
    return heads, tails


def _read_sentences(title: str, body: str) -> tuple[list[Sentence], list[Sentence]]:
    heads = list(_split("title", title, 0, min(len(title), TITLE_CAP)))
    tails: list[Sentence] = []
    lines = list(_lines(body))
    for start, end in lines:
        if len(lines) > 1 and _is_furniture(body[start:end], title):
            continue
        tails.extend(_split("body", body, start, end))
    for number, sentence in enumerate(tails):
        sentence.index = number
    for number, sentence in enumerate(heads):
        sentence.index = number
    return heads, tails


def tokens_of(text: str) -> list[str]:
    """Tokenize `text` as the gazetteers and the lexicon do."""
    return _TOKEN.findall(text)


def _lines(body: str) -> Iterator[tuple[int, int]]:
    position = 0
    for line in body[:BODY_CAP].splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            yield position, position + len(line.rstrip())
        position += len(line)


def _is_furniture(line: str, title: str) -> bool:
    plain = line.strip().strip("|•-–—:").strip().lower()
    if plain in _FURNITURE or plain == title.strip().lower():
        return True
    words = plain.split()
    if words[:1] == ["by"] and len(words) <= 6 and not plain.endswith((".", "!", "?")):
        return True
    return len(words) <= 3 and not plain.endswith((".", "!", "?"))


def _split(name: str, text: str, start: int, end: int) -> Iterator[Sentence]:
    dateline = _DATELINE.match(text, start, min(end, start + 120)) if name == "body" else None
    tokens = list(_TOKEN.finditer(text, dateline.end() if dateline else start, end))
    begin = 0
    for here, token in enumerate(tokens):
        if here < begin:
            continue
        if here - begin >= SENTENCE_CAP or (token.group() in _ENDS and _ends_here(tokens, here)):
            stop = here + 1
            while (
                stop < len(tokens)
                and tokens[stop].group() in _CLOSERS
                and tokens[stop].start() == tokens[stop - 1].end()
            ):
                stop += 1
            yield _sentence(name, text, tokens[begin:stop])
            begin = stop
    if begin < len(tokens):
        yield _sentence(name, text, tokens[begin:])


def _closes(tokens: list[re.Match[str]], here: int) -> bool:
    """Whether a token is a bracket or quotation mark that stands right behind the one before it."""
    return tokens[here].group() in _CLOSERS and tokens[here].start() == tokens[here - 1].end()


def _ends_here(tokens: list[re.Match[str]], here: int) -> bool:
    """Whether a full stop, or its like, at `here` ends a sentence."""
    raw = tokens[here].group()
    if here + 1 >= len(tokens):
        return True
    following = tokens[here + 1]
    if following.start() == tokens[here].end() and following.group() not in _CLOSERS:
        return False
    if raw == "." and here and tokens[here - 1].end() == tokens[here].start():
        before = tokens[here - 1].group()
        if before.lower() in _ABBREVIATIONS or (len(before) == 1 and before.isupper()):
            return False
    return not following.group()[0].islower()


def _sentence(name: str, text: str, tokens: list[re.Match[str]]) -> Sentence:
    raws = [token.group() for token in tokens]
    return Sentence(
        field=name,
        index=0,
        raws=raws,
        words=[raw.lower().replace("’", "'") for raw in raws],
        starts=[token.start() for token in tokens],
        ends=[token.end() for token in tokens],
        text=text[tokens[0].start() : tokens[-1].end()],
    )
