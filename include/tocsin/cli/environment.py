"""What did the operator set in the environment? The Dags' seam is the only other reader."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import tocsin
from tocsin.cli.output import tell
from tocsin.errors import InputError

if TYPE_CHECKING:
    from tocsin.feeds.catalogue import Catalogue
    from tocsin.settings import Settings
    from tocsin.store.database import Store

LONGEST_PASS = 86_400


def settings() -> "Settings":
    """Read the settings; raises `InputError` for one that can't be read."""
    from tocsin.settings import read_settings

    return read_settings(os.environ, checkout=checkout())


def open_store() -> "Store":
    """Open the store that the settings name; raises `StoreError`, and `InputError` for a home that can be none."""
    from tocsin.store.database import open_store
    from tocsin.store.embedded import make_home

    chosen = settings()
    if chosen.store_url is None and not (chosen.home / "postgres").exists():
        make_home(chosen.home)
        tell(f"making a store in {chosen.home}, which takes some seconds …")
    return open_store(chosen.store_url, chosen.home, lease=chosen.lease)


def read_catalogue(path: Path | None) -> "Catalogue":
    """Return the catalogue that the settings name, its bad rows told on stderr.

    Raises:
        InputError: not one feed is left.
    """
    from tocsin.feeds import catalogue

    found = catalogue.read_catalogue(path)
    if not found.feeds:
        raise InputError(found.problems[0] if found.problems else f"{path}: the list of feeds is empty")
    for problem in found.problems:
        tell(f"left out: {problem}")
    return found


def pass_seconds() -> float:
    """Return how long a pass may take; raises `InputError` for what is no number of seconds."""
    value = os.environ.get("TOCSIN_PASS_SECONDS") or "240"
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= LONGEST_PASS:
        raise InputError(f"TOCSIN_PASS_SECONDS is {value!r}: give a number of seconds above 0, such as 240")
    return seconds


def checkout() -> Path:
    """Return the project that this package lies in, else the working directory (of an installed package)."""
    root = Path(tocsin.__file__).resolve().parents[2]
    return root if (root / "pyproject.toml").is_file() and (root / "include").is_dir() else Path.cwd()
