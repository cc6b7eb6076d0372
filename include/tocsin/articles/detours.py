"""Did an article's address lead to another page than the one that was meant?

Publishers send readers of what is gone, or kept for those who pay, to their front page or to an offer; every article
that ends there would have one body, and look like one article.
"""

import re

from tocsin.articles.urls import canonical_url, is_front

# Words that tell: of four letters or more, and pairs of signs in scripts that are written without spaces.
_WORD = re.compile(r"[^\W\d_]{4,}")
_DENSE = re.compile(r"(?=([\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]{2}))")


def find_detour(asked: str, answered: str, *, title: str, shown: str) -> str:
    """Say where a redirect from `asked` led, other than to the article; "" where it led there.

    `title` is what the feed calls the article, `shown` what the page that answered calls itself.
    """
    if canonical_url(asked) == canonical_url(answered):
        return ""
    if is_front(answered) and not is_front(asked):
        return "its address leads to the front page"
    meant, found = _telling(title), _telling(shown)
    return "its address leads to another page" if meant and found and not meant & found else ""


def _telling(title: str) -> set[str]:
    text = title.casefold()
    return {*_WORD.findall(text), *_DENSE.findall(text)}
