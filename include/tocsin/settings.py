"""What did the operator set? Reads a mapping of names and values, such as the environment; once, at the edge.

Only the seam of the Dags and the CLI do so; everything below gets values.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from tocsin.alerts.policy import AlertPolicy
from tocsin.errors import InputError
from tocsin.escalation.opinion.policy import OpinionPolicy
from tocsin.web.policy import WebPolicy

# A host as `allow_hosts` compares it: a name, an IPv4 or IPv6 address (the latter in brackets before a port).
_HOST = re.compile(r"(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?|[0-9a-f]*:[0-9a-f:.]+")
LONGEST_POLL = 86_400


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What may be set from outside; README.md says what each is for.

    `store_url` is `None` for the embedded PostgreSQL under `home`, `catalogue` is `None` for the one that
    ships with Tocsin, `archive` is `None` where there are no snapshots on disk.
    """

    store_url: str | None
    home: Path
    lease: timedelta
    catalogue: Path | None
    archive: Path | None
    keep_pages: timedelta
    keep_entries: timedelta
    web: WebPolicy
    policy: AlertPolicy
    opinion: OpinionPolicy
    slack_token: str | None
    slack_base_url: str | None
    slack_channel: str


def read_settings(environ: Mapping[str, str], *, checkout: Path) -> Settings:
    """Read every setting; an empty value counts as not set.

    Raises:
        InputError: a value can't be read; names the setting, the value and the remedy.
    """
    _check_poll_schedule(environ)
    return Settings(
        store_url=environ.get("TOCSIN_STORE_URL") or None,
        home=_path(environ, "TOCSIN_HOME") or checkout / ".tocsin",
        lease=timedelta(seconds=_number(environ, "TOCSIN_LEASE_SECONDS", 300)),
        catalogue=_path(environ, "TOCSIN_CATALOGUE"),
        archive=_path(environ, "TOCSIN_ARCHIVE"),
        keep_pages=timedelta(days=_number(environ, "TOCSIN_KEEP_PAGES_DAYS", 30, most=36_500)),
        keep_entries=timedelta(days=_number(environ, "TOCSIN_KEEP_ENTRIES_DAYS", 365, most=36_500)),
        web=WebPolicy(
            allow_hosts=_hosts(environ),
            contact=_contact(environ),
            proxy=_proxy(environ),
            respect_opt_outs=_switch(environ, "TOCSIN_RESPECT_OPT_OUTS", True),
        ),
        policy=AlertPolicy(window=timedelta(hours=_number(environ, "TOCSIN_ALERT_WINDOW_HOURS", 48))),
        opinion=_opinion(environ),
        slack_token=environ.get("SLACK_BOT_TOKEN") or None,
        slack_base_url=environ.get("SLACK_BASE_URL") or None,
        slack_channel=environ.get("TOCSIN_SLACK_CHANNEL") or "#tocsin",
    )


def _opinion(environ: Mapping[str, str]) -> OpinionPolicy:
    low, high = _band(environ)
    return OpinionPolicy(
        low=low,
        high=high,
        daily=int(_number(environ, "TOCSIN_LLM_DAILY_CALLS", 200, least=1)),
        timeout=_number(environ, "TOCSIN_LLM_TIMEOUT_SECONDS", 20, most=601),
    )


def _band(environ: Mapping[str, str]) -> tuple[float, float]:
    """Return the probabilities between which the rules count as unsure."""
    value = environ.get("TOCSIN_LLM_BAND", "").strip() or "0.25-0.75"
    match = re.fullmatch(r"([01]?\.?\d*)\s*-\s*([01]?\.?\d*)", value)
    try:
        low, high = (float(match[1]), float(match[2])) if match else (1.0, 0.0)
    except ValueError:
        low, high = 1.0, 0.0
    if not 0 <= low <= high <= 1:
        raise InputError(f"TOCSIN_LLM_BAND is {value!r}: give two probabilities from 0 to 1, such as 0.25-0.75")
    return low, high


def _path(environ: Mapping[str, str], name: str) -> Path | None:
    value = environ.get(name)
    try:
        return Path(value).expanduser() if value else None
    except RuntimeError as error:
        raise InputError(f"{name} is {value!r}: nobody here has that home; give the whole path") from error


def _hosts(environ: Mapping[str, str]) -> frozenset[str]:
    """Return who may be private. What can't be compared with a host would allow nobody, without a word."""
    hosts = [host.strip().lower() for host in environ.get("TOCSIN_ALLOW_HOSTS", "").split(",")]
    for host in hosts:
        if host and not _HOST.fullmatch(host):
            raise InputError(f"TOCSIN_ALLOW_HOSTS has {host!r}: give host or host:port alone, such as 127.0.0.1:8080")
    return frozenset(host for host in hosts if host)


def _contact(environ: Mapping[str, str]) -> str:
    """Return what stands in our User-Agent: a header takes ASCII alone (RFC 9110), and the address in it must work."""
    contact = environ.get("TOCSIN_CONTACT", "").strip()
    if not (contact.isascii() and contact.isprintable()):
        raise InputError(
            f"TOCSIN_CONTACT is {contact!r}: a header takes one line of ASCII; give an address such as "
            f"https://desk.example/about or desk@desk.example"
        )
    return contact


def _proxy(environ: Mapping[str, str]) -> str | None:
    """Return the proxy's URL, which may hold a password: what is wrong with it is said without quoting it."""
    proxy = environ.get("TOCSIN_PROXY", "").strip()
    try:
        parts = urlsplit(proxy)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_web = False
    if proxy and not (is_web and proxy.isascii() and proxy.isprintable() and " " not in proxy):
        raise InputError("TOCSIN_PROXY is no address of an HTTP proxy: give it as http://host:port")
    return proxy or None


def _switch(environ: Mapping[str, str], name: str, default: bool) -> bool:
    value = environ.get(name, "").strip().lower()
    if value not in ("", "yes", "no"):
        raise InputError(f"{name} is {value!r}: give yes or no")
    return value == "yes" if value else default


def _check_poll_schedule(environ: Mapping[str, str]) -> None:
    """Raise for what Airflow could run `poll_feeds` by without any pause, or not at all; the Dag reads it itself."""
    value = environ.get("TOCSIN_POLL_SCHEDULE", "").strip()
    if not value:
        return
    from croniter import croniter

    is_known = 0 < int(value) <= LONGEST_POLL if value.isdecimal() else croniter.is_valid(value)
    if not is_known:
        wanted = f"a cron line such as */5 * * * *, or seconds from 1 to {LONGEST_POLL:,}"
        raise InputError(f"TOCSIN_POLL_SCHEDULE is {value!r}: give {wanted}")


def _number(environ: Mapping[str, str], name: str, default: float, *, least: float = 0, most: float = 10**8) -> float:
    """Return a positive number, no less than `least` and below `most`."""
    value = environ.get(name) or str(default)
    try:
        number = float(value)
    except ValueError:
        number = 0
    if not (0 < number < most and number >= least):
        floor = f"of at least {least:g}" if least else "above 0"
        raise InputError(f"{name} is {value!r}: give a number {floor} and below {most:,.0f}, such as {default}")
    return number
