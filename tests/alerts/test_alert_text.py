"""Are strangers' words safe to show, and cut only where they may be?"""

import re
import time

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from tocsin.alerts.text import clean, cut, escape, is_web_url, names_other_host, tidy, units

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
HIDDEN = "\u202a\u202e\u2066\u2069\u200b\u2060\ufeff\u00ad\u180e\u0000\u0007\u007f\u0085\ud800\udfff"
HIDDEN += "\U000e0041\ufffd"
hostile = st.lists(
    st.one_of(st.text(max_size=30), st.sampled_from([*HIDDEN, FAMILY, "e\u0301", "🇮🇷", "क्षि", "<!here>", "&amp;"])),
    max_size=40,
).map("".join)


@pytest.mark.parametrize("character", [*HIDDEN[:-1], "\u2028", "\n", "\t"])
def test_what_hides_or_reorders_is_gone(character):
    assert character not in clean(f"Iran{character}strikes")


@pytest.mark.parametrize("character", ["\u200d", "\u200c", "\u200e", "\u200f"])
def test_what_scripts_need_stays(character):
    assert clean(f"a{character}b") == f"a{character}b"


def test_a_lost_character_shows_as_such():
    assert clean("Caf\ufffd\ufffd closes") == "Caf? closes"


def test_white_space_becomes_one_blank():
    assert clean("  two\n\tlines\u00a0here ") == "two lines here"


def test_a_tower_of_marks_is_bounded():
    assert len(clean("Z" + "\u0301" * 5_000 + "algo")) < 20


@pytest.mark.parametrize("limit", range(1, 40))
def test_a_family_of_emoji_is_kept_whole_or_not_at_all(limit):
    kept = cut(FAMILY * 3, limit).removesuffix("…")
    assert kept in (FAMILY * 3, FAMILY * 2, FAMILY, "")


def test_an_endless_family_is_cut_where_it_was_joined():
    kept = clean("👩🏽\u200d" * 5_000)
    assert 0 < len(kept) <= 12
    assert not kept.endswith("\u200d")


def test_what_fits_is_not_cut():
    assert cut("Tehran", 6) == "Tehran"
    assert cut("Tehrans", 6) == "Tehra…"


@given(hostile, st.integers(1, 80))
def test_tidy_keeps_its_limit_and_its_graphemes(text, limit):
    whole, kept = clean(text), tidy(text, limit)
    assert units(kept) <= limit
    beginning = kept.removesuffix("…").rstrip()
    assert whole.startswith(beginning)
    kept_clusters = regex.findall(r"\X", beginning)
    assert regex.findall(r"\X", whole)[: len(kept_clusters)] == kept_clusters


@given(hostile)
def test_clean_text_is_valid_and_stays_as_it_is(text):
    once = clean(text)
    once.encode("utf-8")
    assert not set(once) & set(HIDDEN)
    assert clean(once) == once


@given(hostile)
def test_escaping_happens_once_and_can_be_undone(text):
    escaped = escape(text)
    assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)", escaped)
    assert escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("Strikes reported in the south-east", False),
        ("meridian.example", False),
        ("News from www.meridian.example today", False),
        ("https://meridian.example/login", False),
        ("https://bank.example.com/login", True),
        ("http://10.0.0.1/", True),
        ("https://meridian.example@evil.example/", True),
        ("evil.example", True),
        ("evil．example", True),
        ("Ｈttps：//evil", True),
        ("The U.S. and Iran", False),
    ],
)
def test_a_label_that_names_another_host_is_told(label, other):
    assert names_other_host(label, "https://www.meridian.example/world/1") is other


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://meridian.example/world/1?p=2#x", True),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://[broken", False),
        ("https://meridian.example/a b", False),
        ("https://meridian.example/\u202egnp", False),
        ("https://meridian.example/\ud800", False),
        ("https://meridian.example/caf\ufffd", False),
        ("https://meridian.example/" + "a" * 3_000, False),
    ],
)
def test_what_may_be_a_link(url, allowed):
    assert is_web_url(url) is allowed


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "\u0301" * 1_000_000, "a." * 500_000, "://" * 300_000, FAMILY * 100_000]
)
def test_a_million_characters_take_no_time(text):
    started = time.perf_counter()
    tidy(text, 150)
    names_other_host(text, "https://meridian.example/")
    assert time.perf_counter() - started < 1
