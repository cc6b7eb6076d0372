"""Which part of a byline names who wrote?"""

import re
from collections.abc import Sequence
from html import unescape

from tocsin.articles.clean import clean_line
from tocsin.articles.dates import find_moments

MAX_BYLINE = 200  # characters; a longer one is a paragraph
MAX_NAME = 60  # characters of a line that is a name and nothing else

# Words that stand before a name; the first of them without a colon too.
_BEFORE_NAME = (
    r"by|von|par|por|di|door|av|af|oleh|автор|بقلم|מאת|โดย|author"
    r"|(?:written|reported|story|text|words|article|guide|posted|published|submitted|uploaded"
    r"|interview) by"
)
_BEFORE_COLON = (
    r"autore?|autora|auteur|autoren?|redaktor|yazar|penulis|reporter|editor|tác giả|συντάκτης|авторы|автори|текст"
    r"|كتبت?|إعداد|نویسنده|تحریر|लेखक|ผู้เขียน|作者|记者|記者|撰文|文"
)
_BY = re.compile(rf"^(?:(?:{_BEFORE_NAME})\s+|(?:{_BEFORE_NAME}|{_BEFORE_COLON})\s*[:：]\s*)", re.IGNORECASE)
_LABEL = re.compile(_BEFORE_NAME, re.IGNORECASE)
_BY_ALONE = re.compile(rf"(?:{_BEFORE_NAME}|{_BEFORE_COLON})\s*[:：]?", re.IGNORECASE)
# 홍길동 기자, 记者 王明 stand without a sign between them.
_REPORTER = re.compile(r"(?:^(?:记者|記者)\s?(?=\S{2,12}$)|(?<=\S)\s?(?:기자|特派员|特派員|记者|記者)$)")
_BYLINE_END = re.compile(
    r"\s*(?:\||•|·|⋅|\n|\s+on$|,?\s+(?:published|updated|posted|last updated)\b|\s+[-–—]\s"
    r"|\s+\d{1,2}\s+\w+\s+\d{4}|\s+\w+\s+\d{1,2},\s+\d{4}).*",
    re.IGNORECASE | re.DOTALL,
)
# "Nora Pfister, Staff Writer"; a role alone is a byline too.
_ROLE = re.compile(
    r",\s+(?:(?:senior|chief|deputy|staff|foreign|political|defen[cs]e|diplomatic|news)\s+){0,3}"
    r"(?:writer|reporter|correspondent|editor)s?$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\w{4,}[.!?]|[。！？؟]$")
_EDGE = " ,;:|-–—·•⋅"


def clean_byline(text: str) -> str:
    """Give the persons or the agency of a byline: no "By", no date; "" for a link or a whole paragraph."""
    line = _BYLINE_END.sub("", _BY.sub("", _without_date(clean_line(unescape(text[:500])))))
    line = _REPORTER.sub("", _ROLE.sub("", line.strip(_EDGE)))
    if _LABEL.fullmatch(line):
        return ""
    is_link = line.startswith(("http:", "https:", "//", "@")) or "/" in line
    return "" if is_link or len(line) > MAX_BYLINE or not any(c.isalpha() for c in line) else line


def find_named(lines: Sequence[str]) -> str:
    """Find who is named below a headline: behind "By" or "Author:", or in the line after one that says only that."""
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        if _BY_ALONE.fullmatch(line) and len(following) <= MAX_NAME:
            return following
        if len(line) <= MAX_BYLINE and _BY.match(line) and not _SENTENCE.search(line):
            return line
    return ""


def _without_date(line: str) -> str:
    """Cut a byline where its date begins, or take off the date with which it begins."""
    for _, start, end in find_moments(line):
        return line[:start].strip(_EDGE) or line[end:].strip(_EDGE)
    return line
