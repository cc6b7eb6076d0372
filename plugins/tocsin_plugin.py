"""Tocsin's pages in the Airflow UI: the disputes, why people were told of them or not, and the feeds' health.

Shows, never decides. Every Airflow process loads this file, so that it costs nothing until a page is asked for.
"""

import sys
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from airflow.plugins_manager import AirflowPlugin

if TYPE_CHECKING:
    from fastapi import FastAPI

    from tocsin.store.database import Store

MOUNTED_AT = "/tocsin"
DAGS = Path(__file__).resolve().parent.parent / "dags"
# Amber stands out on the light, the dark and the chosen entry of the menu.
BELL = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%23e07b00' "
    "stroke-width='2' stroke-linecap='round' stroke-linejoin='round'%3E%3Cpath d='M6 9a6 6 0 0 1 12 0c0 6 2 8 2 8H4"
    "s2-2 2-8M10 20a2 2 0 0 0 4 0'/%3E%3C/svg%3E"
)
_opening = Lock()


async def pages(
    scope: MutableMapping[str, Any],
    receive: Callable[[], Awaitable[Any]],
    send: Callable[[Any], Awaitable[None]],
) -> None:
    """Answer as the app does, which is made when it is first asked."""
    await make_pages()(scope, receive, send)


@cache
def make_pages() -> "FastAPI":
    """Make the app: whoever may use Airflow's UI may see the pages, and nobody else."""
    from airflow.api_fastapi.app import get_auth_manager
    from airflow.api_fastapi.auth.managers.models.resource_details import AccessView
    from airflow.api_fastapi.core_api.security import requires_access_view

    _find_seam()
    import tocsin_runtime
    from tocsin_pages.app import make_app

    return make_app(
        open_store,
        tocsin_runtime.alert_policy,
        guard=requires_access_view(AccessView.WEBSITE),
        login_url=lambda path: get_auth_manager().get_url_login(next_url=path),
    )


def open_store() -> "Store":
    """Open the store that the Dags use, once in a process; raises `StoreError`."""
    with _opening:
        return _open_store()


@cache
def _open_store() -> "Store":
    _find_seam()
    import tocsin_runtime

    return tocsin_runtime.open_store()


def _find_seam() -> None:
    """Let `tocsin_runtime` be imported here as it is in the Dags; it finds the library by itself."""
    if str(DAGS) not in sys.path:
        sys.path.append(str(DAGS))
    import tocsin_runtime  # noqa: F401


class TocsinPlugin(AirflowPlugin):
    """The pages, and where the UI links to them. Relative: Airflow may be served under a path."""

    name = "tocsin"
    fastapi_apps = [{"name": "Tocsin", "app": pages, "url_prefix": MOUNTED_AT}]  # noqa: RUF012
    external_views = [  # noqa: RUF012
        {
            "name": "Tocsin",
            "href": f"{MOUNTED_AT.strip('/')}/",
            "destination": "nav",
            "url_route": "tocsin",
            "nav_top_level": True,
            "icon": BELL,
        }
    ]
