"""What do we know about a host: its robots.txt, until when it asked to be left alone, whose turn it is?"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    DateTime,
    Float,
    Select,
    Text,
    bindparam,
    cast,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from tocsin.store.database import Store, as_dict
from tocsin.store.leases import release_dead
from tocsin.store.tables import domain as domains
from tocsin.store.tables import host as hosts
from tocsin.web import HostRecord, Turn

CLOCK = func.clock_timestamp()


class StoreHostBook:
    """A `tocsin.web.HostBook` that every worker shares: Retry-After and back-off hold across runs."""

    def __init__(self, store: Store) -> None:
        self._store = store
        # Each statement stands alone here, and several are made for each request: BEGIN and COMMIT would treble them.
        self._at_once = Store(store.engine.execution_options(isolation_level="AUTOCOMMIT"))

    def find(self, host: str) -> HostRecord | None:
        """What is known of the host, if anything."""
        with self._at_once.begin() as connection:
            row = connection.execute(_KNOWN, {"host": host}).one_or_none()
        return None if row is None else HostRecord(**as_dict(row))

    def keep(self, host: str, record: HostRecord) -> None:
        """Write what was learnt of the host; a longer wait, which another worker was told of meanwhile, stays."""
        facts = {
            "robots": record.robots,
            "robots_fetched_at": record.robots_fetched_at,
            "robots_unavailable": record.robots_unavailable,
            "not_before": record.not_before,
        }
        upsert = insert(hosts).values(host=host, **facts)
        with self._at_once.begin() as connection:
            longest = func.greatest(hosts.c.not_before, upsert.excluded.not_before)
            changed = upsert.on_conflict_do_update(index_elements=["host"], set_={**facts, "not_before": longest})
            connection.execute(changed)

    def take_turn(self, turn: Turn, at: datetime) -> float:
        """Take a turn and return 0, or return in how many seconds it may be free; by the database's clock."""
        facts = asdict(turn) | {"reserve": turn.reserve, "at": at, "worker": self._store.worker}
        with self._at_once.begin() as connection:
            if connection.execute(_TAKE, facts).first():
                return 0.0
            wait: float | None = connection.scalar(_WAIT, facts)
        # Free again by now, perhaps; it has to be taken all the same.
        return max(wait or 0.0, 0.001)

    def end_turn(self, host: str) -> None:
        """Give the turn at a host back, if it is still ours."""
        with self._at_once.begin() as connection:
            connection.execute(_END, {"ended": host, "worker": self._store.worker})


def release_dead_workers(connection: Connection) -> int:
    """Free the turns that dead workers of this machine held."""
    return release_dead(connection, hosts)


def _seconds(name: str) -> ColumnElement[Any]:
    return func.make_interval(0, 0, 0, 0, 0, 0, bindparam(name, type_=Float))


def _take() -> Select[Any]:
    """Take the turn and a token, or neither, in one statement.

    When two workers see a host free at the same moment, the later one loses its token for nothing: slower than it
    need be, and never faster.
    """
    is_free = (
        or_(hosts.c.lease_until.is_(None), hosts.c.lease_until <= CLOCK)
        & or_(hosts.c.asked_at.is_(None), hosts.c.asked_at + _seconds("gap") <= CLOCK)
        & or_(hosts.c.not_before.is_(None), hosts.c.not_before <= bindparam("at", type_=DateTime(timezone=True)))
    )
    is_taken = select(hosts.c.host).where(hosts.c.host == bindparam("host"), ~is_free).exists()
    bucket = select(cast(bindparam("domain"), Text), CLOCK + _seconds("refill")).where(~is_taken)
    token = (
        insert(domains)
        .from_select(["domain", "full_at"], bucket)
        .on_conflict_do_update(
            index_elements=["domain"],
            set_={"full_at": func.greatest(domains.c.full_at, CLOCK) + _seconds("refill")},
            where=domains.c.full_at <= CLOCK + _seconds("reserve"),
        )
        .returning(domains.c.domain)
        .cte("token")
    )
    mine = {"lease_owner": cast(bindparam("worker"), Text), "lease_until": CLOCK + _seconds("hold")}
    row = select(cast(bindparam("host"), Text), *mine.values()).select_from(token)
    turn = (
        insert(hosts)
        .from_select(["host", *mine], row)
        .on_conflict_do_update(index_elements=["host"], set_=mine, where=is_free)
        .returning(hosts.c.host)
        .cte("turn")
    )
    return select(turn.c.host)


def _wait() -> Select[Any]:
    """In how many seconds the turn and a token may both be had."""
    host = select(func.greatest(hosts.c.lease_until, hosts.c.asked_at + _seconds("gap"), hosts.c.not_before)).where(
        hosts.c.host == bindparam("host")
    )
    bucket = select(domains.c.full_at - _seconds("reserve")).where(domains.c.domain == bindparam("domain"))
    free_at = func.greatest(host.scalar_subquery(), bucket.scalar_subquery())
    return select(cast(func.extract("epoch", free_at - CLOCK), Float))


_KNOWN = select(*(hosts.c[name] for name in HostRecord.__dataclass_fields__)).where(hosts.c.host == bindparam("host"))
_TAKE, _WAIT = _take(), _wait()
_END = (
    update(hosts)
    .where(hosts.c.host == bindparam("ended"), hosts.c.lease_owner == bindparam("worker"))
    .values(lease_owner=None, lease_until=None, asked_at=CLOCK)
)
