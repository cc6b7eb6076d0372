"""What did the operator set in the environment? The Dags' seam is the only other reader."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import tocsin

if TYPE_CHECKING:
    from tocsin.settings import Settings
    from tocsin.store.database import Store


def settings() -> "Settings":
    """Read the settings; raises `InputError` for one that can't be read."""
    from tocsin.settings import read_settings

    return read_settings(os.environ, checkout=checkout())


def open_store() -> "Store":
    """Open the store that the settings name; raises `StoreError`."""
    from tocsin.store.database import open_store

    chosen = settings()
    return open_store(chosen.store_url, chosen.home, lease=chosen.lease)


def checkout() -> Path:
    """Return the project that this package lies in, else the working directory (of an installed package)."""
    root = Path(tocsin.__file__).resolve().parents[2]
    return root if (root / "pyproject.toml").is_file() and (root / "include").is_dir() else Path.cwd()
