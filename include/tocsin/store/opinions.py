"""What did a model answer to a question that was asked before, and how many may still be asked today?"""

from sqlalchemy import Connection, Date, cast, func, select
from sqlalchemy.dialects.postgresql import insert

from tocsin.store.tables import opinion, opinion_day

_TODAY = cast(func.timezone("UTC", func.clock_timestamp()), Date)


def find_answer(connection: Connection, key: str) -> str | None:
    """Return the answer that is kept under a key."""
    return connection.scalar(select(opinion.c.answer).where(opinion.c.key == key))


def keep_answer(connection: Connection, key: str, *, model: str, codebook: str, answer: str) -> None:
    """Keep an answer as it came; the first one stays."""
    values = {"key": key, "model": model, "codebook": codebook, "answer": answer}
    connection.execute(insert(opinion).values(**values).on_conflict_do_nothing(index_elements=["key"]))


def take_call(connection: Connection, *, daily: int) -> bool:
    """Take one of today's calls, by the database's day in UTC; whether there was one left, over all workers."""
    take = (
        insert(opinion_day)
        .values(day=_TODAY, calls=1)
        .on_conflict_do_update(
            index_elements=["day"], set_={"calls": opinion_day.c.calls + 1}, where=opinion_day.c.calls < daily
        )
        .returning(opinion_day.c.calls)
    )
    return connection.scalar(take) is not None
