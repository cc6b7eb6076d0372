"""Post, edit, delete and find messages in one Slack channel; what happened is a value, never an exception.

The only file that knows slack_sdk. A token never reaches a log, a value or an exception.
"""

import re
from collections.abc import Callable
from datetime import datetime
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.error import URLError

from tocsin.alerts.message import EVENT_TYPE, SlackMessage
from tocsin.alerts.outcome import (
    Failure,
    NotReached,
    Outcome,
    RateLimited,
    Refused,
    Sent,
    Uncertain,
    read_broken,
    read_no,
)
from tocsin.errors import InputError, SlackError

if TYPE_CHECKING:
    from slack_sdk import WebClient
    from slack_sdk.web import SlackResponse


__all__ = ["NotReached", "Outcome", "RateLimited", "Refused", "Sent", "SlackChannel", "Uncertain"]

CHANNEL_ID = re.compile(r"[CGD][A-Z0-9]{2,}")
PAGE = 200
MAX_PAGES = 50


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
        # Without it the SDK's joining of URLs would drop the last part.
        client.base_url = client.base_url.rstrip("/") + "/"
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

    def post(self, message: SlackMessage, *, thread_ts: str | None = None, broadcast: bool = False) -> Outcome:
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

    def find(self, alert_key: str, *, oldest: datetime, thread_ts: str | None = None) -> tuple[Sent, ...] | Failure:
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


def _items(key: str, method: Callable[..., "SlackResponse"], **options: Any) -> list[dict[str, Any]] | Failure:
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
        return read_no(error.response.status_code, error.response.data, error.response.headers)
    except SlackRequestError:
        return Refused("Slack's base URL can't be asked", permanent=False, needs_operator=True)
    except URLError as error:
        return read_broken(error)
    # What the SDK lets through from sockets and http.client, and from answers that are not UTF-8
    # (ValueError), name no known charset (LookupError) or are JSON but no object (AttributeError).
    except (OSError, HTTPException, ValueError, LookupError, AttributeError) as error:
        return Uncertain(type(error).__name__)
