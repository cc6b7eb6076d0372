"""Can an operator switch a feed off and on, and see how every feed is?"""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import pytest

from servers import Newspaper
from tocsin.feeds.state import FeedState
from tocsin.store import feeds

CATALOGUE = """feeds:
  - {url: 'https://river.example/rss', publisher: River Post}
  - {url: 'https://quay.example/world', publisher: Quay Post}
  - {url: 'https://quay.example/coast', publisher: quay post}
"""
YESTERDAY = datetime.now(UTC) - timedelta(days=1)


@pytest.fixture
def desk(store, postgres, tmp_path, monkeypatch):
    """Let the command line use the empty store, and a catalogue of three feeds."""
    monkeypatch.setenv("TOCSIN_STORE_URL", postgres.url("tests"))
    monkeypatch.setenv("TOCSIN_CATALOGUE", "mine.yaml")
    (tmp_path / "mine.yaml").write_text(CATALOGUE)
    return store


def health(tocsin):
    """Return each feed's health, by the end of its address."""
    return {each["url"].rpartition("/")[2]: each["health"] for each in tocsin("feeds", "list", "--json").document}


def test_a_feed_is_switched_off_and_on(tocsin, desk):
    said = tocsin("feeds", "disable", " river  POST ")
    assert (said.code, said.err) == (0, "")
    assert "River Post (https://river.example/rss): disabled, it was never checked" in said.out
    assert health(tocsin)["rss"] == "disabled by an operator"
    assert "already" in tocsin("feeds", "disable", "http://river.example/rss?utm_source=x").out

    assert "enabled, it was disabled by an operator" in tocsin("feeds", "enable", "River Post").out
    assert health(tocsin)["rss"] == "never checked"
    assert "not disabled" in tocsin("feeds", "enable", "River Post").out


def test_a_program_can_read_what_changed(tocsin, desk):
    said = tocsin("feeds", "disable", "https://quay.example/coast", "--json")

    assert said.document == {
        "url": "https://quay.example/coast",
        "publisher": "quay post",
        "was": "never checked",
        "is": "disabled by an operator",
        "changed": True,
    }


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("Quay Post", "give one's address: https://quay.example/world, https://quay.example/coast"),
        ("quay", "perhaps one of these: Quay Post"),
        ("Rivr Post", "perhaps one of these: River Post"),
        ("https://nobody.example/", "tocsin feeds list shows them all"),
        ("http://[", "no such feed"),
        ("", "no such feed"),
        ("\x1b[2J" + "x" * 10_000, "no such feed"),
    ],
)
def test_what_names_no_feed_is_one_line(tocsin, desk, what, said):
    for command in ("disable", "enable"):
        answer = tocsin("feeds", command, what)

        assert (answer.code, answer.out) == (2, "")
        assert said in answer.err
        assert answer.err.count("\n") == 1
        assert "\x1b" not in answer.err
        assert len(answer.err) < 700
    assert set(health(tocsin).values()) == {"never checked"}


def test_a_disabled_feed_is_not_asked_by_a_pass(tocsin, desk, tmp_path, monkeypatch):
    with Newspaper() as paper:
        monkeypatch.setenv("TOCSIN_ALLOW_HOSTS", paper.host)
        rows = [f"  - {{url: '{paper.url(path)}', publisher: '{path}', every_minutes: 0}}\n" for path in ("/a", "/b")]
        (tmp_path / "mine.yaml").write_text("feeds:\n" + "".join(rows))
        tocsin("feeds", "disable", "/a")
        report = tocsin("run", "--once", "--json").document
        asked = {each.path for each in paper.asked}

    assert "/b" in asked
    assert "/a" not in asked
    assert health(tocsin) == {"a": "disabled by an operator", "b": "failing"}
    # What an operator switched off is nobody's failure.
    assert [each["publisher"] for each in report["feeds_failing"]] == ["/b"]


def test_every_feed_is_listed_with_its_health(tocsin, desk):
    tocsin("feeds", "disable", "River Post")
    tocsin("feeds", "disable", "https://quay.example/world")
    tocsin("feeds", "enable", "https://quay.example/world")
    failing = FeedState(
        failures=2,
        last_success_at=YESTERDAY,
        last_checked_at=YESTERDAY,
        next_check_at=YESTERDAY + timedelta(days=2),
        error="https://quay.example/world: HTTP 503 \x1b[2J",
    )
    with desk.begin() as connection:
        rows = {row["url"]: row["id"] for row in feeds.list_feeds(connection)}
        feeds.keep_state(connection, rows["https://quay.example/world"], asdict(failing))

    listed = tocsin("feeds", "list", "--json").document
    assert [each["health"] for each in listed] == ["failing", "disabled by an operator", "never checked"]
    assert listed[0]["since"] == YESTERDAY.isoformat()
    assert listed[0]["failures"] == 2
    said = tocsin("feeds", "list")
    assert f"failing since {YESTERDAY:%Y-%m-%d %H:%M}" in " ".join(said.out.split())
    assert "\x1b" not in said.out
    assert "3 feeds: 1 never checked, 1 disabled by an operator, 1 failing." in said.out
    assert max(map(len, said.out.splitlines())) <= 100


def test_what_works_and_wants_a_hand_is_listed_before_what_is_well(tocsin, desk):
    tocsin("feeds", "enable", "River Post")
    with desk.begin() as connection:
        row = next(row for row in feeds.list_feeds(connection) if row["publisher"] == "River Post")
        moved = FeedState(last_success_at=YESTERDAY, last_new_at=YESTERDAY, moved_to="https://river.example/new")
        feeds.keep_state(connection, row["id"], asdict(moved))

    first = tocsin("feeds", "list", "--json").document[0]
    assert (first["publisher"], first["health"], first["moved_to"]) == ("River Post", "moved", moved.moved_to)
    assert first["error"] == "it moved to https://river.example/new: give it that url in the catalogue"
    with desk.begin() as connection:
        given_up = FeedState(
            failures=30, score=30.0, trouble="bad status", last_status=403, disabled=True, given_up_at=YESTERDAY,
            next_check_at=YESTERDAY + timedelta(days=30), error="https://river.example/rss: HTTP 403",
        )  # fmt: skip
        feeds.keep_state(connection, row["id"], asdict(given_up))
    first = tocsin("feeds", "list", "--json").document[0]
    assert (first["health"], first["trouble"], first["score"]) == ("given up", "it refuses us", 30)
    assert first["next_check_at"] == given_up.next_check_at.isoformat()


def test_feeds_of_another_catalogue_are_told_apart(tocsin, desk, tmp_path):
    tocsin("feeds", "disable", "River Post")
    (tmp_path / "mine.yaml").write_text("feeds:\n  - {url: 'https://new.example/', publisher: New}\n")
    said = tocsin("feeds", "list", "--json")

    assert [each["publisher"] for each in said.document] == ["River Post", "New"]
    assert "not in the catalogue at hand: 1 of these" in said.err
    # The wrong catalogue must not keep an operator from what the passes follow, nor change what they follow.
    assert tocsin("feeds", "enable", "River Post").code == 0
    with desk.begin() as connection:
        assert [row["publisher"] for row in feeds.list_feeds(connection)] == ["River Post"]
