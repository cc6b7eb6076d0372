"""What do we know about a host: its robots.txt, until when it asked to be left alone, whose turn it is?"""

from sqlalchemy import Connection, Float, Select, cast, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from tocsin.store.database import Store, as_dict
from tocsin.store.leases import release_dead
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
        facts = as_dict(row)
        return HostRecord(**{name: facts[name] for name in HostRecord.__dataclass_fields__})

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

    def take_turn(self, host: str, *, gap: float, hold: float) -> float:
        """Take the turn at a host and return 0, or return in how many seconds it may be free."""
        clock = func.clock_timestamp()
        mine = {"lease_owner": self._store.worker, "lease_until": clock + _seconds(hold)}
        taken = insert(hosts).values(host=host, **mine)
        is_free = or_(hosts.c.lease_until.is_(None), hosts.c.lease_until <= clock) & or_(
            hosts.c.asked_at.is_(None), hosts.c.asked_at + _seconds(gap) <= clock
        )
        taken = taken.on_conflict_do_update(index_elements=["host"], set_=mine, where=is_free)
        with self._store.begin() as connection:
            if connection.execute(taken.returning(hosts.c.host)).first():
                return 0.0
            wait: float | None = connection.scalar(_wait(host, gap))
        # Free again by now, perhaps; it has to be taken all the same.
        return max(wait or 0.0, 0.001)

    def end_turn(self, host: str) -> None:
        """Give the turn at a host back, if it is still ours."""
        ours = (hosts.c.host == host) & (hosts.c.lease_owner == self._store.worker)
        ended = {"lease_owner": None, "lease_until": None, "asked_at": func.clock_timestamp()}
        with self._store.begin() as connection:
            connection.execute(update(hosts).where(ours).values(**ended))


def release_dead_workers(connection: Connection) -> int:
    """Free the turns that dead workers of this machine held."""
    return release_dead(connection, hosts)


def _wait(host: str, gap: float) -> Select[float]:
    free_at = func.greatest(hosts.c.lease_until, hosts.c.asked_at + _seconds(gap))
    seconds = func.extract("epoch", free_at - func.clock_timestamp())
    return select(cast(seconds, Float)).where(hosts.c.host == host)


def _seconds(number: float) -> object:
    return func.make_interval(0, 0, 0, 0, 0, 0, number)
