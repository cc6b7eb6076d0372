"""Ask a model where the rules are unsure: kept answers first, then today's budget, then the model.

Nothing that can happen on the way raises: each becomes a line among the reasons of the assessment,
and the verdict of the rules stands.
"""

import logging
import secrets
import threading
from dataclasses import replace
from datetime import datetime

from tocsin.errors import OpinionError
from tocsin.escalation.opinion.accept import read_opinion
from tocsin.escalation.opinion.answer import ANSWER_CAP
from tocsin.escalation.opinion.codebook import codebook
from tocsin.escalation.opinion.policy import OpinionPolicy
from tocsin.escalation.opinion.question import Adviser, key_of, make_question
from tocsin.escalation.opinion.settle import settle
from tocsin.model import Assessment
from tocsin.pipeline.batches import Budget
from tocsin.store import opinions
from tocsin.store.database import Store

log = logging.getLogger(__name__)
# So many failures in a row, and the rest of the run goes by the rules: news never waits for a model that is down.
PATIENCE = 3


class Counsel:
    """A model that may be asked during one run; safe to share between threads."""

    def __init__(self, store: Store, adviser: Adviser, policy: OpinionPolicy) -> None:
        self._store = store
        self._adviser = adviser
        self._policy = policy
        self._failures = 0
        self._lock = threading.Lock()

    def consult(
        self, title: str, body: str, reading: Assessment, *, published_at: datetime | None, budget: Budget | None = None
    ) -> Assessment:
        """Return the reading after a second opinion; as it is when the rules are sure.

        `budget` is the time of the whole run: the model is not asked when it may not answer within that.
        """
        if not self._policy.wants(reading.probability):
            return reading
        name = self._adviser.model
        try:
            raw, how = self._answer(title, body, published_at, budget)
        except _NotAskedError as error:
            return _noted(reading, f"No second opinion was asked: {error}.")
        except OpinionError as error:
            return _noted(reading, f"A second opinion was asked of {name}, and changed nothing: {error}.")
        try:
            opinion = read_opinion(raw, title=title, body=body)
        except OpinionError as error:
            return _noted(reading, f"A second opinion {how} {name}, and changed nothing: {error}.")
        settled = settle(reading, opinion, published_at=published_at)
        told = f" It says: “{opinion.reason}”" if opinion.reason else ""
        line = f"A second opinion {how} {name}: it {settled.came_of_it}.{told}"
        # What the rules said stays readable beside what was made of it.
        return _noted(replace(settled.assessment, reasons=reading.reasons), line)

    def _answer(self, title: str, body: str, published_at: datetime | None, budget: Budget | None) -> tuple[str, str]:
        """Return the model's words, and how they were had."""
        key = key_of(title, body, model=self._adviser.model)
        with self._store.begin() as connection:
            kept = opinions.find_answer(connection, key)
        if kept is not None:
            return kept, "was kept from"
        self._take_call(budget)
        question = make_question(title, body, published_at=published_at, marker=secrets.token_hex(16))
        try:
            raw = self._adviser.ask(system=question.system, user=question.user, schema=question.schema)
        except OpinionError as error:
            self._count_failure(error)
            raise
        with self._lock:
            self._failures = 0
        # One character more than an answer may have: too long stays too long, whatever the model wrote.
        raw = raw[: ANSWER_CAP + 1].replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
        with self._store.begin() as connection:
            opinions.keep_answer(connection, key, model=self._adviser.model, codebook=codebook().version, answer=raw)
        return raw, "was asked of"

    def _take_call(self, budget: Budget | None) -> None:
        """Take one of the day's calls; raises `_NotAskedError` with the reason when none may be made."""
        with self._lock:
            is_down = self._failures >= PATIENCE
        if is_down:
            raise _NotAskedError(f"{self._adviser.model} did not answer before in this run")
        if budget is not None and budget.left < self._policy.timeout:
            raise _NotAskedError("the time of this run was up")
        with self._store.begin() as connection:
            if not opinions.take_call(connection, daily=self._policy.daily):
                raise _NotAskedError(f"today's {self._policy.daily} calls are used up")

    def _count_failure(self, error: OpinionError) -> None:
        with self._lock:
            self._failures = PATIENCE if error.lasting else self._failures + 1
        log.warning("no second opinion could be had", extra={"model": self._adviser.model, "error": str(error)})


class _NotAskedError(OpinionError):
    """The model was not asked at all."""


def _noted(reading: Assessment, line: str) -> Assessment:
    return replace(reading, reasons=(*reading.reasons, line))
