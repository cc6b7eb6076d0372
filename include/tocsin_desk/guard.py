"""Who ends Airflow when the desk itself is killed? A small process that notices, and leaves nothing behind.

Nobody can catch a kill -9. The desk holds the other end of the guard's standard input: it closes without a
word when the desk dies, however it dies.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

from tocsin.errors import TocsinError
from tocsin_desk.processes import born
from tocsin_desk.tenancy import Tenancy

DISMISSED = b"all is stopped"


class Guard:
    """Watches over whoever enters it; a context manager. `home` and `grace` are those of the desk."""

    def __init__(self, home: Path, *, grace: float) -> None:
        self.home = home
        self.grace = grace
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tocsin_desk.guard", str(os.getpid()), str(self.home), str(self.grace)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # Ctrl-C goes to all of the terminal's processes; this one must outlive the desk.
            start_new_session=True,
        )
        return self

    def __exit__(self, *exc_info: object) -> None:
        if self._process is not None:
            # A guard that was killed has closed its end; `communicate` takes no notice of that.
            self._process.communicate(DISMISSED)
            self._process = None


def main(desk: str, home: str, grace: str) -> None:
    """Wait for the end of the process `desk`, and clean up behind it unless it says that it has done so."""
    if sys.stdin.buffer.read() == DISMISSED:
        return
    # Its files are closed a moment before it counts as dead. Nobody may have waited for it yet.
    while os.getppid() == int(desk) and born(int(desk)) is not None:
        time.sleep(0.05)

    try:
        Tenancy(Path(home), grace=float(grace)).make_way()
    except TocsinError:
        # Somebody has started it again, and cleaned up by that.
        return


if __name__ == "__main__":
    main(*sys.argv[1:])
