"""What did the operator set? Reads a mapping of names and values, such as the environment; once, at the edge.

Only the seam of the Dags and the CLI do so; everything below gets values.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tocsin.alerts.policy import AlertPolicy
from tocsin.errors import InputError
from tocsin.web.policy import WebPolicy


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
    slack_token: str | None
    slack_base_url: str | None
    slack_channel: str


def read_settings(environ: Mapping[str, str], *, checkout: Path) -> Settings:
    """Read every setting; an empty value counts as not set.

    Raises:
        InputError: a value can't be read; names the setting, the value and the remedy.
    """
    catalogue = environ.get("TOCSIN_CATALOGUE")
    archive = environ.get("TOCSIN_ARCHIVE")
    hosts = environ.get("TOCSIN_ALLOW_HOSTS", "").split(",")
    return Settings(
        store_url=environ.get("TOCSIN_STORE_URL") or None,
        home=Path(environ.get("TOCSIN_HOME") or checkout / ".tocsin"),
        lease=timedelta(seconds=_number(environ, "TOCSIN_LEASE_SECONDS", 300)),
        catalogue=Path(catalogue) if catalogue else None,
        archive=Path(archive).expanduser() if archive else None,
        keep_pages=timedelta(days=_number(environ, "TOCSIN_KEEP_PAGES_DAYS", 30, most=36_500)),
        keep_entries=timedelta(days=_number(environ, "TOCSIN_KEEP_ENTRIES_DAYS", 365, most=36_500)),
        web=WebPolicy(
            allow_hosts=frozenset(host.strip() for host in hosts if host.strip()),
            contact=environ.get("TOCSIN_CONTACT", ""),
            proxy=environ.get("TOCSIN_PROXY") or None,
        ),
        policy=AlertPolicy(window=timedelta(hours=_number(environ, "TOCSIN_ALERT_WINDOW_HOURS", 48))),
        slack_token=environ.get("SLACK_BOT_TOKEN") or None,
        slack_base_url=environ.get("SLACK_BASE_URL") or None,
        slack_channel=environ.get("TOCSIN_SLACK_CHANNEL") or "#tocsin",
    )


def _number(environ: Mapping[str, str], name: str, default: float, *, most: float = 10**8) -> float:
    """Return a positive number, below `most`."""
    value = environ.get(name) or str(default)
    try:
        number = float(value)
    except ValueError:
        number = 0
    if not 0 < number < most:
        raise InputError(f"{name} is {value!r}: give a number above 0 and below {most:,.0f}, such as {default}")
    return number
