"""Who runs in a home, and what did one that was killed leave behind in it?"""

import json
import os
from collections.abc import Callable
from pathlib import Path

from tocsin.errors import TocsinError
from tocsin.store.embedded import EmbeddedServer
from tocsin_desk.processes import born, list_members, stop_session


class DeskError(TocsinError):
    """Airflow can't be run here; one or a few lines that say why."""


class Tenancy:
    """The word that a desk leaves while it runs in `home`, for the next to come.

    What runs has `grace` seconds to end when it is stopped. `say` gets progress.
    """

    def __init__(self, home: Path, *, grace: float, say: Callable[[str], None] = lambda line: None) -> None:
        self.home = home
        self.grace = grace
        self.say = say
        self.shell_file = home / "airflow.env"
        self._note = home / "airflow" / "desk.json"

    def begin(self, session: int, url: str) -> None:
        """Leave word that this process runs Airflow in a session, at a URL."""
        note = {"session": session, "desk": os.getpid(), "born": born(os.getpid()), "url": url}
        self._note.write_text(json.dumps(note))

    def end(self) -> None:
        """Take back what says that somebody runs here."""
        for file in (self._note, self.shell_file):
            file.unlink(missing_ok=True)

    def make_way(self) -> None:
        """Refuse to work beside a living desk; end what one that was killed left running.

        Raises:
            DeskError: it names the process that runs here, and the ways out.
        """
        if not self._note.exists():
            return
        note = json.loads(self._note.read_text() or "{}")
        desk = note.get("desk", 0)
        if desk and born(desk) == note.get("born"):
            raise DeskError(
                f"Tocsin already runs in {self.home} (process {desk}, {note.get('url')}); "
                f"stop it with `kill {desk}`, or set TOCSIN_HOME to another directory"
            )
        if left := list_members(int(note.get("session", 0)), named="airflow"):
            self.say(f"an earlier run was killed and left {len(left)} processes behind: stopping them")
            stop_session(note["session"], grace=self.grace)
        if (self.home / "postgres" / "postmaster.pid").exists():
            # PostgreSQL may have outlived its desk too: who joins it as the only one, and leaves, stops it.
            with EmbeddedServer(self.home):
                pass
        self.end()
