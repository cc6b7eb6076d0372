"""Which raw bytes did a reading come from? Kept compressed, so that a better reader can be run again."""

import zlib
from datetime import datetime

from sqlalchemy import Connection, insert, select

from tocsin.store.tables import document


def keep(connection: Connection, url: str, body: bytes, *, kind: str, content_type: str, at: datetime) -> None:
    """Keep a page or feed document as it was fetched."""
    connection.execute(
        insert(document).values(
            url=url, kind=kind, content_type=content_type, compressed=zlib.compress(body), fetched_at=at
        )
    )


def find_latest(connection: Connection, url: str) -> bytes | None:
    """Return the bytes last fetched from a URL."""
    query = select(document.c.compressed).where(document.c.url == url).order_by(document.c.fetched_at.desc())
    compressed = connection.scalar(query.limit(1))
    return None if compressed is None else zlib.decompress(compressed)


def find(connection: Connection, document_id: int) -> bytes | None:
    """Return the bytes of one document, `None` when it was forgotten meanwhile."""
    compressed = connection.scalar(select(document.c.compressed).where(document.c.id == document_id))
    return None if compressed is None else zlib.decompress(compressed)
