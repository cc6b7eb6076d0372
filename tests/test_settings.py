"""Are settings read as the README promises, and refused in one line where they can't be?"""

from datetime import timedelta
from pathlib import Path

import pytest

from tocsin.errors import InputError
from tocsin.settings import read_settings

CHECKOUT = Path("/checkout")


def test_nothing_set_is_a_working_desk():
    chosen = read_settings({}, checkout=CHECKOUT)
    assert (chosen.home, chosen.archive, chosen.catalogue) == (CHECKOUT / ".tocsin", None, None)
    assert (chosen.keep_pages, chosen.keep_entries) == (timedelta(days=30), timedelta(days=365))


def test_what_is_set_counts_and_an_empty_value_does_not():
    environ = {"TOCSIN_ARCHIVE": "/pile", "TOCSIN_KEEP_PAGES_DAYS": "0.5", "TOCSIN_KEEP_ENTRIES_DAYS": ""}
    chosen = read_settings(environ, checkout=CHECKOUT)
    assert (chosen.archive, chosen.keep_pages) == (Path("/pile"), timedelta(hours=12))
    assert chosen.keep_entries == timedelta(days=365)


@pytest.mark.parametrize(("value", "respected"), [("", True), ("yes", True), ("No", False)])
def test_opt_outs_are_respected_unless_somebody_says_no(value, respected):
    chosen = read_settings({"TOCSIN_RESPECT_OPT_OUTS": value}, checkout=CHECKOUT)
    assert chosen.web.respect_opt_outs is respected


def test_a_switch_is_yes_or_no():
    with pytest.raises(InputError, match=r"^TOCSIN_RESPECT_OPT_OUTS is 'maybe': give yes or no$"):
        read_settings({"TOCSIN_RESPECT_OPT_OUTS": "maybe"}, checkout=CHECKOUT)


@pytest.mark.parametrize("value", ["never", "0", "-1", "nan", "inf", "99999"])
def test_a_number_that_cannot_be_is_refused(value):
    with pytest.raises(InputError, match=r"TOCSIN_KEEP_PAGES_DAYS is .*: give a number above 0 and below 36,500"):
        read_settings({"TOCSIN_KEEP_PAGES_DAYS": value}, checkout=CHECKOUT)


@pytest.mark.parametrize(("value", "band"), [("", (0.25, 0.75)), (" .4 - .6 ", (0.4, 0.6)), ("0-1", (0, 1))])
def test_the_band_of_second_opinions_is_two_probabilities(value, band):
    opinion = read_settings({"TOCSIN_LLM_BAND": value, "TOCSIN_LLM_DAILY_CALLS": "5"}, checkout=CHECKOUT).opinion
    assert (opinion.low, opinion.high, opinion.daily, opinion.timeout) == (*band, 5, 20)


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("TOCSIN_PROXY", "ftp://proxy:3128", "give it as http://host:port"),
        ("TOCSIN_PROXY", "nonsense", "give it as http://host:port"),
        ("TOCSIN_PROXY", "proxy:3128", "give it as http://host:port"),
        ("TOCSIN_PROXY", "http://proxy:none", "give it as http://host:port"),
        ("TOCSIN_PROXY", "http://pro xy:3128", "give it as http://host:port"),
        ("TOCSIN_CONTACT", "Łukasz, lukasz@desk.example", "one line of ASCII; give an address such as"),
        ("TOCSIN_CONTACT", "https://desk.example\nX-Key: 1", "one line of ASCII; give an address such as"),
        ("TOCSIN_ALLOW_HOSTS", "http://127.0.0.1:8080", "give host or host:port alone"),
        ("TOCSIN_ALLOW_HOSTS", "127.0.0.1, 10.0.0.0/8", "give host or host:port alone"),
        ("TOCSIN_ALLOW_HOSTS", "*.desk.example", "give host or host:port alone"),
        ("TOCSIN_ALLOW_HOSTS", "127.0.0.1:http", "give host or host:port alone"),
        ("TOCSIN_POLL_SCHEDULE", "0", "give a cron line such as .*, or seconds from 1 to 86,400"),
        ("TOCSIN_POLL_SCHEDULE", "86401", "give a cron line such as"),
        ("TOCSIN_POLL_SCHEDULE", "2.5", "give a cron line such as"),
        ("TOCSIN_POLL_SCHEDULE", "99 * * * *", "give a cron line such as"),
        ("TOCSIN_POLL_SCHEDULE", "often", "give a cron line such as"),
        ("TOCSIN_LLM_BAND", "0.5", "give two probabilities from 0 to 1, such as 0.25-0.75"),
        ("TOCSIN_LLM_BAND", "0.8-0.2", "give two probabilities"),
        ("TOCSIN_LLM_BAND", "0-1.5", "give two probabilities"),
        ("TOCSIN_LLM_BAND", "-", "give two probabilities"),
        ("TOCSIN_LLM_DAILY_CALLS", "0.5", "give a number of at least 1"),
        ("TOCSIN_LLM_TIMEOUT_SECONDS", "999", "below 601"),
        ("TOCSIN_HOME", "~nobody-of-that-name/desk", "give the whole path"),
    ],
)
def test_what_would_be_every_publishers_fault_is_refused(name, value, remedy):
    with pytest.raises(InputError, match=rf"^{name} .*{remedy}") as raised:
        read_settings({name: value}, checkout=CHECKOUT)
    assert "\n" not in str(raised.value)


def test_a_proxys_password_is_not_told():
    with pytest.raises(InputError) as raised:
        read_settings({"TOCSIN_PROXY": "socks5://me:hush@proxy:1080"}, checkout=CHECKOUT)
    assert "hush" not in str(raised.value)


@pytest.mark.parametrize("value", ["5", "86400", "*/5 * * * *", "0 */2 * * 1-5", "@hourly"])
def test_feeds_may_be_polled_by_seconds_or_a_cron_line(value):
    read_settings({"TOCSIN_POLL_SCHEDULE": value}, checkout=CHECKOUT)


def test_the_web_is_asked_as_the_operator_wants():
    environ = {
        "TOCSIN_PROXY": "http://me:hush@proxy.desk.example:3128/",
        "TOCSIN_CONTACT": " https://desk.example/about\n",
        "TOCSIN_ALLOW_HOSTS": "127.0.0.1:8080, LocalHost,[::1]:80,::1,",
    }
    web = read_settings(environ, checkout=CHECKOUT).web
    assert (web.proxy, web.contact) == ("http://me:hush@proxy.desk.example:3128/", "https://desk.example/about")
    assert web.allow_hosts == {"127.0.0.1:8080", "localhost", "[::1]:80", "::1"}
