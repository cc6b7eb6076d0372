"""With which settings does Airflow run on one machine?

Everything is passed in the environment: there is no airflow.cfg to keep in step with the code. What the user
exported for Tocsin (`TOCSIN_…`) and Airflow's Connections (`AIRFLOW_CONN_…`) go through as they are.
"""

import os
import shlex
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, kw_only=True)
class Ports:
    """Where the UI, and the two log servers that Airflow opens by itself, listen."""

    ui: int
    worker_logs: int
    trigger_logs: int


def choose_ports(wanted: int = 8080) -> Ports:
    """Return `wanted` for the UI, or the next free one where it is taken, and two free ones for the logs."""
    ui = next((port for port in range(wanted, min(wanted + 20, 65536)) if is_free(port)), 0)
    sockets = [socket.socket() for _ in range(3)]
    try:
        for opened in sockets:
            opened.bind(("127.0.0.1", 0))
        free = [opened.getsockname()[1] for opened in sockets]
    finally:
        for opened in sockets:
            opened.close()
    return Ports(ui=ui or free[0], worker_logs=free[1], trigger_logs=free[2])


def airflow_environment(
    home: Path, ports: Ports, *, database: str, store: str, extra: Mapping[str, str]
) -> dict[str, str]:
    """Return the whole environment of Airflow: ours over the user's, `extra` over both.

    `home` is AIRFLOW_HOME; `database` and `store` are SQLAlchemy URLs.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AIRFLOW__")}
    settings = {f"AIRFLOW__{name.upper()}": value for name, value in _settings(ports, database=database).items()}
    ours = {
        "AIRFLOW_HOME": str(home),
        # `standalone` finds its own parts by the name `airflow`.
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), inherited.get("PATH", os.defpath))),
        "PYTHONPATH": _joined(inherited.get("PYTHONPATH"), str(CHECKOUT / "include"), sep=os.pathsep),
        # Tasks talk to the API server on this machine: never through the user's proxy.
        "NO_PROXY": _joined(inherited.get("NO_PROXY"), "localhost,127.0.0.1"),
        "no_proxy": _joined(inherited.get("no_proxy"), "localhost,127.0.0.1"),
        "TOCSIN_STORE_URL": store,
    }
    return {**inherited, **settings, **ours, **extra}


def write_shell_file(path: Path, environment: Mapping[str, str]) -> None:
    """Write what a shell must source before `airflow …` speaks to this Airflow; only its owner may read it.

    No Connection goes into it, and no key: a Slack token stays where the user put it.
    """
    names = [
        name
        for name in sorted(environment)
        if name.startswith(("AIRFLOW_HOME", "AIRFLOW__", "TOCSIN_")) and name != "TOCSIN_LLM_KEY"
    ]
    lines = [f"export {name}={shlex.quote(environment[name])}" for name in names]
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(
        "# Airflow as `make run` runs it: source this, then use `airflow` as anywhere else.\n"
        + "\n".join(lines)
        + f'\nexport PATH={shlex.quote(str(Path(sys.executable).parent))}:"$PATH"\n'
    )


def _settings(ports: Ports, *, database: str) -> dict[str, str]:
    ui = f"http://localhost:{ports.ui}"
    return {
        "core__dags_folder": str(CHECKOUT / "dags"),
        "core__plugins_folder": str(CHECKOUT / "plugins"),
        "core__load_examples": "False",
        "core__dags_are_paused_at_creation": "False",
        "core__executor": "LocalExecutor",
        # A laptop: as many tasks at once as a fan-out has batches.
        "core__parallelism": "4",
        "core__execution_api_server_url": f"http://127.0.0.1:{ports.ui}/execution/",
        "database__sql_alchemy_conn": database,
        # Only this machine can reach the UI; who may use it is for `AirflowDesk` to say.
        "api__host": "127.0.0.1",
        "api__port": str(ports.ui),
        "api__base_url": ui,
        "logging__worker_log_server_port": str(ports.worker_logs),
        "logging__trigger_log_server_port": str(ports.trigger_logs),
        # Half a second from tick to tick instead of one: a chain of nine tasks waits for each.
        "scheduler__scheduler_idle_sleep_time": "0.5",
        # A task's supervisor may miss its end (Airflow 3.3.2 looks once when the last pipe closes, then
        # sleeps this long): with the default of 5 s, a chain of nine tasks took half a minute longer.
        "workers__min_heartbeat_interval": "1",
        # After a kill -9, what ran is taken up within a minute and not after five.
        "scheduler__orphaned_tasks_check_interval": "30",
        "scheduler__task_instance_heartbeat_timeout": "60",
        "dag_processor__refresh_interval": "30",
        "dag_processor__min_file_process_interval": "60",
        "metrics__statsd_on": "False",
        "metrics__otel_on": "False",
        "traces__otel_on": "False",
    }


def _joined(first: str | None, second: str, *, sep: str = ",") -> str:
    return sep.join((first, second)) if first else second


def is_free(port: int) -> bool:
    """Whether nobody listens on `port`, at any address of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", port))
        except OSError:
            return False
    return True
