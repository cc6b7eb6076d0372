"""What does a Slack workspace keep, and what does it answer to each Web API method?

Written from Slack's reference: one bot, a few public channels, messages with threads and metadata.
Knows nothing of HTTP; `slack.py` puts it behind a port.
"""

import json
import threading
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from tocsin_desk.slack_limits import find_error

Json = dict[str, Any]
OWN_FIELDS = ("text", "blocks", "metadata")


class Workspace:
    """Messages of all channels, in the order in which they were accepted. Safe for many threads.

    `channels` maps ids to names; `clock` gives seconds since 1970, from which time stamps are made.
    """

    def __init__(self, channels: dict[str, str], *, clock: Callable[[], float]) -> None:
        self._channels = channels
        self._clock = clock
        self._lock = threading.RLock()
        self._messages: list[Json] = []
        self._last_stamp = 0

    def answer(self, method: str, arguments: Json) -> Json:
        """Do what `method` asks and say so as Slack would."""
        known: dict[str, Callable[[Json], Json]] = {
            "auth.test": self._auth_test,
            "chat.postMessage": self._post,
            "chat.update": self._update,
            "chat.delete": self._delete,
            "conversations.history": self._history,
            "conversations.replies": self._replies,
            "conversations.list": self._list,
            "conversations.info": self._info,
        }
        if method not in known:
            return _no("unknown_method")
        with self._lock:
            return known[method](arguments)

    def messages(self) -> list[Json]:
        """Every message that stands now, oldest first, edits applied; a copy."""
        with self._lock:
            return deepcopy(self._messages)

    def _auth_test(self, arguments: Json) -> Json:
        return _yes(url="http://stand-in.invalid/", team="Stand-in", user="tocsin", team_id="T0DESK", user_id="U0DESK")

    def _post(self, arguments: Json) -> Json:
        channel = self._channel(arguments)
        if channel is None:
            return _no("channel_not_found")
        wrong = _decode(arguments) or find_error(arguments, edit=False)
        if wrong:
            return _no(wrong[0], wrong[1])
        thread = arguments.get("thread_ts")
        if thread and self._find(channel, thread) is None:
            return _no("thread_not_found")
        message: Json = {"type": "message", "user": "U0DESK", "channel": channel, "ts": self._stamp()}
        message |= {name: arguments[name] for name in OWN_FIELDS if arguments.get(name)}
        if thread:
            message["thread_ts"] = thread
            if _is_true(arguments.get("reply_broadcast")):
                message["subtype"] = "thread_broadcast"
        message["unfurls"] = _is_true(arguments.get("unfurl_links")) or _is_true(arguments.get("unfurl_media", True))
        self._messages.append(message)
        return _yes(channel=channel, ts=message["ts"], message=deepcopy(message))

    def _update(self, arguments: Json) -> Json:
        channel = self._channel(arguments)
        message = self._find(channel, arguments.get("ts")) if channel else None
        if message is None:
            return _no("message_not_found" if channel else "channel_not_found")
        wrong = _decode(arguments) or find_error(arguments, edit=True)
        if wrong:
            return _no(wrong[0], wrong[1])
        # A field that is not sent stays as it was.
        message |= {name: arguments[name] for name in OWN_FIELDS if name in arguments}
        message["edited"] = {"user": "U0DESK", "ts": self._stamp()}
        return _yes(channel=channel, ts=message["ts"], text=message.get("text", ""))

    def _delete(self, arguments: Json) -> Json:
        channel = self._channel(arguments)
        message = self._find(channel, arguments.get("ts")) if channel else None
        if message is None:
            return _no("message_not_found" if channel else "channel_not_found")
        self._messages.remove(message)
        return _yes(channel=channel, ts=message["ts"])

    def _history(self, arguments: Json) -> Json:
        channel = self._channel(arguments)
        if channel is None:
            return _no("channel_not_found")
        shown = [
            message
            for message in self._messages
            if message["channel"] == channel
            and ("thread_ts" not in message or message.get("subtype") == "thread_broadcast")
            and _in_window(message, arguments)
        ]
        return _page("messages", [_public(message, arguments) for message in reversed(shown)], arguments)

    def _replies(self, arguments: Json) -> Json:
        channel = self._channel(arguments)
        parent = self._find(channel, arguments.get("ts")) if channel else None
        if parent is None:
            return _no("thread_not_found" if channel else "channel_not_found")
        replies = [
            message
            for message in self._messages
            if message.get("thread_ts") == parent["ts"] and _in_window(message, arguments)
        ]
        return _page("messages", [_public(message, arguments) for message in [parent, *replies]], arguments)

    def _list(self, arguments: Json) -> Json:
        return _page("channels", [self._described(channel) for channel in self._channels], arguments)

    def _info(self, arguments: Json) -> Json:
        channel = self._channel(arguments)
        return _yes(channel=self._described(channel)) if channel else _no("channel_not_found")

    def _described(self, channel: str) -> Json:
        return {"id": channel, "name": self._channels[channel], "is_channel": True, "is_member": True}

    def _channel(self, arguments: Json) -> str | None:
        """The id of the channel that is meant, by id or name."""
        asked = str(arguments.get("channel", ""))
        if asked in self._channels:
            return asked
        return next((key for key, name in self._channels.items() if name == asked.lstrip("#")), None)

    def _find(self, channel: str | None, stamp: Any) -> Json | None:
        meant = (m for m in self._messages if m["channel"] == channel and m["ts"] == str(stamp))
        return next(meant, None)

    def _stamp(self) -> str:
        """A time stamp later than all before it: it is the message's name."""
        self._last_stamp = max(int(self._clock() * 1_000_000), self._last_stamp + 1)
        return f"{self._last_stamp // 1_000_000}.{self._last_stamp % 1_000_000:06d}"


def _yes(**fields: Any) -> Json:
    return {"ok": True, **fields}


def _no(error: str, why: list[str] | None = None) -> Json:
    return {"ok": False, "error": error, **({"response_metadata": {"messages": why}} if why else {})}


def _is_true(value: Any) -> bool:
    return str(value).lower() in ("true", "1")


def _decode(arguments: Json) -> tuple[str, list[str]] | None:
    """In a form body, blocks and metadata are JSON texts."""
    for name, error in (("blocks", "invalid_blocks_format"), ("metadata", "invalid_metadata_format")):
        if isinstance(arguments.get(name), str):
            try:
                arguments[name] = json.loads(arguments[name])
            except ValueError:
                return error, []
    return None


def _in_window(message: Json, arguments: Json) -> bool:
    at, oldest = float(message["ts"]), float(arguments.get("oldest") or 0)
    latest = float(arguments.get("latest") or "inf")
    return oldest < at < latest or (_is_true(arguments.get("inclusive")) and at in (oldest, latest))


def _public(message: Json, arguments: Json) -> Json:
    """The message as history shows it: without include_all_metadata, only the event's type."""
    shown = deepcopy(message)
    if shown.get("metadata") and not _is_true(arguments.get("include_all_metadata")):
        shown["metadata"] = {"event_type": shown["metadata"]["event_type"]}
    return shown


def _page(key: str, items: list[Json], arguments: Json) -> Json:
    limit = max(1, min(int(arguments.get("limit") or 100), 999))
    start = int(str(arguments.get("cursor") or "at:0").removeprefix("at:"))
    end = start + limit
    more = end < len(items)
    cursor = f"at:{end}" if more else ""
    return _yes(**{key: items[start:end], "has_more": more, "response_metadata": {"next_cursor": cursor}})
