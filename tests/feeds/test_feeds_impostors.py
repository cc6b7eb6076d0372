"""Is what came instead of a feed named for what it is?"""

import pytest

from tocsin.feeds.impostors import Impostor, name_impostor

PAGE = "<!doctype html><html><head><title>{}</title></head><body>{}</body></html>"
LONG = "The harbour was quiet and the market open as usual. " * 60


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", Impostor.EMPTY),
        (" \r\n\t\ufeff\0 ", Impostor.EMPTY),
        (PAGE.format("Welcome to our hotel", "<p>Sign in to use the network</p>"), Impostor.HTML),
        (PAGE.format("Your choices", "<p>We and our partners use cookies</p>"), Impostor.HTML),
        ("<HTML><BODY>Not here any more</BODY></HTML>", Impostor.HTML),
        ("\n\n<body>moved</body>", Impostor.HTML),
        (PAGE.format("Just a moment...", "<script>window._cf_chl_opt = {};</script>" + LONG), Impostor.BOT_WALL),
        (PAGE.format("Just a moment...", "<p>One second</p>"), Impostor.BOT_WALL),
        (PAGE.format("Wire", "<p>Checking your browser before you go on</p>"), Impostor.BOT_WALL),
        (PAGE.format("Wire", "<p>Please verify you are human</p>"), Impostor.BOT_WALL),
        (PAGE.format("Access Denied", "<p>You have no permission</p>"), Impostor.BOT_WALL),
        (
            PAGE.format("", "<script>" + "x = 1 < 2; " * 900 + "</script><p>Pardon our interruption</p>"),
            Impostor.BOT_WALL,
        ),
        ('{"url": "https://geo.captcha-delivery.com/captcha/?id=1"}', Impostor.BOT_WALL),
        ('<html><script src="/_Incapsula_Resource?x=1"></script></html>', Impostor.BOT_WALL),
        # A page of news may quote a wall, and an ordinary one loads what measures its readers.
        (PAGE.format("Envoys denied access", f"<p>{LONG} Access denied, the sign said.</p>"), Impostor.HTML),
        (PAGE.format("News", '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>'), Impostor.HTML),
        ("<rss><channel><item><title>Just a moment</title>", Impostor.MALFORMED),
        ("Service temporarily out of order", Impostor.MALFORMED),
        ("{}", Impostor.MALFORMED),
    ],
)
def test_names(body, expected):
    assert name_impostor(body.encode()) is expected


@pytest.mark.parametrize("part", ["<", "<script", "<script>", "<style><", "<a ", "<html><script><a", "</script>"])
def test_markup_without_an_end_is_read_to_the_end_and_no_wall(part):
    assert name_impostor(f"<html>{part * 700_000}".encode()) is Impostor.HTML
