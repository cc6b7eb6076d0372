"""How does Airflow run on one machine, and end without leaving anything behind?

`AirflowDesk` starts the embedded PostgreSQL (two databases: the store's and Airflow's own) and `airflow
standalone` on the Dags of this checkout, and stops both.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from tocsin.store.embedded import EmbeddedServer, make_home
from tocsin_desk.guard import Guard
from tocsin_desk.processes import listens, start_session, stop_session
from tocsin_desk.rest import AirflowApi
from tocsin_desk.settings import airflow_environment, choose_ports, is_free, write_shell_file
from tocsin_desk.tenancy import DeskError, Tenancy


class AirflowDesk:
    """Airflow and its databases under `home`; a context manager that starts and stops them.

    `settings` are environment variables for Airflow and its tasks. Whoever can reach this machine's loopback
    is an administrator, unless `password` is given: then there is one user, `admin`. What runs has `grace`
    seconds to end when it is stopped. `say` gets progress. While it runs, a shell that has sourced the file
    `tenancy.shell_file` can use the command `airflow`.
    """

    def __init__(
        self,
        home: Path,
        *,
        settings: Mapping[str, str] | None = None,
        password: str | None = None,
        grace: float = 15,
        say: Callable[[str], None] = lambda line: None,
    ) -> None:
        self.home = home.expanduser().resolve()
        self.airflow_home = self.home / "airflow"
        self.log = self.airflow_home / "airflow.log"
        self.tenancy = Tenancy(self.home, grace=grace, say=say)
        self.environment: dict[str, str] = {}
        self.store_url = ""
        self._database_url = ""
        self.settings = dict(settings or {})
        self.password = password
        self.grace = grace
        self.say = say
        self.ports = choose_ports()
        self._process: subprocess.Popen[bytes] | None = None
        self._held = ExitStack()

    @property
    def url(self) -> str:
        """Where the UI is."""
        return f"http://localhost:{self.ports.ui}"

    @cached_property
    def api(self) -> AirflowApi:
        """What Airflow says of itself."""
        return AirflowApi(self.ports.ui, password=self.password)

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start PostgreSQL and Airflow; returns before Airflow is ready (see `wait_until_healthy`).

        Raises:
            DeskError: another desk runs in this home.
            StoreError: PostgreSQL does not start.
            InputError: the home can be none.
        """
        self.tenancy.make_way()
        make_home(self.home)
        self.airflow_home.mkdir(exist_ok=True)
        self.say("starting PostgreSQL")
        self._held.enter_context(Guard(self.home, grace=self.grace))
        server = self._held.enter_context(EmbeddedServer(self.home))
        self.store_url, self._database_url = server.url(), server.url(database="airflow")
        self.say("starting Airflow (about half a minute)")
        self._start_airflow()

    def wait_until_healthy(self, *, timeout: float = 150) -> None:
        """Wait until Airflow is ready; raises `DeskError` as `wait_until_ready` does, and for a broken Dag file."""
        self.wait_until_ready(timeout=timeout)
        if broken := self.api.list_import_errors():
            raise DeskError("Airflow can't read a Dag file\n" + "\n".join(broken))

    def wait_until_ready(self, *, timeout: float = 150, every: float = 15) -> None:
        """Wait until scheduler, Dag processor and API server answer, and Dags are known.

        What it waits for is said `every` so many seconds.

        A port that another program takes before Airflow has it is given up, and Airflow is started at the next.

        Raises:
            DeskError: Airflow ended, or `timeout` seconds passed.
        """
        started = said_at = time.monotonic()
        while self._has_lost_its_port() or not self.api.is_ready():
            if self._has_lost_its_port():
                self.say(f"another program took port {self.ports.ui} while Airflow started: starting it at the next")
                self._end_airflow()
                self._start_airflow()
            self.check()
            now = time.monotonic()
            if now - started > timeout:
                raise DeskError(f"Airflow was not ready after {timeout:.0f} s\n{self.tail()}")
            if now - said_at > every:
                said_at = now
                self.say(f"waiting for {', '.join(self.api.list_sick_parts()) or 'the Dags'}")
            time.sleep(0.5)

    def check(self) -> None:
        """Raise `DeskError` when Airflow has ended by itself."""
        if self._process is None or self._process.poll() is not None:
            raise DeskError(f"Airflow ended by itself\n{self.tail()}")

    def command(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run `airflow` with `arguments` on this Airflow (a few seconds); whatever it says is in the answer."""
        command = [str(Path(sys.executable).parent / "airflow"), *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)

    def tail(self, lines: int = 25) -> str:
        """Return the last lines of Airflow's own log, under its path."""
        text = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return "\n".join([f"{self.log}:", *(f"  {line}" for line in text[-lines:])])

    def stop(self) -> None:
        """Stop Airflow with all that it started, then PostgreSQL. May be called twice."""
        if self._process is not None:
            self.say("stopping Airflow")
            self._end_airflow()
        self._held.close()

    def _start_airflow(self) -> None:
        """Start Airflow at ports that are free now, and leave word of where it is."""
        self.ports = choose_ports()
        self.__dict__.pop("api", None)
        self.environment = airflow_environment(
            self.airflow_home,
            self.ports,
            database=self._database_url,
            store=self.store_url,
            extra=self.settings | self._users(),
        )
        write_shell_file(self.tenancy.shell_file, self.environment)
        self.log.write_bytes(b"")
        self._process = start_session(["airflow", "standalone"], env=self.environment, log=self.log)
        self.tenancy.begin(self._process.pid, self.url)

    def _end_airflow(self) -> None:
        if self._process is not None:
            stop_session(self._process.pid, grace=self.grace)
            self._process.wait()
            self._process = None
            self.tenancy.end()

    def _has_lost_its_port(self) -> bool:
        """Whether the UI's port is another's: two desks that start at once may both have found it free."""
        if self._process is None or is_free(self.ports.ui):
            return False
        return not listens(self._process.pid, self.ports.ui)

    def _users(self) -> dict[str, str]:
        """Return the settings of who may log in; the password goes into a file, as Airflow wants it."""
        if self.password is None:
            return {"AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True"}
        file = self.airflow_home / "passwords.json"
        file.touch(mode=0o600)
        file.write_text(json.dumps({"admin": self.password}))
        return {
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "False",
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": "admin:admin",
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(file),
        }
