"""How does a pass come to its end early? Nothing more is asked of the web; what has come in is worked off."""

import threading
from datetime import UTC, datetime
from typing import Any

from tocsin.errors import HostWaits
from tocsin.web import HostBook, Response, Web, WebPolicy

STOPPING = "Tocsin is stopping"


class StoppableWeb(Web):
    """A web that says of every host that it waits, once `stop` is set: nobody's failure, and no lost work."""

    def __init__(self, policy: WebPolicy, hosts: HostBook, stop: threading.Event) -> None:
        super().__init__(policy, hosts)
        self._stop = stop

    def fetch(self, url: str, **asked: Any) -> Response:
        """Fetch as `Web.fetch` does, until told to stop."""
        if self._stop.is_set():
            raise HostWaits(url, datetime.now(UTC), STOPPING)
        return super().fetch(url, **asked)
