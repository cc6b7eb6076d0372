"""Will Slack take our alerts, and if not, what is to be done? Asks Slack without posting anything."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.error import URLError

from tocsin_desk.settings import CHECKOUT

if TYPE_CHECKING:
    from slack_sdk import WebClient

MANIFEST = CHECKOUT / "include" / "tocsin_desk" / "slack_manifest.yaml"
SCOPES = ("chat:write", "channels:history", "channels:read")
TOKEN_PAGE = "at https://api.slack.com/apps, your app, OAuth & Permissions"
REMEDIES = {
    "invalid_auth": f"Slack does not know this token: copy the Bot User OAuth Token again ({TOKEN_PAGE})",
    "not_authed": f"no token was sent: copy the Bot User OAuth Token ({TOKEN_PAGE})",
    "token_revoked": f"the token was revoked: reinstall the app and copy its new token ({TOKEN_PAGE})",
    "token_expired": f"the token has expired: switch token rotation off and copy a new one ({TOKEN_PAGE})",
    "account_inactive": f"the app was removed from the workspace: install it again and copy its token ({TOKEN_PAGE})",
    "missing_scope": f"the app lacks a scope: add {', '.join(SCOPES)} and reinstall it ({TOKEN_PAGE})",
    "channel_not_found": "no such channel: set TOCSIN_SLACK_CHANNEL to the name of a public channel, "
    "or to the id of a private one (at the end of its link)",
    "not_in_channel": "the bot is not in the channel: write /invite @tocsin there",
    "is_archived": "the channel is archived: unarchive it, or set TOCSIN_SLACK_CHANNEL to another",
    "ratelimited": "Slack asks us to wait: it is tried again by itself",
}
CHANNEL_ID = re.compile(r"[CGD][A-Z0-9]{2,}")
PAGES = 50


@dataclass(frozen=True, kw_only=True)
class SlackAccess:
    """With what we would post, and where; `channel` is an id or a "#name"."""

    token: str
    channel: str
    base_url: str | None = None
    proxy: str | None = None


@dataclass(frozen=True)
class SlackState:
    """Whether alerts can be posted, and one line that says so, or what to do."""

    connected: bool
    line: str


class _No(Exception):
    """Slack can't be used; the words are for the operator."""


def steps(channel: str) -> str:
    """Return how Slack is connected, from nothing."""
    return (
        f"  1. At https://api.slack.com/apps: Create New App, From a manifest; paste\n"
        f"     {MANIFEST}\n"
        f"     (bot scopes {', '.join(SCOPES)} and no others)\n"
        f"  2. Install to Workspace; then, under OAuth & Permissions, copy the Bot User OAuth Token (xoxb-…)\n"
        f"  3. In the Slack channel for alerts: /invite @tocsin\n"
        f"  4. Here, either stop and start again with\n"
        f"       export SLACK_BOT_TOKEN=xoxb-… TOCSIN_SLACK_CHANNEL='{channel}'\n"
        f"     or, for {channel}, in the UI: Admin, Connections, Add: id slack_default, type Slack API, the token"
    )


def explain(error: str) -> str:
    """Return Slack's word for what is wrong, and what to do about it."""
    word = error.split(":", 1)[0].strip()
    return f"{word}: {REMEDIES[word]}" if word in REMEDIES else error


def read_connection(details: Mapping[str, Any], *, channel: str) -> SlackAccess:
    """Return what `airflow connections get slack_default -o json` tells, as SlackHook would use it."""
    extra = details.get("extra_dejson") or {}
    extra = json.loads(extra) if isinstance(extra, str) else extra
    return SlackAccess(
        token=details.get("password") or "",
        channel=channel,
        base_url=extra.get("base_url") or None,
        proxy=extra.get("proxy") or None,
    )


def check_slack(access: SlackAccess, *, timeout: int = 10) -> SlackState:
    """Ask Slack who we are, what we may do and whether we are in the channel; `timeout` in seconds a question."""
    try:
        return SlackState(True, _ask(access, timeout=timeout))
    except _No as no:
        return SlackState(False, str(no))


def _ask(access: SlackAccess, *, timeout: int) -> str:
    from slack_sdk import WebClient

    # What is no token must not get as far as a header: http.client would name it in its error.
    if not re.fullmatch(r"[\x21-\x7e]+", access.token):
        raise _No(
            f"the token is empty, or holds a blank or a character that no token has: copy it again ({TOKEN_PAGE})"
        )
    if access.base_url and not access.base_url.startswith(("http://", "https://")):
        raise _No(f"Slack's base URL is {access.base_url!r}: it must start with https:// or http://")
    client = WebClient(
        token=access.token,
        base_url=access.base_url or WebClient.BASE_URL,
        timeout=timeout,
        proxy=access.proxy,
        retry_handlers=[],
    )
    who = _call(client, "auth.test")
    granted = {name.lower(): value for name, value in who.headers.items()}.get("x-oauth-scopes", "")
    if granted and (missing := [scope for scope in SCOPES if scope not in granted.replace(" ", "").split(",")]):
        raise _No(f"missing_scope: add {', '.join(missing)} and reinstall the app ({TOKEN_PAGE})")
    channel = _find_channel(client, access.channel)
    if not channel.get("is_member", True):
        raise _No(f"not_in_channel ({access.channel}): write /invite @{who.get('user', 'tocsin')} there")
    if channel.get("is_archived"):
        raise _No(f"{access.channel} {explain('is_archived')}")
    return f"{access.channel} in {who.get('team', 'the workspace')}, as {who.get('user', 'the bot')}"


def _find_channel(client: "WebClient", wanted: str) -> dict[str, Any]:
    """Return what Slack says of the channel, by id or by name."""
    if CHANNEL_ID.fullmatch(wanted):
        return dict(_call(client, "conversations.info", channel=wanted).get("channel") or {})
    cursor = ""
    for _ in range(PAGES):
        page = _call(client, "conversations.list", types="public_channel", limit="200", cursor=cursor)
        for channel in page.get("channels") or []:
            if channel.get("name") == wanted.lstrip("#"):
                return dict(channel)
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            break
    raise _No(f"channel_not_found ({wanted}): {REMEDIES['channel_not_found']}")


def _call(client: "WebClient", method: str, **arguments: str) -> Any:
    """Call Slack once; raises `_No` with what went wrong and what to do, never with a token."""
    from slack_sdk.errors import SlackApiError, SlackRequestError

    try:
        return client.api_call(method, params={name: value for name, value in arguments.items() if value})
    except SlackApiError as error:
        data = error.response.data
        word = str(data.get("error")) if isinstance(data, dict) else ""
        # A page in the place of an answer, a proxy's for instance: the SDK tells all of it.
        if not re.fullmatch(r"[a-z][a-z0-9_]*", word):
            word = f"Slack gave no clear answer (HTTP {error.response.status_code}): it is tried again"
        raise _No(explain(word)) from None
    except URLError as error:
        detail = getattr(error.reason, "strerror", None) or "no answer"
        raise _No(f"Slack can't be reached ({detail}): it is tried again; behind a proxy, set TOCSIN_PROXY") from None
    except (SlackRequestError, OSError, HTTPException, ValueError, LookupError, AttributeError) as error:
        raise _No(f"Slack gave no clear answer ({type(error).__name__}): it is tried again") from None
