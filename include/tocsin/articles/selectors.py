"""Where does this publisher keep the paragraphs of a story? What a person has looked up, in selectors.yaml.

A row has `publishers`, registrable domains, and `body`, a CSS selector of the story's blocks. Asked only where the
readers differ.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tocsin.articles.page import Element, list_selected, text_of
from tocsin.articles.urls import publisher_of
from tocsin.errors import InputError

SELECTORS = Path(__file__).with_name("selectors.yaml")


def select_body(root: Element, url: str) -> str:
    """Give the blocks that the publisher of `url` is known to keep a story in, a line each; "" where none is known."""
    selector = read_selectors().get(publisher_of(url), "")
    return "\n".join(filter(None, map(text_of, list_selected(root, selector)))) if selector else ""


@cache
def read_selectors(path: Path = SELECTORS) -> Mapping[str, str]:
    """Map registrable domains to the selectors of their stories' blocks.

    Raises `InputError` naming the row for one that is of another form, is told twice, or is no selector.
    """
    import yaml

    found: dict[str, str] = {}
    for number, row in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")) or (), 1):
        for publisher in _checked(row, f"{path}, row {number}"):
            if publisher in found:
                raise InputError(f"{path}, row {number}: {publisher} has a row already")
            found[publisher] = row["body"]
    return found


def _checked(row: Any, place: str) -> list[str]:
    """Return the publishers of a row that is in order."""
    if not isinstance(row, dict) or row.keys() != {"publishers", "body"}:
        raise InputError(f"{place}: it must have `publishers` and `body`, and nothing else")
    try:
        list_selected(None, row["body"])
    except ValueError as error:
        raise InputError(f"{place}: not a CSS selector: {row['body']!r} ({error})") from error
    publishers: list[str] = row["publishers"]
    for publisher in publishers:
        if publisher_of(f"https://{publisher}/") != publisher:
            raise InputError(f"{place}: {publisher} is no registrable domain")
    return publishers
