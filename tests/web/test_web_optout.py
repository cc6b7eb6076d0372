"""Which pages keep themselves from being mined, and in what words is that kept?"""

import pytest

from tocsin.web.optout import find_opt_outs

HEAD = b"<!doctype html><html><head><title>News</title>%s</head><body><p>Text</p></body></html>"


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({}, ()),
        ({"tdm-reservation": "1"}, ("tdm-reservation: 1 (header)",)),
        ({"tdm-reservation": "0"}, ()),
        ({"x-robots-tag": "noai"}, ("noai (X-Robots-Tag)",)),
        ({"x-robots-tag": "noindex, NoAI, noimageai"}, ("noai (X-Robots-Tag)",)),
        ({"x-robots-tag": "noml"}, ("noml (X-Robots-Tag)",)),
        ({"x-robots-tag": "noindex, none, noarchive, noimageai"}, ()),
        ({"x-robots-tag": "otherbot: noai"}, ()),
        ({"x-robots-tag": "otherbot: noindex, noai"}, ()),
        ({"x-robots-tag": "other-bot: noindex, noai"}, ()),
        ({"x-robots-tag": "max-snippet: 20, other_bot: noai"}, ()),
        ({"x-robots-tag": "Tocsin: noai"}, ("noai (X-Robots-Tag)",)),
        ({"x-robots-tag": "otherbot: noindex, tocsin: noai"}, ("noai (X-Robots-Tag)",)),
        ({"x-robots-tag": "max-snippet: 20, noai"}, ("noai (X-Robots-Tag)",)),
        ({"x-robots-tag": "unavailable_after: 25 Jun 2026 15:00:00 PST, noai"}, ("noai (X-Robots-Tag)",)),
    ],
)
def test_headers(headers, said):
    assert find_opt_outs(headers, HEAD % b"") == said


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        (b'<meta name="robots" content="index, noai">', ("noai (meta tag)",)),
        (b"<META CONTENT='NOAI' NAME='ROBOTS'>", ("noai (meta tag)",)),
        (b"<meta name=robots content=noai>", ("noai (meta tag)",)),
        (b'<meta name="tocsin" content="noml"/>', ("noml (meta tag)",)),
        (b'<meta name="otherbot" content="noai">', ()),
        (b'<meta name="robots" content="noindex">', ()),
        (b'<meta name="tdm-reservation" content="1">', ("tdm-reservation: 1 (meta tag)",)),
        (b'<meta name="tdm-reservation" content="0">', ()),
        (b'<meta data-name="robots" name="description" content="noai">', ()),
        (b'<!-- <meta name="robots" content="noai"> -->', ()),
        (b'<!-- <body> --><meta name="robots" content="noai">', ("noai (meta tag)",)),
        (b'<!-- never closed <meta name="robots" content="noai">', ()),
        (b'</head><body><p>Write <meta name="robots" content="noai"> in your pages.</p>', ()),
    ],
)
def test_meta_tags(tag, said):
    assert find_opt_outs({}, HEAD % tag) == said


def test_the_same_word_counts_once_in_each_place():
    tag = b'<meta name="robots" content="noai"><meta name="robots" content="noai">'
    assert find_opt_outs({"x-robots-tag": "noai"}, HEAD % tag) == ("noai (X-Robots-Tag)", "noai (meta tag)")


@pytest.mark.parametrize(
    "body",
    [b"<meta " * 400_000, b"<!--" * 500_000, b"<meta " + b"name=" * 400_000, b"<meta name=" * 99_999],
    ids=["tags", "comments", "attributes", "both"],
)
def test_a_page_made_to_hurt_says_nothing_and_takes_no_time(body):
    assert find_opt_outs({}, body) == ()
