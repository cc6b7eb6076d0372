"""Post, edit, delete and find messages in one Slack channel; what happened is a value, never an exception.

The one question that matters after a post is whether the message may be there:

    Sent           Slack said yes
    Refused        Slack said no: nothing was posted
    RateLimited    come back later: nothing was posted
    NotReached     the request never left: nothing was posted
    Uncertain      anything else (hang, reset, 5xx, half an answer): it may have been posted

The only file that knows slack_sdk. A token never reaches a log, a value or an exception.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from traceback import walk_tb
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.error import URLError

from tocsin.alerts.message import EVENT_TYPE, SlackMessage
from tocsin.errors import InputError, SlackError

if TYPE_CHECKING:
    from slack_sdk import WebClient
    from slack_sdk.errors import SlackApiError
    from slack_sdk.web import SlackResponse


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
CHANNEL_ID = re.compile(r"[CGD][A-Z0-9]{2,}")
ERROR_CODE = re.compile(r"[a-z][a-z0-9_]{1,80}")
PAGE = 200
MAX_PAGES = 50
MAX_WAIT = 3600.0


class SlackChannel:
    """One channel of one workspace, through a client that never posts twice by itself.

    `channel` is an id or a "#name"; a name's id is learnt from the first answer that holds it.
    """

    def __init__(self, client: "WebClient", channel: str) -> None:
        if client.token and not re.fullmatch(r"[\x21-\x7e]+", client.token):
            # http.client would put the whole header, token and all, into its exception and our log.
            raise SlackError("the Slack token holds a blank or a character that no token has")
        # The defaults send again when a connection breaks: with a lost answer, that is a second message.
        client.retry_handlers = []
        self._client = client
        self._name = channel
        self._id = channel if CHANNEL_ID.fullmatch(channel) else None

    @classmethod
    def connect(
        cls,
        *,
        token: str,
        channel: str,
        base_url: str | None = None,
        timeout: int = 10,
        proxy: str | None = None,
    ) -> "SlackChannel":
        """Make the client as well; nothing is sent yet. `timeout` is in seconds, per wait on the socket.

        Raises InputError for a `base_url` that is not http(s), SlackError for what can't be a token.
        """
        from slack_sdk import WebClient

        base_url = base_url or WebClient.BASE_URL
        if not base_url.startswith(("http://", "https://")):
            raise InputError(f"Slack's base URL is {base_url!r}: it must start with https:// or http://")
        client = WebClient(token=token, base_url=base_url, timeout=timeout, proxy=proxy, retry_handlers=[])
        return cls(client, channel)

    def post(
        self, message: SlackMessage, *, thread_ts: str | None = None, broadcast: bool = False
    ) -> Outcome:
        """Post `message` to the channel, or as a reply in a thread, which `broadcast` shows there too."""
        thread = {"thread_ts": thread_ts, "reply_broadcast": broadcast} if thread_ts else {}
        answer = _ask(
            self._client.chat_postMessage,
            channel=self._id or self._name,
            **_content(message),
            **thread,
            unfurl_links=False,
            unfurl_media=False,
        )
        return self._sent(answer)

    def update(self, ts: str, message: SlackMessage) -> Outcome:
        """Put `message` in the place of the one at `ts`."""
        channel = self._channel_id()
        if not isinstance(channel, str):
            return channel
        return self._sent(_ask(self._client.chat_update, channel=channel, ts=ts, **_content(message)))

    def delete(self, ts: str) -> Outcome:
        """Delete the message at `ts`; Refused("message_not_found") when it is gone already."""
        channel = self._channel_id()
        if not isinstance(channel, str):
            return channel
        return self._sent(_ask(self._client.chat_delete, channel=channel, ts=ts))

    def find(
        self, alert_key: str, *, oldest: datetime, thread_ts: str | None = None
    ) -> tuple[Sent, ...] | Failure:
        """Every message that carries `alert_key`, oldest first, among those posted since `oldest`.

        Looks through the channel and, with `thread_ts`, its replies. An empty answer means that all of
        them were read and it is not there; a failure on any page says nothing either way.
        """
        channel = self._channel_id()
        if not isinstance(channel, str):
            return channel
        since = {"channel": channel, "oldest": f"{oldest.timestamp():.6f}", "include_all_metadata": True}
        found = _messages(self._client.conversations_history, **since, inclusive=True)
        replies: list[dict[str, Any]] | Failure = []
        if thread_ts:
            replies = _messages(self._client.conversations_replies, **since, ts=thread_ts, inclusive=True)
            if isinstance(replies, Refused) and replies.error == "thread_not_found":
                replies = []
        for part in (found, replies):
            if not isinstance(part, list):
                return part
        stamps = {m["ts"] for part in (found, replies) for m in part if _carries(m, alert_key)}  # type: ignore[union-attr]
        return tuple(Sent(channel, ts) for ts in sorted(stamps))

    def _sent(self, answer: "SlackResponse | Failure") -> Outcome:
        """Read a yes; one without channel and ts is no yes."""
        if isinstance(answer, Refused | RateLimited | NotReached | Uncertain):
            return answer
        channel, ts = answer.get("channel"), answer.get("ts")
        if not isinstance(channel, str) or not isinstance(ts, str):
            return Uncertain("Slack said ok without naming the message")
        if CHANNEL_ID.fullmatch(channel):
            self._id = channel
        return Sent(channel, ts)

    def _channel_id(self) -> str | Failure:
        """The channel's id, asked for once when only its name is known; needs channels:read for that."""
        if self._id:
            return self._id
        # Private channels need groups:read as well: without it, look among the public ones alone.
        for types in ("public_channel,private_channel", "public_channel"):
            channels = _items("channels", self._client.conversations_list, types=types)
            if not (isinstance(channels, Refused) and channels.error == "missing_scope"):
                break
        if isinstance(channels, list):
            wanted = self._name.lstrip("#")
            self._id = next((channel["id"] for channel in channels if channel.get("name") == wanted), None)
        elif not (isinstance(channels, Refused) and channels.error == "missing_scope"):
            return channels
        unknown = f"id of channel {self._name} unknown: give the id itself, or the scope channels:read"
        return self._id or Refused(unknown, permanent=False, needs_operator=True)


def _content(message: SlackMessage) -> dict[str, Any]:
    return {"text": message.text, "blocks": message.blocks, "metadata": message.metadata}


def _carries(message: dict[str, Any], alert_key: str) -> bool:
    """Whether a message of the history is the alert's; other apps' metadata may have any shape."""
    metadata = message.get("metadata")
    if not isinstance(metadata, dict) or metadata.get("event_type") != EVENT_TYPE:
        return False
    payload = metadata.get("event_payload")
    return isinstance(payload, dict) and payload.get("alert_key") == alert_key


def _messages(method: Callable[..., "SlackResponse"], **options: Any) -> list[dict[str, Any]] | Failure:
    return _items("messages", method, **options)


def _items(
    key: str, method: Callable[..., "SlackResponse"], **options: Any
) -> list[dict[str, Any]] | Failure:
    """All pages of a list; a failure on one of them is the answer."""
    items: list[dict[str, Any]] = []
    cursor = ""
    for _ in range(MAX_PAGES):
        answer = _ask(method, limit=PAGE, **options, **({"cursor": cursor} if cursor else {}))
        if isinstance(answer, Refused | RateLimited | NotReached | Uncertain):
            return answer
        items += [item for item in answer.get(key) or [] if isinstance(item, dict)]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return items
    # "Not found" would be a claim about pages that nobody read.
    return Uncertain(f"more than {MAX_PAGES * PAGE} {key}")


def _ask(method: Callable[..., "SlackResponse"], **options: Any) -> "SlackResponse | Failure":
    """Call Slack once and say what came of it."""
    from slack_sdk.errors import SlackApiError, SlackRequestError

    try:
        return method(**options)
    except SlackApiError as error:
        return _read_no(error)
    except SlackRequestError:
        return Refused("Slack's base URL can't be asked", permanent=False, needs_operator=True)
    except URLError as error:
        return _read_broken(error)
    # What the SDK lets through from sockets and http.client, and from answers that are not UTF-8
    # (ValueError), name no known charset (LookupError) or are JSON but no object (AttributeError).
    except (OSError, HTTPException, ValueError, LookupError, AttributeError) as error:
        return Uncertain(type(error).__name__)


def _read_no(error: "SlackApiError") -> Failure:
    """Sort an answer that is not ok: a clear no, a "later", or nothing to rely on."""
    response = error.response
    data = response.data if isinstance(response.data, dict) else {}
    code = data.get("error")
    if response.status_code == 429 or code in WAIT:
        return RateLimited(_retry_after(response.headers))
    if response.status_code >= 500 or not isinstance(code, str) or not ERROR_CODE.fullmatch(code):
        return Uncertain(f"HTTP {response.status_code} without a clear answer")
    if code in MAYBE_DONE:
        return Uncertain(code)
    permanent = code in ABOUT_THIS_MESSAGE
    # A code that is not known here is parked for someone to look at, never dropped.
    return Refused(code, permanent=permanent, needs_operator=not permanent and code not in PASSES)


def _retry_after(headers: Any) -> float:
    """Seconds to wait; 30 where the header is missing or senseless, an hour at most."""
    value = next((v for k, v in dict(headers).items() if k.lower() == "retry-after"), "")
    return min(float(value), MAX_WAIT) if re.fullmatch(r"\d{1,9}", str(value).strip()) else 30.0


def _read_broken(error: URLError) -> NotReached | Uncertain:
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
