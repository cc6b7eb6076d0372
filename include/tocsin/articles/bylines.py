"""Which part of a byline names who wrote?"""

import re
from html import unescape

from tocsin.articles.clean import clean_line

MAX_BYLINE = 200  # characters; a longer one is a paragraph

_BY = re.compile(
    r"^(?:by|von|par|por|di|автор|بقلم|author|(?:written|reported|story|text|words|article|guide|posted"
    r"|published) by)\s*:?\s+",
    re.IGNORECASE,
)
_BYLINE_END = re.compile(
    r"\s*(?:\||•|·|\n|,?\s+(?:published|updated|posted|last updated)\b|\s+[-–—]\s"
    r"|\s+\d{1,2}\s+\w+\s+\d{4}|\s+\w+\s+\d{1,2},\s+\d{4}).*",
    re.IGNORECASE | re.DOTALL,
)


def clean_byline(text: str) -> str:
    """Give the persons or the agency of a byline: no "By", no date; "" for a link or a whole paragraph."""
    line = _BYLINE_END.sub("", _BY.sub("", clean_line(unescape(text[:500]))))
    line = line.strip(" ,;:|-–—")
    is_link = line.startswith(("http:", "https:", "//", "@")) or "/" in line
    return "" if is_link or len(line) > MAX_BYLINE or not any(c.isalpha() for c in line) else line
