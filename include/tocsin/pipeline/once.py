"""One pass of the whole live chain without a scheduler: poll, read, assess, send."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from tocsin.alerts.policy import AlertPolicy
from tocsin.alerts.slack import SlackChannel
from tocsin.model import Feed
from tocsin.pipeline import assess, poll, read, send
from tocsin.pipeline.batches import BATCHES, Budget
from tocsin.pipeline.opinion import Counsel
from tocsin.sandbox import Sandbox
from tocsin.store.database import Store
from tocsin.web import Web

# The share of a pass that polling and reading may use.
FETCHING = 0.7
# The share of what is left that assessing may use.
ASSESSING = 0.6
# Seconds; a thousand alerts at once are not all told in one pass.
SENDING = 120.0
# Parsers of one pass: more of them than cores would only take memory, up to 130 MB each.
PARSERS = min(os.cpu_count() or 1, BATCHES)


@dataclass(frozen=True, kw_only=True)
class Pass:
    """What one pass did."""

    new_entries: int
    articles_read: int
    articles_assessed: int
    reports_grouped: int
    alerts_decided: int
    messages_sent: int


def run_once(
    store: Store,
    web: Web,
    slack: SlackChannel | None,
    feeds: Iterable[Feed],
    *,
    now: datetime,
    policy: AlertPolicy,
    budget: Budget,
    counsel: Counsel | None = None,
    tell: Callable[[str], None] = lambda step: None,
) -> Pass:
    """Do everything that is due, for as long as the budget lasts; `tell` hears each step begin."""
    # What was read should also be told: fetching leaves the other steps some time.
    fetching = budget.at_most(budget.left * FETCHING)
    with Sandbox(children=PARSERS) as sandbox:
        tell("polling feeds")
        polled = poll.plan_batches(store, feeds, now=now)
        new_entries = _in_batches(
            partial(poll.poll_batch, store, web, now=now, budget=fetching, sandbox=sandbox), polled
        )
        tell("reading articles")
        to_read = read.plan_batches(store, now=now)
        was_read = _in_batches(partial(read.read_batch, store, web, now=now, budget=fetching, sandbox=sandbox), to_read)
    tell("assessing articles")
    to_assess = assess.plan_batches(store, now=now)
    # What waits to be told goes out in this pass, however much there is to assess.
    assessing = budget.at_most(budget.left * ASSESSING)
    assessed = sum(assess.assess_batch(store, batch, now=now, budget=assessing, counsel=counsel) for batch in to_assess)
    grouped = assess.group(store, now=now)
    tell("sending alerts")
    return Pass(
        new_entries=new_entries,
        articles_read=was_read,
        articles_assessed=assessed,
        reports_grouped=grouped,
        alerts_decided=send.decide(store, now=now, policy=policy),
        messages_sent=send.send(store, slack, now=now, policy=policy, budget=budget.at_most(SENDING)),
    )


def _in_batches(step: Callable[[int], int], batches: Sequence[int]) -> int:
    with ThreadPoolExecutor(BATCHES) as pool:
        return sum(pool.map(step, batches))
