"""Is every page behind the guard, closed to other sites, and harmless whatever a feed may hold?"""

import re
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from chronicle import Chronicle
from fastapi import HTTPException, Request
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.routing import Mount

from tocsin.alerts.policy import AlertPolicy
from tocsin.errors import InputError, StoreError
from tocsin_pages.app import make_app

PATHS = ("/", "/?show=over", "/incidents", "/incidents?alert=waiting", "/incidents/1", "/disputes/1", "/feeds",
         "/feeds?health=failing", "/static/frame.js", "/nothing/here", "/incidents/999")  # fmt: skip
# All that our templates are made of: whatever else is there came from outside.
TAGS = set(
    """html head meta title style script body a header nav p main h1 h2 h3 h4 section table caption thead tbody tr
th td span b bdi strong time ul li div dl dt dd br code article blockquote details summary""".split()
)
INVISIBLE = re.compile("[\u200b\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f]")


def guard(request: Request) -> None:
    if "key" not in request.cookies:
        raise HTTPException(401)


def a_client(open_store):
    app = make_app(open_store, AlertPolicy, guard=guard, login_url=lambda path: f"/auth/login?next={path}")
    return TestClient(Starlette(routes=[Mount("/tocsin", app)]))


@pytest.fixture
def client(store):
    client = a_client(lambda: store)
    client.cookies.set("key", "yes")
    return client


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_sees_nothing(store, path):
    Chronicle(store).incident()
    answer = a_client(lambda: store).get(f"/tocsin{path}")
    assert answer.status_code == 401
    assert "Log in to Airflow first" in answer.text
    assert "Pakistan" not in answer.text


def test_neither_documentation_nor_schema_is_served(client):
    assert [client.get(f"/tocsin/{path}").status_code for path in ("docs", "redoc", "openapi.json")] == [404] * 3


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_closed_to_other_sites(client, path):
    answer = client.get(f"/tocsin{path}")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'self'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert policy != client.get(f"/tocsin{path}").headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", PATHS[:8])
def test_what_strangers_wrote_is_text(store, client, path):
    assert Chronicle(store, at=datetime.now(UTC)).hostile() == 1
    answer = client.get(f"/tocsin{path}")
    assert answer.status_code == 200
    assert not INVISIBLE.search(answer.text)
    page = BeautifulSoup(answer.text, "lxml")
    assert {tag.name for tag in page.find_all()} <= TAGS
    assert not [name for tag in page.find_all() for name in tag.attrs if name.startswith("on") or name == "style"]
    assert len(page.find_all("script")) == 1
    assert "<script>alert(1)</script> <img" in page.get_text()
    assert "{{ 7*7 }}" in page.get_text()
    for link in page.find_all("a"):
        assert link["href"].startswith(("/tocsin/", "?", "#", "https://meridian.example/"))
        assert (link.get("target") == "_blank") == link["href"].startswith("https:")
        if link.get("target"):
            assert set(link["rel"]) >= {"noopener", "noreferrer"}


def test_pages_that_have_nothing_to_show_say_what_to_do(client):
    for path in ("/", "/incidents", "/feeds"):
        assert "tocsin run --once" in client.get(f"/tocsin{path}").text


def test_links_stay_below_where_the_app_is_mounted(store, client):
    Chronicle(store).incident()
    page = BeautifulSoup(client.get("/tocsin/").text, "lxml")
    inner = {link["href"] for link in page.find_all("a") if link["href"].startswith("/tocsin/")}
    assert {client.get(href).status_code for href in inner} == {200}


def test_an_address_is_shown_whole_and_words_are_cut(store, client):
    address = f"https://meridian.example/{'a' * 2_000}?id=1&b=2"
    chronicle = Chronicle(store)
    chronicle.incident(chronicle.report(url=address, title="Strikes " * 400))
    page = BeautifulSoup(client.get("/tocsin/incidents/1").text, "lxml")
    (link,) = page.select('article a[target="_blank"]')
    assert link["href"] == address
    assert len(link.get_text()) < 1_300


def test_how_long_a_dispute_may_rest_is_told_as_it_is_decided(store, client, monkeypatch):
    Chronicle(store).incident()
    monkeypatch.setattr("tocsin_pages.desk.QUIET", timedelta(days=9))
    monkeypatch.setattr("tocsin_pages.disputes.QUIET", timedelta(days=9))
    empty = client.get("/tocsin/").text
    assert "ends after 9 days without an incident" in empty
    assert "in the last 9 days" in empty
    assert "over: no incident for 9 days" in client.get("/tocsin/disputes/1").text


@pytest.mark.parametrize("kind", [StoreError, InputError])
def test_a_store_that_is_down_is_told_in_words(kind):
    def closed():
        raise kind("the store can't be reached: connection refused")

    client = a_client(closed)
    client.cookies.set("key", "yes")
    answer = client.get("/tocsin/")
    assert answer.status_code == 503
    assert "connection refused" in answer.text
