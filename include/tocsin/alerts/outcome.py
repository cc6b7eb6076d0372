"""Was it posted? What each answer of Slack's, or the lack of one, means.

Sent           Slack said yes
Refused        Slack said no: nothing was posted
RateLimited    come back later: nothing was posted
NotReached     the request never left: nothing was posted
Uncertain      anything else (hang, reset, 5xx, half an answer): it may have been posted
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from traceback import walk_tb
from typing import Any, TypeAlias
from urllib.error import URLError


@dataclass(frozen=True)
class Sent:
    """Slack has the message: the channel's id, and the time stamp that is the message's name in it."""

    channel: str
    ts: str


@dataclass(frozen=True)
class Refused:
    """A clear no: nothing was posted.

    `permanent`: these blocks will never be taken. `needs_operator`: nothing will, until someone acts.
    """

    error: str
    permanent: bool
    needs_operator: bool


@dataclass(frozen=True)
class RateLimited:
    """The channel must wait `retry_after` seconds."""

    retry_after: float


@dataclass(frozen=True)
class NotReached:
    """No connection to Slack."""

    detail: str


@dataclass(frozen=True)
class Uncertain:
    """No clear answer: look in the channel's history before doing it again."""

    detail: str


Failure: TypeAlias = Refused | RateLimited | NotReached | Uncertain
Outcome: TypeAlias = Sent | Failure

# Slack's own words: "some aspect of the operation" may have "succeeded before the error was raised".
MAYBE_DONE = frozenset({"fatal_error", "internal_error", "service_unavailable"})
WAIT = frozenset({"ratelimited", "rate_limited"})
# A clear no that passes by itself.
PASSES = frozenset({"request_timeout", "team_added_to_org", "external_channel_migrating", "accesslimited"})
# A clear no to these words and blocks, or to this one message; the next one may well be taken.
ABOUT_THIS_MESSAGE = frozenset(
    {
        "invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "no_text",
        "invalid_metadata_format", "invalid_metadata_schema", "metadata_too_large",
        "metadata_must_be_sent_from_app", "invalid_arguments", "invalid_json", "json_not_object",
        "invalid_thread_ts", "thread_not_found", "cannot_reply_to_message", "message_not_found",
        "cant_update_message", "cant_delete_message", "edit_window_closed", "too_many_attachments",
        "restricted_action_thread_locked",
    }
)  # fmt: skip
# Of these, the ones that plain text would not meet.
ABOUT_THE_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
# Of these, the ones about a reply whose thread can't take it.
THREAD_GONE = frozenset(
    {"thread_not_found", "invalid_thread_ts", "cannot_reply_to_message", "restricted_action_thread_locked"}
)
ERROR_CODE = re.compile(r"[a-z][a-z0-9_]{1,80}")
MAX_WAIT = 3600.0


def read_no(status: int, data: Any, headers: Mapping[str, str]) -> Failure:
    """Sort an answer that is not ok (`data` is its JSON): a clear no, a "later", or nothing to rely on."""
    code = data.get("error") if isinstance(data, dict) else None
    if status == 429 or code in WAIT:
        return RateLimited(_retry_after(headers))
    if status >= 500 or not isinstance(code, str) or not ERROR_CODE.fullmatch(code):
        return Uncertain(f"HTTP {status} without a clear answer")
    if code in MAYBE_DONE:
        return Uncertain(code)
    permanent = code in ABOUT_THIS_MESSAGE
    # A code that is not known here is parked for someone to look at, never dropped.
    return Refused(code, permanent=permanent, needs_operator=not permanent and code not in PASSES)


def _retry_after(headers: Mapping[str, str]) -> float:
    """Seconds to wait; 30 where the header is missing or senseless, an hour at most."""
    value = next((v for k, v in dict(headers).items() if k.lower() == "retry-after"), "")
    return min(float(value), MAX_WAIT) if re.fullmatch(r"\d{1,9}", str(value).strip()) else 30.0


def read_broken(error: URLError) -> NotReached | Uncertain:
    """Tell a connection that was never made from one that broke.

    urllib wraps both kinds in URLError, and a timeout says "timed out" in both: only where it was raised
    (while connecting, which covers DNS, TCP, a proxy's tunnel and TLS, or while sending) tells them apart.
    """
    reason = error.reason
    if not isinstance(reason, OSError):
        return Uncertain(type(reason).__name__)
    detail = f"{type(reason).__name__}: {reason.strerror or 'no answer'}"
    return NotReached(detail) if "connect" in _functions(reason) else Uncertain(detail)


def _functions(error: BaseException) -> Iterator[str]:
    return (frame.f_code.co_name for frame, _ in walk_tb(error.__traceback__))
