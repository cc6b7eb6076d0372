"""Whose work is a claimed row, and is that worker still alive?"""

import os
import socket
from datetime import timedelta

from sqlalchemy import Connection, Table, func, select, update

from tocsin.store.tables import now


def this_worker() -> str:
    """Name this process: machine, process id and its start, since process ids come round again."""
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}"


def until(lease: timedelta) -> object:
    """When a lease taken now runs out, by the database's clock."""
    return now + func.make_interval(0, 0, 0, 0, 0, 0, lease.total_seconds())


def release_dead(connection: Connection, table: Table) -> int:
    """Free what dead workers of this machine had claimed; how many rows that were.

    Another machine's workers can't be seen from here: their leases run out by themselves.
    """
    machine = f"{socket.gethostname()}:"
    owner = table.c.lease_owner
    query = select(owner).distinct().where(owner.startswith(machine, autoescape=True))
    dead = [name for name in connection.scalars(query) if not _is_alive(name)]
    if not dead:
        return 0
    freed = connection.execute(update(table).where(owner.in_(dead)).values(lease_owner=None, lease_until=None))
    return freed.rowcount


def _is_alive(worker: str) -> bool:
    _, pid, started = worker.rsplit(":", 2)
    return _started(int(pid)) == started


def _started(pid: int) -> str:
    import psutil

    try:
        return str(int(psutil.Process(pid).create_time()))
    except psutil.Error:
        return "gone"
