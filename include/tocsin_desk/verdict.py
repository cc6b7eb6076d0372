"""Did exactly the expected alerts arrive? Each that is missing, unexpected, doubled or wrong, in a line.

A message answers for an expected alert when it cites one of its articles.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from tocsin_desk.newsroom import ExpectedAlert

Message = dict[str, Any]


def list_faults(expected: Sequence[ExpectedAlert], messages: Sequence[Message]) -> list[str]:
    """Compare what stands in Slack with what must; [] when all is well."""
    alerts = [message for message in messages if _payload(message)]
    answers = {each.incident: [alert for alert in alerts if _urls(alert) & set(each.article_urls)] for each in expected}
    claimed = [alert for found in answers.values() for alert in found]
    faults = [f"unexpected: {_title(alert)}" for alert in alerts if alert not in claimed]
    faults += [f"not an alert: {message.get('text', '')[:120]}" for message in messages if message not in alerts]
    for each in expected:
        found = answers[each.incident]
        if not found:
            faults.append(f"missing: {_name(each)}")
        elif len(found) > 1:
            faults.append(f"told {len(found)} times: {_name(each)}")
        else:
            opener = answers.get(each.thread or "", [])
            faults += [f"wrong: {_name(each)}: {fault}" for fault in _faults(each, found[0], opener)]
    return faults


def count_arrived(expected: Sequence[ExpectedAlert], messages: Sequence[Message]) -> int:
    """Return how many of the expected alerts stand in Slack, in whatever form."""
    cited = {url for message in messages if _payload(message) for url in _urls(message)}
    return sum(bool(cited & set(each.article_urls)) for each in expected)


def _faults(expected: ExpectedAlert, message: Message, opener: list[Message]) -> Iterator[str]:
    """What one message says otherwise than it should."""
    payload = _payload(message)
    dyads = {(dyad["initiator"], dyad["target"]) for dyad in payload["dyads"]}
    thread = opener[0]["ts"] if opener else None
    root = message.get("thread_ts")
    compared = {
        "kind": (expected.kind, payload["kind"]),
        "level": (int(expected.level), payload["level"]),
        "parties": (set(expected.dyads), dyads),
        "place": (expected.location or "", payload["location"]),
        "articles": (set(expected.article_urls), _urls(message)),
        "thread": (thread, None if root == message["ts"] else root),
        "sent to the channel too": (expected.broadcast, message.get("subtype") == "thread_broadcast"),
    }
    for name, (wanted, got) in compared.items():
        if wanted != got:
            yield f"{name} is {got!r}, not {wanted!r}"
    text = message.get("text", "")
    if expected.killed_low and not re.search(rf"\b{expected.killed_low}\b[^,]* killed", text):
        yield f"{expected.killed_low} killed is not in {text!r}"


def _payload(message: Message) -> dict[str, Any]:
    metadata = message.get("metadata") or {}
    return dict(metadata["event_payload"]) if metadata.get("event_type") == "tocsin_alert" else {}


def _urls(message: Message) -> set[str]:
    return {each["url"] for each in _payload(message)["article_urls"]}


def _title(message: Message) -> str:
    return f"{message.get('text', '')[:120]} ({', '.join(sorted(_urls(message)))})"


def _name(expected: ExpectedAlert) -> str:
    pairs = ", ".join(f"{initiator} → {target}" for initiator, target in expected.dyads)
    return f"{expected.incident} (level {int(expected.level)}, {pairs})"
