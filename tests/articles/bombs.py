"""Which pages are made to hurt their reader? Each is a whole page with a story in it, and one thing without measure."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

STORY = "".join(
    f"<p>Patrol number {n} crossed the river at dawn, the ministry said, and its guns were heard in the town of "
    f"Dornava until the ferry came back on the {n}th day with nobody aboard.</p>"
    for n in range(1, 13)
)
LINE = "The patrol crossed the river at dawn, the ministry said. "


def a_page(body: str = "", *, head: str = "", story: str = STORY) -> bytes:
    """Write a page: its story, and something behind it."""
    title = "Patrol crosses the river at dawn"
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{story}</article>{body}</body></html>"
    ).encode()


def _linked(data: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


def _deep_list(depth: int) -> str:
    return "<script type='application/ld+json'>" + "[" * depth + "]" * depth + "</script>"


def _big_article(size: int) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": "Patrol crosses the river at dawn", "articleBody": LINE * size}


BOMBS: dict[str, Callable[[], bytes]] = {
    "billion laughs": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha">'
        + b"".join(f'<!ENTITY {b} "{f"&{a};" * 10}">'.encode() for a, b in zip("abcdefghi", "bcdefghij", strict=True))
        + b"]>"
        + a_page("<p>&j;&j;&j;</p>")
    ),
    "quadratic entity": lambda: (
        b'<!DOCTYPE html [<!ENTITY a "' + b"a" * 100_000 + b'">]>' + a_page(f"<p>{'&a;' * 50_000}</p>")
    ),
    "nested tags": lambda: a_page("<div>" * 260_000),
    "nested tags round the story": lambda: a_page(story="<div>" * 5_000 + STORY + "</div>" * 5_000),
    "nested inline tags": lambda: a_page("<b><i>" * 100_000 + "deep"),
    "nested fonts with text": lambda: a_page("<font>a " * 100_000),
    "nested tables": lambda: a_page("<table><tr><td>cell " * 500 + "</td></tr></table>" * 500),
    "nested tables round the story": lambda: a_page(story="<table><tr><td>" * 500 + STORY + "</td></tr></table>" * 500),
    "nested lists": lambda: a_page("<ul><li>point " * 20_000),
    "nested quotes": lambda: a_page("<blockquote>said " * 20_000),
    "300,000 attributes": lambda: a_page(f"<div {' '.join(f'a{n}=1' for n in range(300_000))}>x</div>"),
    "an attribute of 2 MB": lambda: a_page(f"<div class='{'ad ' * 700_000}'>x</div>"),
    "an unclosed attribute": lambda: a_page("<p title='" + "a" * 2_000_000),
    "10 MB of text": lambda: a_page(f"<p>{LINE * 180_000}</p>"),
    "a line of 3 MB": lambda: a_page(story=f"<p>{'a' * 3_000_000}</p>"),
    "a line of 3 MB of sentences": lambda: a_page(story=f"<p>{LINE * 50_000}</p>"),
    "short blocks": lambda: a_page("".join(f"<p>Short {n}</p>" for n in range(20_000))),
    "short blocks round the story": lambda: a_page(
        story="".join(f"<div><p>{LINE}{n}</p></div>" for n in range(10_000))
    ),
    "60,000 elements": lambda: a_page("<div><span>word</span></div>" * 29_000),
    "60,000 elements with ids": lambda: a_page("".join(f"<div class='ad x{n}' id=i{n}>w</div>" for n in range(59_000))),
    "60,000 links": lambda: a_page(
        "".join(f"<a href='/n/{n}'>A headline that is linked {n}</a>" for n in range(40_000))
    ),
    "100,000 headlines": lambda: a_page("<h1>Patrol crosses the river at dawn</h1>" * 100_000),
    "15,000 headlines": lambda: a_page("<h1>Patrol crosses the river at dawn</h1>" * 15_000),
    "50,000 headings": lambda: a_page("".join(f"<h2>Heading {n}</h2>" for n in range(50_000))),
    "50,000 line breaks": lambda: a_page(story="<p>" + f"{LINE[:20]}<br>" * 50_000 + "</p>"),
    "20,000 double breaks": lambda: a_page(story="<div>" + f"{LINE[:20]}<br><br>" * 10_000 + "</div>"),
    "a table of 50,000 cells": lambda: a_page("<table>" + "<tr>" + "<td>7</td>" * 50 + "</tr>" + "</table>"),
    "a table of 50,000 rows": lambda: a_page("<table>" + "<tr><td>7</td></tr>" * 25_000 + "</table>"),
    "JSON-LD of 5 MB": lambda: a_page(head=_linked(_big_article(90_000))),
    "JSON-LD of 400 KB": lambda: a_page(head=_linked(_big_article(7_000))),
    "JSON-LD without end": lambda: a_page(head=_deep_list(1_000_000)),
    "JSON-LD 100,000 deep": lambda: a_page(head=_deep_list(100_000)),
    "JSON-LD with 50,000 nodes": lambda: a_page(
        head="".join(_linked([{"@type": "NewsArticle", "headline": f"Story {n}"}] * 125) for n in range(400))
    ),
    "JSON-LD of commas": lambda: a_page(head=f"<script type='application/ld+json'>[{',' * 490_000}</script>"),
    "JSON-LD of commas and spaces": lambda: a_page(
        head=f"<script type='application/ld+json'>[{(', ' + ' ' * 2000) * 240}</script>"
    ),
    "JSON-LD of authors": lambda: a_page(
        head=_linked({**_big_article(5), "author": [{"@type": "Person", "name": f"Ana {n}"} for n in range(9_000)]})
    ),
    "40,000 meta tags": lambda: a_page(head="".join(f"<meta name='a{n}' content='b'>" for n in range(40_000))),
    "a title of 2 MB": lambda: a_page(head=f"<title>{'Patrol ' * 300_000}</title>"),
    "a headline of 2 MB": lambda: a_page(story=f"<h1>{'Patrol ' * 300_000}</h1>{STORY}"),
    "8,000 figures": lambda: a_page(
        "".join(
            f"<figure><img src='/p/{n}.jpg'><figcaption>A patrol on the river, day {n}</figcaption></figure>"
            for n in range(8_000)
        ),
        head="<meta property=og:image content=/p/none-of-these.jpg>",
    ),
    "20,000 times": lambda: a_page(
        "".join(f"<time datetime=2026-01-{n % 28 + 1:02}>then</time>" for n in range(20_000))
    ),
    "20,000 bylines": lambda: a_page("".join(f"<span class=byline>By Ana {n}</span>" for n in range(20_000))),
    "20,000 people": lambda: a_page("".join(f"<a href=/author/ana-{n}>Ana {n}</a>" for n in range(20_000))),
    "10,000 teasers": lambda: a_page(
        "<ul>" + "<li><a href=/n>A linked headline of a story</a><p>And what it says</p></li>" * 10_000 + "</ul>"
    ),
    "10,000 consent buttons": lambda: a_page("<div><p>We use cookies</p><button>Accept all</button></div>" * 10_000),
    "nested adverts": lambda: a_page("<div>Advertisement <p>x</p>" * 240 + "</div>" * 240 + "<div>" * 200),
    "nested adverts without end": lambda: a_page("<div class=ad>Advertisement " * 30_000),
    "10,000 hidden boxes": lambda: a_page("".join(f"<div class=promo{n}><p>{LINE}</p></div>" for n in range(10_000))),
    "20,000 forms": lambda: a_page("<form><input value=x></form>" * 20_000),
    "one selector of 200,000 options": lambda: a_page("<select>" + "<option>x" * 50_000 + "</select>"),
    "comments without end": lambda: a_page("<!--" * 500_000),
    "comments in a row": lambda: a_page("<!-- x -->" * 250_000),
    "scripts in a row": lambda: a_page("<script>x()</script>" * 50_000),
    "brackets": lambda: a_page("<" * 2_500_000),
    "ampersands": lambda: a_page("&" * 2_500_000),
    "half entities": lambda: a_page("&#x" * 900_000),
    "spaces": lambda: a_page(story=STORY + "<p>" + " " * 2_500_000 + "</p>"),
    "line ends": lambda: a_page(story=STORY + "<pre>" + "\n" * 2_500_000 + "</pre>"),
    "lines of one letter": lambda: a_page(story=STORY + "<pre>" + "a\n" * 1_000_000 + "</pre>"),
    "NULs": lambda: a_page(story=STORY + "\0" * 20_000),
    "combining marks": lambda: a_page(story=f"<p>a{chr(0x301) * 800_000}</p>"),
    "combining marks out of order": lambda: a_page(story=f"<p>a{(chr(0x316) + chr(0x301)) * 400_000}</p>"),
    "garbled": lambda: a_page(story=f"<p>{'frontiÃ¨re Ã©tÃ© ' * 90_000}</p>"),
    "garbled many times over": lambda: a_page(story=f"<p>{'ÃƒÂ¢Ã¢â‚¬Å¡Ã‚Â¬ ' * 60_000}</p>"),
    "one story many times": lambda: a_page(story=STORY * 600),
    "anchors that never close": lambda: a_page("<a href=x>" * 50_000 + "here"),
    "many languages": lambda: a_page(story="<p>" + "".join(map(chr, range(0x400, 0x2FFF))) * 60 + "</p>"),
    "escaped markup in JSON-LD": lambda: a_page(
        head=_linked({**_big_article(1), "articleBody": "&lt;p&gt;" * 15_000 + LINE * 10}), story=""
    ),
    "nested markup in JSON-LD": lambda: a_page(
        head=_linked({**_big_article(1), "articleBody": "<p><b>" * 25_000 + LINE * 10}), story=""
    ),
    "inline tags in one line": lambda: a_page(story="<p>" + f"<b>{LINE[:40]}</b> " * 55_000 + "</p>"),
    "links in one line": lambda: a_page(story="<p>" + f"<a href=x>{LINE[:30]}</a> and " * 50_000 + "</p>"),
    "spans in nested boxes": lambda: a_page("<div>" * 240 + "<span> </span>" * 59_000),
    "text in nested boxes": lambda: a_page("<div>" * 240 + f"<p>{LINE}</p>" * 25_000),
    "text in nested adverts": lambda: a_page("<div>Advertisement " * 240 + f"<p>{LINE}</p>" * 25_000),
    "text in nested furniture": lambda: a_page("<div class='related'>" * 240 + f"<p>{LINE}</p>" * 25_000),
    "text in nested tables": lambda: a_page("<table><tr><td>" * 80 + f"<p>{LINE}</p>" * 25_000),
    "cells in nested tables": lambda: a_page(
        "<table><tr><td>" * 80 + f"<table>{f'<tr><td>{LINE * 8}</td></tr>' * 5_000}</table>"
    ),
    "boxes in nested teasers": lambda: a_page(
        "<div><a href=/n>A headline that is linked</a>" * 200 + "<p></p>" * 58_000
    ),
    "links in nested teasers": lambda: a_page(
        "<ul><li><a href=/n>A headline that is linked</a>" * 120 + "<p></p><div></div>" * 29_000
    ),
    "nested rows of teasers": lambda: a_page(
        "<div><div><a href=/n>A headline here</a><p>x</p></div>" * 200 + "<div></div>" * 50_000
    ),
    "a heading of bold lines": lambda: a_page(story=STORY + "<h2><b>" + "Patrol day<br>" * 25_000 + "</b></h2>"),
    "a box of bold lines": lambda: a_page(
        story=STORY + "<div>" + "".join(f"<b>Day {n}</b><br>" for n in range(8_000)) + "</div>"
    ),
    "the same line 8,000 times": lambda: a_page(story=f"<p>{LINE}</p>" * 8_000),
    "pieces of a page's head": lambda: a_page(story=f"<pre>top of page {'Staff Writer 12 min read ' * 100_000}</pre>"),
    "a title said 50,000 times": lambda: a_page(
        story=f"<p>top of page {'Patrol crosses the river at dawn ' * 50_000}</p>"
    ),
    "marked and unmarked times": lambda: a_page(
        "".join(f"<time>{n}</time><span class=published>2026</span>" for n in range(28_000))
    ),
    "figures of many pictures": lambda: a_page(
        "".join(
            f"<figure><img srcset='/{'-w99' * 480}x{n}.jpg'><figcaption>c</figcaption></figure>" for n in range(1_400)
        ),
        head="<meta property=og:image content=/p/none-of-these.jpg>",
    ),
    "a page without a date": lambda: a_page("".join(f"<p>On {n}/{n}/{n} and 2026-{n}-1</p>" for n in range(15_000))),
    "days in the text": lambda: a_page(f"<p>{'18 January 2026, 2026-01-18 and 01/18/2026 ' * 60_000}</p>"),
    "a page of digits": lambda: a_page(f"<p>{'20260118' * 300_000}</p>"),
    "a consent text": lambda: a_page(story=f"<p>{'We use cookies and ' * 120_000}</p>"),
    "words about cookies in short": lambda: a_page(story="", body=f"<nav>{'cookies und x ' * 200_000}</nav>"),
    "nested selects of the story": lambda: a_page(story="<form><select><option>" * 20_000 + STORY),
    "many small tables": lambda: a_page("<table><tr><td>a<td>b</table>" * 14_000),
    "a table of many columns": lambda: a_page(f"<table><tr>{'<td>7</td>' * 55_000}</tr></table>"),
    "spans over 1,000 columns": lambda: a_page("<table>" + "<tr><td colspan=1000 rowspan=1000>7</td></tr>" * 20_000),
    "one class of 10,000 names": lambda: a_page(
        f"<div class='{' '.join(f'c{n}' for n in range(200_000))}'>x</div>" * 2
    ),
    "hrefs of 2 MB": lambda: a_page(f"<a href='/{'author/' * 150_000}'>Ana Bo</a>" * 2),
    "a base64 picture": lambda: a_page(f"<img src='data:image/png;base64,{'A' * 2_800_000}'>"),
    "UTF-7 and escapes": lambda: b"<meta charset=utf-7>" + b"+ADw-" * 500_000,
    "a codec that is slow": lambda: b"<meta charset=punycode>" + a_page(LINE * 40_000),
    "bytes in no encoding": lambda: bytes(range(128, 256)) * 20_000 + a_page(),
}

# A second each, or more: looked at by `python tests/articles/bombs.py` when the reading of pages changes.
HEAVY = frozenset(
    [
        "10,000 consent buttons",
        "10,000 teasers",
        "20,000 bylines",
        "20,000 double breaks",
        "50,000 headings",
        "50,000 line breaks",
        "60,000 elements with ids",
        "60,000 links",
        "a box of bold lines",
        "a heading of bold lines",
        "a line of 3 MB of sentences",
        "a page without a date",
        "a table of 50,000 rows",
        "a table of many columns",
        "anchors that never close",
        "bytes in no encoding",
        "days in the text",
        "garbled",
        "half entities",
        "lines of one letter",
        "many languages",
        "many small tables",
        "marked and unmarked times",
        "one story many times",
        "short blocks round the story",
        "spans over 1,000 columns",
        "the same line 8,000 times",
    ]
)


def main() -> None:
    """Print what becomes of each bomb in the sandbox, and in how many seconds."""
    from tocsin.articles.extract import extract_article
    from tocsin.errors import TocsinError
    from tocsin.sandbox import Sandbox

    with Sandbox() as box:
        for name, bomb in BOMBS.items():
            page, started = bomb(), time.monotonic()
            try:
                told = f"{len(box.call(extract_article, page, url='https://lantern.example/1').body)} characters"
            except TocsinError as error:
                told = str(error)
            print(f"{time.monotonic() - started:6.2f} s  {name}: {told}")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2] / "include"))
    main()
