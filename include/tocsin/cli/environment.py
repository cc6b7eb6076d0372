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


def catalogue_to_change(*, dry_run: bool) -> Path:
    """Return the catalogue to add to; raises `InputError` for one that belongs to an installed package."""
    from tocsin.feeds.catalogue import SHIPPED

    chosen = settings().catalogue
    if chosen is None and not dry_run and checkout() / "include" not in SHIPPED.resolve().parents:
        raise InputError(
            f"TOCSIN_CATALOGUE is not set, and {SHIPPED} belongs to the installed package: copy it to a place of "
            f"your own and let TOCSIN_CATALOGUE name that (or see the rows with --dry-run)"
        )
    return chosen or SHIPPED


def read_or_begin(path: Path) -> "Catalogue":
    """Return the catalogue at `path`, an empty one where there is none yet; raises `InputError` for what is none."""
    from tocsin.feeds.catalogue import Catalogue, read_catalogue

    return read_catalogue(path) if path.exists() else Catalogue(())


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
