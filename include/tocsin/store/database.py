"""How is the store opened? Connect, bring the schema up to date, and put failures into one line."""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import URL, Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from tocsin.errors import InputError, StoreError
from tocsin.store.embedded import EmbeddedServer
from tocsin.store.leases import this_worker

if TYPE_CHECKING:
    from alembic.config import Config

log = logging.getLogger(__name__)
# Any number will do, as long as every Tocsin uses the same.
MIGRATING = 7_086_270
# PostgreSQL's words for "an administrator ends this", "I crashed", "I am starting".
GOING_DOWN = frozenset({"57P01", "57P02", "57P03"})
HOW_TO_NAME_IT = "give TOCSIN_STORE_URL as postgresql+psycopg://user:password@host/database"


class Store:
    """A migrated database. `begin()` gives a transaction; `lease` is how long claimed work is left alone."""

    def __init__(self, engine: Engine, *, lease: timedelta = timedelta(seconds=300)) -> None:
        self.engine = engine
        self.lease = lease
        self.worker = this_worker()
        self._held = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.engine.dispose()
        self._held.close()

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction: committed when the block ends, rolled back when it raises."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise _in_words(error) from error

    def clock(self) -> datetime:
        """Return the database's time, by which machines promise each other to wait."""
        with self.begin() as connection:
            at: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
            return at

    @contextmanager
    def alone(self, job: str) -> Iterator[bool]:
        """Whether nobody else does `job` now; while the block runs, nobody else will."""
        with self.begin() as connection:
            query = text("SELECT pg_try_advisory_xact_lock(hashtext(:job))")
            yield bool(connection.scalar(query, {"job": f"tocsin {job}"}))


def open_store(url: str | None, home: Path, *, lease: timedelta = timedelta(seconds=300)) -> Store:
    """Open the store at a SQLAlchemy URL, or the embedded one under `home`, and bring its schema up to date.

    Raises:
        InputError: the URL is none of a PostgreSQL.
        StoreError: it can't be reached, its schema is newer than this code, its disk is full.
    """
    held = ExitStack()
    if url is None:
        url = held.enter_context(EmbeddedServer(home)).url()
    try:
        engine = create_engine(
            _with_driver(url), pool_size=20, max_overflow=20, pool_pre_ping=True, hide_parameters=True
        )
        migrate(engine)
    except BaseException:
        held.close()
        raise
    store = Store(engine, lease=lease)
    store._held.push(held)
    return store


def migrate(engine: Engine) -> None:
    """Bring the schema up to date; several processes may try at once.

    Raises:
        StoreError: the schema is newer than this code.
    """
    from alembic import command

    config = _alembic()
    try:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})
            if _is_behind(connection, config):
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
    except DBAPIError as error:
        raise _in_words(error) from error


def _is_behind(connection: Connection, config: "Config") -> bool:
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(connection).get_current_revision()
    known = {revision.revision for revision in script.walk_revisions()}
    if current is not None and current not in known:
        raise StoreError(
            f"the store's schema ({current}) is newer than this Tocsin knows; update Tocsin, "
            f"or point TOCSIN_STORE_URL or TOCSIN_HOME at another store"
        )
    return current != script.get_current_head()


def _alembic() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _with_driver(url: str) -> URL:
    """Return the URL with the one driver that we have, psycopg 3."""
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise InputError(f"the store's URL can't be read; {HOW_TO_NAME_IT}") from error
    if parts.get_backend_name() not in ("postgresql", "postgres"):
        raise InputError(f"the store is a PostgreSQL, not {parts.get_backend_name()}; {HOW_TO_NAME_IT}")
    return parts.set(drivername="postgresql+psycopg")


def _in_words(error: DBAPIError) -> StoreError | DBAPIError:
    """Say what an operator can do about it; our own mistakes stay tracebacks."""
    state = getattr(error.orig, "sqlstate", None)
    if state == "53100":
        return StoreError("the store's disk is full; nothing was lost: free some space and run again")
    if state and (state.startswith("08") or state in GOING_DOWN):
        return StoreError("the store broke off the connection; nothing was lost: see that it runs, and run again")
    if isinstance(error, OperationalError) and not error.connection_invalidated and state is None:
        reason = str(error.orig).strip().splitlines()[-1]
        return StoreError(f"the store can't be reached: {reason}")
    return error


def as_dict(row: Any) -> dict[str, Any]:
    """Turn a result row into a plain dictionary."""
    return dict(row._mapping)
