"""Which pages are there, and who may see them? The FastAPI app that is mounted in Airflow's API server.

Airflow puts no login before a plugin's app: `guard` is a dependency of every route, of those that do not exist too.
"""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from tocsin.alerts.policy import AlertPolicy
from tocsin.alerts.wording import moment_words
from tocsin.errors import TocsinError
from tocsin.store.database import Store
from tocsin_pages.desk import Desk
from tocsin_pages.render import Frame, headers, render, static

REFUSALS = {
    401: ("Log in to Airflow first", "This page shows what Tocsin knows to whoever may use this Airflow."),
    403: ("You may not see this page", "Your login has ended, or your role does not let you use this Airflow."),
    404: ("There is no such page", "The record may have been pruned, or the address is not complete."),
}


def make_app(
    open_store: Callable[[], Store],
    alert_policy: Callable[[], AlertPolicy],
    *,
    guard: Callable[..., object],
    login_url: Callable[[str], str],
) -> FastAPI:
    """Return the app. The first two are asked at each page, `guard` raises 401 or 403 for whoever may not see it.

    `login_url` says where one logs in to come back to an address.
    """
    app = FastAPI(title="Tocsin", docs_url=None, redoc_url=None, openapi_url=None, dependencies=[Depends(guard)])
    _add_pages(app, lambda: Desk(store=open_store(), now=datetime.now(UTC), policy=alert_policy()))
    app.get("/static/frame.js")(frame_script)
    # Behind the guard like all else: a stranger can't tell which pages there are.
    app.get("/{rest:path}")(_no_such_page)

    @app.middleware("http")
    async def close_the_page(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        request.state.nonce = secrets.token_urlsafe(16)
        answer = await call_next(request)
        answer.headers.update(headers(request.state.nonce))
        return answer

    @app.exception_handler(HTTPException)
    async def refuse(request: Request, error: HTTPException) -> Response:
        title, why = REFUSALS.get(error.status_code, ("That did not work", str(error.detail)))
        login = login_url(_asked(request)) if error.status_code in (401, 403) else ""
        facts = {"title": title, "why": why, "login": login}
        return _page(request, "refusal.html", facts, status=error.status_code, extra=error.headers)

    @app.exception_handler(TocsinError)
    async def tell(request: Request, error: TocsinError) -> Response:
        facts = {"title": "The store can't be read", "why": str(error), "login": ""}
        return _page(request, "refusal.html", facts, status=503)

    return app


def _add_pages(app: FastAPI, desk: Callable[[], Desk]) -> None:
    @app.get("/")
    def disputes(request: Request, show: str = "", page: str = "") -> Response:
        return _page(request, "disputes.html", desk().disputes(show=show, page=page))

    @app.get("/disputes/{number:int}")
    def dispute(request: Request, number: int, page: str = "") -> Response:
        return _page(request, "dispute.html", desk().dispute(number, page=page))

    @app.get("/incidents")
    def incidents(request: Request, alert: str = "", page: str = "") -> Response:
        return _page(request, "incidents.html", desk().incidents(status=alert, page=page))

    @app.get("/incidents/{number:int}")
    def incident(request: Request, number: int, page: str = "") -> Response:
        return _page(request, "incident.html", desk().incident(number, page=page))

    @app.get("/feeds")
    def feeds(request: Request, health: str = "", page: str = "") -> Response:
        return _page(request, "feeds.html", desk().feeds(health=health, page=page))


def frame_script() -> Response:
    """Return the script that makes links work in the frame of Airflow's UI."""
    return Response(static("frame.js"), media_type="text/javascript")


def _no_such_page() -> Response:
    raise HTTPException(404)


def _page(
    request: Request,
    template: str,
    facts: Mapping[str, Any] | None,
    *,
    status: int = 200,
    extra: Mapping[str, str] | None = None,
) -> Response:
    if facts is None:
        raise HTTPException(404)
    now = datetime.now(UTC)
    frame = Frame(
        root=request.scope.get("root_path", ""),
        nonce=request.state.nonce,
        now=moment_words(now, now=now),
        asked=_asked(request),
    )
    return HTMLResponse(render(template, facts, frame), status_code=status, headers=dict(extra or {}))


def _asked(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
