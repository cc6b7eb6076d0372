"""Which redirects lead to the article, and which to something else?"""

import pytest

from tocsin.articles.detours import find_detour

ASKED = "https://lantern.example/world/strike-on-dornava"
TITLE = "Strike on Dornava kills nine"


@pytest.mark.parametrize(
    ("answered", "shown", "detour"),
    [
        (ASKED, "Choose your plan", ""),
        (f"{ASKED}?utm_source=rss", "Choose your plan", ""),
        ("https://www.lantern.example/world/2026/strike-on-dornava", "Nine killed in strike on Dornava", ""),
        ("https://lantern.example/subscribe", "Choose your plan", "its address leads to another page"),
        ("https://lantern.example/", TITLE, "its address leads to the front page"),
        ("https://lantern.example/subscribe", "", ""),
    ],
    ids=["no redirect", "tracking alone", "moved", "an offer", "the front page", "no title to tell by"],
)
def test_find_detour(answered, shown, detour):
    assert find_detour(ASKED, answered, title=TITLE, shown=shown) == detour


@pytest.mark.parametrize(("shown", "is_detour"), [("外交部:港口遭炮击", False), ("会员专享优惠", True)])
def test_titles_without_spaces_are_told_apart_too(shown, is_detour):
    found = find_detour(ASKED, "https://lantern.example/zh/1", title="港口遭炮击九人死亡", shown=shown)
    assert bool(found) is is_detour
