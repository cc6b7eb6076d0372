"""What do we know about a host: its robots.txt, and until when it asked to be left alone?"""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from tocsin.store.database import Store, as_dict
from tocsin.store.tables import host as hosts
from tocsin.web import HostRecord


class StoreHostBook:
    """A `tocsin.web.HostBook` that every worker shares: Retry-After and back-off hold across runs."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, host: str) -> HostRecord | None:
        """What is known of the host, if anything."""
        with self._store.begin() as connection:
            row = connection.execute(select(hosts).where(hosts.c.host == host)).one_or_none()
        if row is None:
            return None
        return HostRecord(**{key: value for key, value in as_dict(row).items() if key != "host"})

    def keep(self, host: str, record: HostRecord) -> None:
        """Write what was learnt of the host."""
        facts = {
            "robots": record.robots,
            "robots_fetched_at": record.robots_fetched_at,
            "robots_unavailable": record.robots_unavailable,
            "not_before": record.not_before,
        }
        upsert = insert(hosts).values(host=host, **facts)
        with self._store.begin() as connection:
            connection.execute(upsert.on_conflict_do_update(index_elements=["host"], set_=facts))
