"""What does Airflow itself say: is it healthy, what runs, what failed? Asked through its REST API."""

import json
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime
from typing import Any

PARTS = {"metadatabase": "database", "scheduler": "scheduler", "dag_processor": "Dag processor"}


class AirflowApi:
    """Airflow's public API (v2) on this machine. With no `password`, everyone is an administrator."""

    def __init__(self, port: int, *, password: str | None = None) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.password = password
        self._token: str | None = None
        # The user's proxy knows nothing of our loopback.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def is_ready(self) -> bool:
        """Whether database, scheduler and Dag processor are up, the API server answers, and Dags are known."""
        try:
            return not self.list_sick_parts() and bool(self.list_dags())
        except (OSError, ValueError):
            return False

    def list_sick_parts(self) -> list[str]:
        """Return the parts of Airflow that are not healthy, none of them when all is well."""
        try:
            health = self._ask("/api/v2/monitor/health")
        except (OSError, ValueError):
            return ["API server"]
        return [name for part, name in PARTS.items() if health[part]["status"] != "healthy"]

    def list_dags(self) -> list[dict[str, Any]]:
        """Return the Dags that Airflow knows."""
        return list(self.get("/api/v2/dags")["dags"])

    def list_import_errors(self) -> list[str]:
        """Return what kept Dag files from being read, a text each."""
        errors = self.get("/api/v2/importErrors")["import_errors"]
        return [f"{error['filename']}:\n{error['stack_trace']}" for error in errors]

    def list_runs(self, *, limit: int = 100) -> list[dict[str, Any]]:
        """Return the latest runs of all Dags, the newest first."""
        return list(self.get("/api/v2/dags/~/dagRuns", order_by="-run_after", limit=limit)["dag_runs"])

    def list_tasks(self, *states: str, since: datetime | None = None) -> list[dict[str, Any]]:
        """Return the task instances, of all Dags and runs, that are in one of `states` (updated after `since`)."""
        path = "/api/v2/dags/~/dagRuns/~/taskInstances"
        recent = {"updated_at_gte": since.isoformat()} if since else {}
        return list(self.get(path, state=list(states), limit=100, **recent)["task_instances"])

    def has_connection(self, name: str) -> bool:
        """Whether a Connection of that name was made in the UI (those of the environment are not told)."""
        try:
            self.get(f"/api/v2/connections/{name}")
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return False
            raise
        return True

    def get(self, path: str, **query: Any) -> Any:
        """Return the JSON at `path`; raises `OSError` when Airflow does not answer or refuses."""
        url = f"{path}?{urllib.parse.urlencode(query, doseq=True)}"
        if self._token is None:
            self._token = self._log_in()
        try:
            return self._ask(url, token=self._token)
        except urllib.error.HTTPError as error:
            if error.code != 401:
                raise
        # A token lasts for a day; a desk runs for longer.
        self._token = self._log_in()
        return self._ask(url, token=self._token)

    def _log_in(self) -> str:
        if self.password is None:
            return str(self._ask("/auth/token")["access_token"])
        user = {"username": "admin", "password": self.password}
        return str(self._ask("/auth/token", body=json.dumps(user).encode())["access_token"])

    def _ask(self, path: str, *, token: str = "", body: bytes | None = None) -> Any:
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        request = urllib.request.Request(self.base + path, data=body, headers=headers)
        with self._opener.open(request, timeout=20) as answer:
            return json.load(answer)
