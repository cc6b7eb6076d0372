"""How far is the chain, and has it come to rest? Told from Airflow's runs and tasks."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tocsin_desk.airflow import AirflowDesk
from tocsin_desk.tenancy import DeskError

CHAIN = {
    "poll_feeds": "polling",
    "read_articles": "reading",
    "assess_articles": "assessing",
    "send_alerts": "sending",
}
ACTIVE = ("running", "queued")
# Seconds without an answer after which Airflow is given up.
DEAF = 45.0


class Watch:
    """Looks at Airflow when asked; `say` gets a line for each task that has to be tried again."""

    def __init__(self, desk: AirflowDesk, *, say: Callable[[str], None]) -> None:
        self.desk = desk
        self.say = say
        self.runs: list[dict[str, Any]] = []
        self._warned: set[str] = set()
        self._quiet_since: float | None = None
        self._answered_at = time.monotonic()

    def look(self) -> None:
        """Take in what runs now.

        Raises:
            DeskError: a task is red, a Dag file is broken, or Airflow ended; with the tail of the log.
        """
        self.desk.check()
        try:
            self.runs = self.desk.api.list_runs()
            tasks = self.desk.api.list_tasks("failed", "up_for_retry")
        except OSError as error:
            # One late answer, on a busy machine, is not the end.
            if time.monotonic() - self._answered_at > DEAF:
                raise DeskError(f"Airflow no longer answers: {error}\n{self.desk.tail()}") from error
            return
        self._answered_at = time.monotonic()
        for task in tasks:
            self._report(task)
        woken = CHAIN.keys() - {"poll_feeds"}
        active = [run for run in self.runs if run["state"] in ACTIVE and run["dag_id"] in woken]
        if active:
            self._quiet_since = None
        elif self._quiet_since is None:
            self._quiet_since = time.monotonic()

    def doing(self) -> str:
        """Return in words what runs now, and how many runs have ended."""
        active = {run["dag_id"] for run in self.runs if run["state"] in ACTIVE}
        ended = sum(run["state"] not in ACTIVE for run in self.runs)
        now = ", ".join(word for dag, word in CHAIN.items() if dag in active) or "waiting"
        return f"{now} ({ended} runs done)"

    def is_at_rest(self, since: datetime) -> bool:
        """Whether feeds were polled after `since` and nothing that this woke is running.

        An event takes a moment to become a run, so that rest must last for three seconds.
        """
        polled = any(
            run["dag_id"] == "poll_feeds" and run["state"] == "success" and _time(run["start_date"]) > since
            for run in self.runs
        )
        return polled and self._quiet_since is not None and time.monotonic() - self._quiet_since > 3

    def _report(self, task: dict[str, Any]) -> None:
        name = " ".join(filter(None, (task["dag_id"], task["task_id"], task["rendered_map_index"])))
        log = tail_of_task(self.desk.airflow_home / "logs", task)
        if task["state"] == "failed":
            raise DeskError(f"task {name} is red\n{log}")
        if task["id"] not in self._warned:
            self._warned.add(task["id"])
            self.say(f"task {name} failed and will be tried again\n{log}")


def tail_of_task(logs: Path, task: dict[str, Any], *, lines: int = 15) -> str:
    """Return the last lines of a task's log, under its path, exceptions in words."""
    folder = logs / f"dag_id={task['dag_id']}" / f"run_id={task['dag_run_id']}" / f"task_id={task['task_id']}"
    if task["map_index"] >= 0:
        folder /= f"map_index={task['map_index']}"
    path = folder / f"attempt={task['try_number']}.log"
    if not path.exists():
        return f"  (no log at {path})"
    said = [line for row in path.read_text(errors="replace").splitlines() for line in _in_words(row)]
    return "\n".join([f"  {path}:", *(f"    {line}" for line in said[-lines:])])


def _in_words(row: str) -> list[str]:
    try:
        entry = json.loads(row)
    except ValueError:
        return [row]
    if str(entry.get("event", "")).startswith("::"):
        return []
    lines = [f"{entry.get('level', '')}: {entry.get('event', '')}"]
    for error in entry.get("error_detail") or []:
        frames = [f"  {frame['filename']}:{frame['lineno']} {frame['name']}" for frame in error["frames"][-4:]]
        lines += [*frames, f"  {error['exc_type']}: {error['exc_value']}"]
    return lines


def _time(text: str | None) -> datetime:
    return datetime.fromisoformat(text) if text else datetime.min.replace(tzinfo=UTC)
