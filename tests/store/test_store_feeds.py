"""Does an operator's switch hold, whatever the catalogue, a check under way or a 410 say?"""

from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from builders import NOON
from tocsin.feeds.state import FeedState
from tocsin.model import Feed
from tocsin.store import feeds

URL = "https://quay.example/rss"
QUAY = Feed(url=URL, publisher="Quay Post")


@pytest.fixture
def quay(store):
    """Keep the one feed; return what reads its row."""

    def row():
        with store.begin() as connection:
            (found,) = feeds.list_feeds(connection)
        return found

    with store.begin() as connection:
        feeds.keep_catalogue(connection, [(QUAY, "quay.example", 3)])
    return row


def switch(store, turn):
    with store.begin() as connection:
        return turn(connection, URL)


def due(store, *, minutes=0):
    return feeds.claim_due(store, 3, NOON + timedelta(minutes=minutes))


def test_a_disabled_feed_is_not_asked_until_it_is_enabled(store, quay):
    assert switch(store, feeds.disable)
    assert (quay()["disabled"], quay()["error"]) == (True, feeds.BY_OPERATOR)
    assert due(store) == []
    assert not switch(store, feeds.disable)

    assert switch(store, feeds.enable)
    assert (quay()["disabled"], quay()["error"]) == (False, "")
    assert len(due(store)) == 1
    assert not switch(store, feeds.enable)


def test_the_switch_outlives_a_sync_of_the_catalogue(store, quay):
    switch(store, feeds.disable)
    with store.begin() as connection:
        feeds.keep_catalogue(connection, [])
        feeds.keep_catalogue(connection, [(replace(QUAY, publisher="Quay Post Online"), "quay.example", 3)])

    assert (quay()["publisher"], quay()["disabled"]) == ("Quay Post Online", True)
    assert due(store) == []


@pytest.mark.parametrize("found", [{"last_success_at": NOON}, {"failures": 1, "error": "HTTP 410", "gone_at": NOON}])
def test_a_check_under_way_does_not_switch_it_on(store, quay, found):
    (claimed,) = due(store)
    switch(store, feeds.disable)
    with store.begin() as connection:
        feeds.keep_state(connection, claimed.id, asdict(FeedState(etag="one", last_checked_at=NOON, **found)))

    row = quay()
    assert (row["disabled"], row["gone_at"], row["error"]) == (True, None, feeds.BY_OPERATOR)
    assert (row["etag"], row["lease_owner"]) == ("one", None)
    assert due(store, minutes=600) == []


def test_a_check_is_kept_whole_on_a_feed_that_is_on(store, quay):
    (claimed,) = due(store)
    checked = {"last_checked_at": NOON, "next_check_at": NOON + timedelta(days=1)}
    state = FeedState(failures=2, error="HTTP 410", gone_at=NOON, disabled=True, **checked)
    with store.begin() as connection:
        feeds.keep_state(connection, claimed.id, asdict(state))

    assert (quay()["disabled"], quay()["gone_at"], quay()["error"]) == (True, NOON, "HTTP 410")
    assert switch(store, feeds.enable)
    row = quay()
    assert (row["disabled"], row["gone_at"], row["failures"], row["error"]) == (False, None, 0, "")
    assert len(due(store, minutes=1)) == 1


@pytest.mark.parametrize("machine", [{"gone_at": NOON}, {"given_up_at": NOON}])
def test_what_the_schedule_gave_up_is_due_when_it_says_and_may_be_enabled_at_once(store, quay, machine):
    (claimed,) = due(store)
    state = FeedState(failures=60, score=30.0, disabled=True, next_check_at=NOON + timedelta(days=30), **machine)
    with store.begin() as connection:
        feeds.keep_state(connection, claimed.id, asdict(state))

    month = 30 * 24 * 60
    assert due(store, minutes=month - 1) == []
    assert len(due(store, minutes=month)) == 1
    assert switch(store, feeds.enable)
    row = quay()
    assert (row["disabled"], row["gone_at"], row["given_up_at"], row["score"]) == (False, None, None, 0)


@pytest.mark.parametrize("machine", [{"gone_at": NOON}, {"given_up_at": NOON}])
def test_what_the_schedule_gave_up_an_operator_may_disable_for_good(store, quay, machine):
    (claimed,) = due(store)
    with store.begin() as connection:
        feeds.keep_state(connection, claimed.id, asdict(FeedState(disabled=True, **machine)))
    assert switch(store, feeds.disable)
    assert due(store, minutes=365 * 24 * 60) == []


def test_an_address_is_taken_by_who_has_it_or_moved_there(store, quay):
    moved = "https://moved.example/rss"
    with store.begin() as connection:
        feeds.keep_feeds(connection, [(Feed(url="https://b.example/", publisher="B"), "b.example", 1)])
        one, other = (row["id"] for row in feeds.list_feeds(connection))
        feeds.keep_state(connection, one, asdict(FeedState(moved_to=moved)))

        assert feeds.is_followed(connection, [moved], but=other)
        assert feeds.is_followed(connection, [URL, "x"], but=one)
        assert not feeds.is_followed(connection, [moved, "https://b.example/"], but=one)
        feeds.keep_catalogue(connection, [(QUAY, "quay.example", 3)])
        assert not feeds.is_followed(connection, [moved, "https://b.example/"], but=other)


def test_a_feed_whose_new_address_the_catalogue_gives_to_another_goes_back(store, quay):
    (claimed,) = due(store)
    moved = Feed(url="https://quay.example/new", publisher="Quay Post")
    with store.begin() as connection:
        feeds.keep_state(connection, claimed.id, asdict(FeedState(moved_to=moved.url)))
        feeds.keep_catalogue(connection, [(QUAY, "quay.example", 3)])
        assert feeds.list_feeds(connection)[0]["moved_to"] == moved.url
        feeds.keep_catalogue(connection, [(QUAY, "quay.example", 3), (moved, "quay.example", 3)])
        assert [row["moved_to"] for row in feeds.list_feeds(connection)] == [None, None]


def test_an_operator_may_disable_what_has_gone(store, quay):
    (claimed,) = due(store)
    with store.begin() as connection:
        feeds.keep_state(connection, claimed.id, asdict(FeedState(gone_at=NOON, disabled=True)))

    assert switch(store, feeds.disable)
    assert (quay()["gone_at"], quay()["error"]) == (None, feeds.BY_OPERATOR)


def test_keeping_some_feeds_leaves_the_others(store, quay):
    with store.begin() as connection:
        feeds.keep_feeds(connection, [(Feed(url="https://b.example/", publisher="B"), "b.example", 1)])
        assert [row["publisher"] for row in feeds.list_feeds(connection)] == ["B", "Quay Post"]


def test_a_catalogue_of_ten_thousand_feeds_is_kept(store):
    many = [Feed(url=f"https://h{n}.example/rss", publisher=f"Paper {n}") for n in range(10_000)]
    with store.begin() as connection:
        feeds.keep_catalogue(connection, [(each, f"h{n}.example", n % 4) for n, each in enumerate(many)])
        assert len(feeds.list_feeds(connection)) == 10_000


def test_what_a_worker_learnt_too_late_is_not_written_over_anothers(store, quay):
    (claimed,) = due(store)
    late = asdict(FeedState(error="no answer", failures=1))
    with store.begin() as connection:
        connection.execute(text("UPDATE feed SET lease_owner = 'another', etag = 'new'"))
        feeds.keep_state(connection, claimed.id, late, worker=store.worker)
    assert (quay()["etag"], quay()["failures"]) == ("new", 0)
    with store.begin() as connection:
        connection.execute(text("UPDATE feed SET lease_owner = :worker"), {"worker": store.worker})
        feeds.keep_state(connection, claimed.id, late, worker=store.worker)
    assert quay()["failures"] == 1
