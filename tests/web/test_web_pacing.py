"""When do we come back to a host, and how often are the hosts of one domain asked together?"""

import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from tocsin.web import MemoryHostBook, Turn
from tocsin.web.pacing import come_back_at, parse_retry_after

NOW = datetime(2026, 1, 18, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, 60),
        ("", 60),
        ("0", 1),
        ("120", 120),
        ("1.5", 2),
        ("-5", 1),
        (format_datetime(NOW + timedelta(minutes=5), usegmt=True), 300),
        (format_datetime(NOW - timedelta(days=400), usegmt=True), 1),
        (format_datetime(NOW + timedelta(days=400), usegmt=True), 86_400),
        ("Sun, 18 Jan 2026 12:01:00", 60),
        ("999999999999999999999999", 86_400),
        ("9" * 5000, 86_400),
        ("soon", 60),
        ("Sun, 99 Jan 99999 12:00:00 GMT", 60),
        ("²", 60),
    ],
)
def test_parse_retry_after(value, seconds):
    assert parse_retry_after(value, NOW) == NOW + timedelta(seconds=seconds)


def test_hosts_come_back_at_their_own_moment_and_never_early():
    moments = [come_back_at("600", NOW, f"host-{number}.example") - NOW for number in range(50)]
    assert min(moments) >= timedelta(seconds=600)
    assert max(moments) <= timedelta(seconds=660)
    assert len({moment // timedelta(seconds=1) for moment in moments}) > 25


def test_a_host_comes_back_at_the_same_moment_in_every_process():
    """Known beforehand, since each process salts its own hashes."""
    assert (come_back_at("600", NOW, "a.example") - NOW).total_seconds() == pytest.approx(641.82, abs=0.01)


def test_nobody_waits_for_longer_than_a_day():
    assert come_back_at("999999", NOW, "a.example") == NOW + timedelta(hours=24)


def test_the_hosts_of_a_domain_draw_on_one_bucket():
    book = MemoryHostBook()
    turns = [Turn(host=f"{name}.example.com", domain="example.com", burst=2, refill=60) for name in "abc"]
    assert [book.take_turn(turn, NOW) for turn in turns[:2]] == [0, 0]
    assert 50 < book.take_turn(turns[2], NOW) <= 60
    assert book.take_turn(Turn(host="a.example.org", domain="example.org", burst=2, refill=60), NOW) == 0


def test_one_domain_is_asked_at_its_pace_under_whatever_name(make_web, paper, monkeypatch):
    resolve = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: resolve("127.0.0.1", *rest, **more))
    names = [f"{name}.desk.example.com" for name in "abcd"]
    web = make_web(allow_hosts=frozenset(names), burst=2, refill=0.3)
    paper.pages["/a"] = b"x"
    for name in names:
        web.fetch(paper.url("/a", host=name), now=NOW, cap=100, accept="*/*", obey_robots=False)
    # Two tokens were there; two more had to fall, 0.3 s each.
    assert paper.asked[3].at - paper.asked[0].at >= 0.5
