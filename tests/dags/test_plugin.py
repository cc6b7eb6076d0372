"""Under Airflow's real API server: who may see the pages, and does a browser show them, in the UI's frame too?"""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from chronicle import Chronicle

from tocsin.store.database import open_store
from tocsin_desk.browser import Browser, find_chromium
from tocsin_desk.rest import AirflowApi
from tocsin_desk.settings import airflow_environment, choose_ports

CHECKOUT = Path(__file__).resolve().parents[2]
FRAMED = "document.querySelector('iframe').contentDocument"
pytestmark = pytest.mark.airflow
needs_browser = pytest.mark.skipif(not find_chromium(), reason="there is no Chromium on the PATH to look with")


@contextmanager
def api_server(postgres, folder, settings):
    """Run Airflow's API server with the project's plugins on a store of its own; yields where it is."""
    ports = choose_ports(wanted=0)
    name = folder.name.replace("-", "_")
    store_url = postgres.url(f"record_{name}")
    with open_store(store_url, folder) as store:
        chronicle = Chronicle(store, at=datetime.now(UTC))
        chronicle.incident(decision={"reason": "first incident of its dispute"})
        chronicle.hostile()
    environment = airflow_environment(
        folder, ports, database=postgres.url(f"airflow_{name}"), store=store_url, extra=settings
    )
    command = [sys.executable, str(Path(__file__).with_name("api_server.py")), str(ports.ui)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        url = f"http://127.0.0.1:{ports.ui}"
        deadline = time.monotonic() + 120
        while ask(url + "/api/v2/version")[0] != 200:
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < deadline, (folder / "log").read_text()
            time.sleep(0.2)
        yield url
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def guarded(postgres, tmp_path_factory):
    """A server with one user, `admin`, who has a password."""
    folder = tmp_path_factory.mktemp("guarded")
    passwords = folder / "passwords.json"
    passwords.write_text(json.dumps({"admin": "correct horse"}))
    settings = {
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "False",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": "admin:admin",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(passwords),
    }
    with api_server(postgres, folder, settings) as url:
        yield url


@pytest.fixture(scope="module")
def token(guarded):
    api = AirflowApi(int(guarded.rpartition(":")[2]), password="correct horse")
    return api._log_in()


@pytest.fixture(scope="module")
def browser():
    with Browser(find_chromium()) as browser:
        yield browser


def ask(url, *, headers=None):
    """Return the status, the headers and the text of an answer; 0 while there is none."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(urllib.request.Request(url, headers=headers or {}), timeout=30) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()
    except OSError:
        return 0, {}, ""


def every_path():
    """Return an address of every route that the app has, those that FastAPI adds by itself included."""
    sys.path.insert(0, str(CHECKOUT / "plugins"))
    from tocsin_plugin import MOUNTED_AT, make_pages

    routes = [route.path for route in make_pages().routes]
    assert len(routes) >= 7
    names = {"{number:int}": "1", "{rest:path}": "some/where"}
    for name, value in names.items():
        routes = [route.replace(name, value) for route in routes]
    assert not [route for route in routes if "{" in route]
    return [MOUNTED_AT + route for route in [*routes, "/docs", "/openapi.json", "/static/", "/static/../"]]


def test_nobody_sees_any_route_without_a_login(guarded, token):
    for path in every_path():
        status, headers, text = ask(guarded + path)
        assert status == 401, path
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "Pakistan" not in text
        for wrong in (
            {"Cookie": "_token=nonsense"},
            {"Authorization": "Bearer nonsense"},
            {"Cookie": f"_token={token}x"},
        ):
            assert ask(guarded + path, headers=wrong)[0] in (401, 403), path


def test_whoever_may_use_airflow_sees_the_pages(guarded, token):
    for headers in ({"Cookie": f"_token={token}"}, {"Authorization": f"Bearer {token}"}):
        status, answered, text = ask(f"{guarded}/tocsin/", headers=headers)
        assert status == 200
        assert "Iran – Pakistan" in text
        assert answered["X-Content-Type-Options"] == "nosniff"


def test_a_stranger_s_browser_is_shown_the_way_to_the_login(guarded):
    assert 'href="/auth/login?next=%2Ftocsin%2Fincidents%2F1"' in ask(f"{guarded}/tocsin/incidents/1")[2]


@needs_browser
def test_a_browser_shows_hostile_words_as_words(guarded, token, browser):
    browser.set_cookie(guarded, "_token", token)
    for width in (1280, 390):
        browser.look_like(width=width, height=844)
        for path in ("", "incidents", "incidents/2", "feeds"):
            browser.open(f"{guarded}/tocsin/{path}", ready=f"location.pathname === '/tocsin/{path}' && !!document.body")
            assert "<script>alert(1)</script> <img" in browser.ask("document.body.innerText")
            # Nothing sticks out of a phone's screen.
            assert browser.ask("document.documentElement.scrollWidth") <= width
    assert browser.dialogs() == []
    assert browser.complaints() == []
    assert [url for url in browser.requested() if not url.startswith(guarded)] == []


@needs_browser
def test_opens_from_the_ui_without_a_login_where_everyone_is_an_administrator(postgres, tmp_path_factory):
    settings = {"AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True"}
    folder = tmp_path_factory.mktemp("open")
    with api_server(postgres, folder, settings) as url, Browser(find_chromium()) as browser:
        browser.look_like(width=1280, height=900, dark=True)
        browser.open(url, ready="!!document.querySelector('a[href$=\"plugin/tocsin\"]')")
        browser.ask("document.querySelector('a[href$=\"plugin/tocsin\"]').click()")
        browser.wait_until(f"{FRAMED}.querySelector('h1').innerText === 'Open disputes'")
        # In the UI's sandbox a link to a new tab does nothing, but for our script.
        spot = f"{FRAMED}.querySelector('a[href^=\"https://meridian.example\"]').getBoundingClientRect()"
        frame = "document.querySelector('iframe').getBoundingClientRect()"
        link = browser.ask(f"(() => {{ const a = {spot}, b = {frame}; return [a.x + b.x + 5, a.y + b.y + 5] }})()")
        browser.click(*link)
        deadline = time.monotonic() + 10
        while not any(tab.startswith("https://meridian.example/") for tab in browser.tabs()):
            assert time.monotonic() < deadline, browser.tabs()
            time.sleep(0.1)
        assert browser.ask(f"{FRAMED}.documentElement.dataset.theme") == "dark"
        assert browser.dialogs() == []


def test_costs_nothing_until_a_page_is_asked_for():
    """Every task's process loads the plugins."""
    program = (
        "import airflow.plugins_manager, sys; before = set(sys.modules); import tocsin_plugin; "
        "print(*(set(sys.modules) - before))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=CHECKOUT / "plugins", capture_output=True, text=True, timeout=60
    )
    assert answer.returncode == 0, answer.stderr
    assert not {"tocsin", "tocsin_pages", "jinja2", "sqlalchemy"} & set(answer.stdout.splitlines()[-1].split())
