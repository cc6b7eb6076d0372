"""How does a page become HTML that no feed can break out of?

Templates escape every value, and every value is cleaned and cut on its way in: no control, bidi override or
invisible character of a stranger's reaches the reader. An address alone is never cut (`| whole`), since a part of
one leads elsewhere. A link is followed only where `words.link` made it one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from tocsin.alerts.text import tidy

# A quote or title may be long; a page of them must stay readable.
LONGEST = 1200


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What every page needs: the path it is mounted at, the nonce of its style and script, the time in words."""

    root: str
    nonce: str
    now: str
    asked: str


def render(template: str, facts: Mapping[str, Any], frame: Frame) -> str:
    """Return a page as HTML."""
    return _environment().get_template(template).render(**facts, frame=frame, css=Markup(static("style.css")))


def static(name: str) -> str:
    """Return a file that ships with the pages: "style.css", "frame.js"."""
    return files("tocsin_pages").joinpath(name).read_text(encoding="utf-8")


def headers(nonce: str) -> dict[str, str]:
    """Return the headers of every answer: nothing is loaded from, sent to or framed by another site."""
    policy = (
        "default-src 'none'",
        f"style-src 'nonce-{nonce}'",
        f"script-src 'nonce-{nonce}'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
    return {
        "Content-Security-Policy": "; ".join(policy),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tocsin_pages"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["whole"] = _whole
    return environment


def _whole(address: str) -> Markup:
    """Return an address for a link, in its whole length; whether it may be one was decided before."""
    return escape("".join(each for each in address if each.isprintable()))


def _shown(value: Any) -> Any:
    """Clean whatever a template shows; what is markup was made by a template."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return tidy(value, LONGEST)
    return value
