"""Are walls refused, and are news about walls not?"""

import pytest

from tocsin.articles.quality import count_words, find_shortage, find_wall

NEWS = "Inspectors of the agency were turned back at the gate on Monday, officials said. Access denied, read a sign."
LONG = f"{NEWS} " * 12


@pytest.mark.parametrize(
    ("title", "body", "page_text", "is_free", "wall"),
    [
        ("Just a moment...", "", "Checking your browser before accessing the site.", None, "bot challenge"),
        ("Site", "", "Please verify you are human", None, "bot challenge"),
        ("Access Denied", "You don't have permission.", "", None, "bot challenge"),
        ("Access denied: inspectors turned away", NEWS, NEWS, None, ""),
        ("Talks", "", "Talks You need to enable JavaScript to run this app.", None, "the page needs JavaScript"),
        ("Talks", "We need scripts. How to enable JavaScript is told here.", "", None, "the page needs JavaScript"),
        ("Flaw found", f"The flaw lets a page enable JavaScript in mail. {LONG}", "", None, ""),
        ("Talks", NEWS, f"{NEWS} Subscribe to continue reading", None, "paywall"),
        ("Talks", NEWS, NEWS, False, "paywall"),
        ("Talks", NEWS * 4, NEWS * 4, False, ""),
        ("Talks", LONG, f"{LONG} Subscribe to continue reading", False, ""),
        ("Before you continue", "We use cookies to deliver our services.", "", None, "consent wall"),
        ("Site", "We use cookies. Accept all or reject all. Read our cookie policy.", "", None, "consent wall"),
        ("Iran will not consent to inspections", NEWS, NEWS, None, ""),
        ("Court rules on trackers", f"Sites may use cookies, a court said. {NEWS}", NEWS, None, ""),
    ],
)
def test_find_wall(title, body, page_text, is_free, wall):
    assert find_wall(title, body, page_text, is_free=is_free) == wall


@pytest.mark.parametrize(
    ("body", "is_marked", "links", "reason"),
    [
        ("", True, (), "no body text found"),
        ("Two explosions were heard in Zarin shortly after midnight.", True, (), ""),
        ("Two explosions were heard in Zarin shortly after midnight.", False, (), "too short (9 words)"),
        ("More follows.", True, (), "too short (2 words)"),
        (LONG, False, (), ""),
        (f"{LONG}\n\n{NEWS}", False, (LONG,), "no body text found, only links"),
    ],
)
def test_find_shortage(body, is_marked, links, reason):
    assert find_shortage(body, is_marked=is_marked, links=links) == reason


def test_words_of_scripts_without_spaces():
    assert count_words("陆军表示士兵已经渡过河流") == 6
    assert count_words("two words") == 2
