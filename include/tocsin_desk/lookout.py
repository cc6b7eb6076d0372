"""What happened that whoever runs Tocsin should know? Says it once, in a line, and goes on.

Looks at Airflow through its API and at the store: red tasks, broken Dag files, parts of Airflow that do not
answer, feeds out of reach, alerts that wait, and Slack.
"""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from tocsin.errors import StoreError
from tocsin.store import feeds, traces
from tocsin.store.database import Store
from tocsin_desk.airflow import AirflowDesk
from tocsin_desk.slack_check import SlackState, check_slack, explain, read_connection, steps
from tocsin_desk.watch import tail_of_task

# Seconds: Airflow's own heartbeat is late on a busy machine; a check of Slack costs a start of `airflow`.
PATIENCE = 60.0
SLACK_AGAIN = 120.0
# A task that fails at each of its runs is told again when it has been well for as long.
REPEATED = 900.0
NO_SLACK = "Slack is not connected: alerts wait, and what is older than the alert window by then is not sent"


class Lookout:
    """Looks when asked; `say` gets a line for each thing that is new. `channel` is where alerts go."""

    def __init__(self, desk: AirflowDesk, store: Store, *, channel: str, say: Callable[[str], None]) -> None:
        self.desk = desk
        self.store = store
        self.channel = channel
        self.say = say
        self.slack: SlackState | None = None
        self._since = datetime.now(UTC)
        self._told: dict[str, str] = {}
        self._seen: set[str] = set()
        self._failed: dict[tuple[str, bool], tuple[list[str], float]] = {}
        self._sick_since: float | None = None
        self._asked_slack_at = float("-inf")
        self._had_connection = False

    def look(self) -> None:
        """Look at everything once.

        Raises:
            DeskError: Airflow ended by itself.
        """
        self.desk.check()
        try:
            self._look_at_tasks()
            self._look_at_slack()
        except (OSError, ValueError):
            # Told as a part that does not answer, when it lasts.
            pass
        self._look_at_parts()
        try:
            self._look_at_store()
        except StoreError as error:
            self._tell("store", f"the store can't be used: {error}")
        else:
            self._tell("store", "", otherwise="the store answers again")

    def _tell(self, topic: str, line: str, *, otherwise: str = "") -> None:
        """Say `line` when it is not what was said last of its topic; `otherwise`, when all is well again."""
        before = self._told.get(topic, "")
        self._told[topic] = line
        if line and line != before:
            self.say(line)
        elif before and not line and otherwise:
            self.say(otherwise)

    def _look_at_tasks(self) -> None:
        for task in self.desk.api.list_tasks("failed", "up_for_retry", since=self._since):
            if f"{task['id']} {task['try_number']}" not in self._seen:
                self._seen.add(f"{task['id']} {task['try_number']}")
                self._tell_task(task)
        broken = self.desk.api.list_import_errors()
        text = "Airflow can't read a Dag file; the others run on\n" + "\n".join(broken) if broken else ""
        self._tell("imports", text, otherwise="every Dag file can be read again")

    def _tell_task(self, task: dict[str, Any]) -> None:
        """Say what failed, unless the same task has just failed in the same way."""
        red = task["state"] == "failed"
        name = " ".join(filter(None, (task["dag_id"], task["task_id"], task["rendered_map_index"])))
        path, *log = tail_of_task(self.desk.airflow_home / "logs", task, lines=6).splitlines()
        before = self._failed.get((name, red))
        self._failed[name, red] = (log, time.monotonic())
        if before and before[0] == log and time.monotonic() - before[1] < REPEATED:
            return
        if red:
            where = f"{self.desk.url}/dags/{task['dag_id']}/runs/{task['dag_run_id']}"
            self.say("\n".join([f"task {name} is red: {where}", path, *log]))
        else:
            log_path = path.strip(" :")
            self.say(f"task {name} failed and will be tried again; its log: {log_path}")

    def _look_at_parts(self) -> None:
        sick = self.desk.api.list_sick_parts()
        if not sick:
            self._sick_since = None
            self._tell("parts", "", otherwise="Airflow is well again")
            return
        self._sick_since = self._sick_since or time.monotonic()
        if time.monotonic() - self._sick_since > PATIENCE:
            line = f"Airflow's {' and '.join(sick)} does not answer: look into {self.desk.log}, and start again"
            self._tell("parts", line)

    def _look_at_store(self) -> None:
        with self.store.begin() as connection:
            known = feeds.list_feeds(connection)
            alerts = traces.count_alerts(connection)
            errors = traces.list_slack_errors(connection)
        # A host without an answer for its robots.txt is put off before its feed is asked: only its error says so.
        asked = [feed for feed in known if feed["last_checked_at"] or feed["error"]]
        silent = bool(asked) and all(feed["error"] for feed in asked)
        closed = (
            "no feed can be reached: is the network closed? Behind a proxy, start with "
            "TOCSIN_PROXY=http://proxy:port. They are tried again by themselves"
        )
        # `tocsin retry --feeds` takes errors back before anybody has asked: only a success is an answer.
        answers = any(feed["last_success_at"] and feed["last_success_at"] == feed["last_checked_at"] for feed in known)
        if silent or answers:
            self._tell("feeds", closed if silent else "", otherwise="feeds can be reached again")
        waiting = alerts.get("waiting", 0)
        if self.slack and not self.slack.connected:
            self._tell("waiting", f"{waiting} alerts wait for Slack (`tocsin alerts`)" if waiting else "")
        refused = "; ".join(explain(error) for error in errors)
        self._tell("refused", f"Slack did not take alerts: {refused}" if refused else "")

    def _look_at_slack(self) -> None:
        """Check Slack when its connection appears or goes, and again while it fails."""
        has = "AIRFLOW_CONN_SLACK_DEFAULT" in self.desk.environment or self.desk.api.has_connection("slack_default")
        late = time.monotonic() - self._asked_slack_at > SLACK_AGAIN
        failing = has and self.slack is not None and not self.slack.connected and late
        if self.slack is not None and has == self._had_connection and not failing:
            return
        self._had_connection, self._asked_slack_at = has, time.monotonic()
        self.slack = self._ask_slack() if has else SlackState(False, "")
        if not has:
            self._tell("slack", f"{NO_SLACK}. To connect it:\n{steps(self.channel)}")
        elif self.slack.connected:
            self._tell("slack", f"Slack is connected: alerts go to {self.slack.line}")
        else:
            self._tell("slack", f"Slack is not connected, alerts wait: {self.slack.line}")

    def _ask_slack(self) -> SlackState:
        answer = self.desk.command("connections", "get", "slack_default", "--output", "json")
        try:
            details = json.loads(answer.stdout[answer.stdout.index("[") :])[0]
            access = read_connection(details, channel=self.channel)
        except (ValueError, LookupError, AttributeError):
            return SlackState(False, "Airflow can't read the connection slack_default: make it anew")
        return check_slack(access)
