"""Fixtures only: a real PostgreSQL, started once a test run, and a store that is empty for each test."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import text

from tocsin.store.database import Store, open_store
from tocsin.store.embedded import EmbeddedServer
from tocsin.store.tables import metadata


@pytest.fixture
def home() -> Iterator[Path]:
    """A place for an embedded server: run as root, PostgreSQL's user can't enter pytest's own directories."""
    with TemporaryDirectory(prefix="tocsin-", ignore_cleanup_errors=True) as path:
        yield Path(path)


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedServer]:
    """An embedded server of this test run's own."""
    with (
        TemporaryDirectory(prefix="tocsin-", ignore_cleanup_errors=True) as path,
        EmbeddedServer(Path(path)) as server,
    ):
        yield server


@pytest.fixture(scope="session")
def migrated(postgres: EmbeddedServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One migrated database, for `store` to empty."""
    with open_store(postgres.url("tests"), tmp_path_factory.mktemp("unused")) as store:
        yield store


@pytest.fixture
def store(migrated: Store) -> Store:
    """Return a store with no rows in it."""
    names = ", ".join(table.name for table in metadata.sorted_tables)
    with migrated.begin() as connection:
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    return migrated
