"""Which part of a byline names who wrote?"""

import re
from html import unescape

from tocsin.articles.clean import clean_line
from tocsin.articles.dates import find_moments

MAX_BYLINE = 200  # characters; a longer one is a paragraph

_BY = re.compile(
    r"^(?:by|von|par|por|di|автор|بقلم|author|(?:written|reported|story|text|words|article|guide|posted"
    r"|published|submitted|uploaded) by)\s*:?\s+",
    re.IGNORECASE,
)
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
_EDGE = " ,;:|-–—·•⋅"


def clean_byline(text: str) -> str:
    """Give the persons or the agency of a byline: no "By", no date; "" for a link or a whole paragraph."""
    line = _BYLINE_END.sub("", _BY.sub("", _without_date(clean_line(unescape(text[:500])))))
    line = _ROLE.sub("", line.strip(_EDGE))
    is_link = line.startswith(("http:", "https:", "//", "@")) or "/" in line
    return "" if is_link or len(line) > MAX_BYLINE or not any(c.isalpha() for c in line) else line


def _without_date(line: str) -> str:
    """Cut a byline where its date begins, or take off the date with which it begins."""
    for _, start, end in find_moments(line):
        return line[:start].strip(_EDGE) or line[end:].strip(_EDGE)
    return line
