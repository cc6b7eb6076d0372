"""How is the page of an article asked for?"""

from datetime import datetime

from tocsin.errors import OptedOut
from tocsin.web import Response, Web
from tocsin.web.optout import find_opt_outs

ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"


def fetch_page(web: Web, url: str, *, now: datetime) -> Response:
    """Fetch a page; raises `FetchError`, and `OptedOut` for one that keeps itself from being mined, if we heed that."""
    page = web.fetch(url, now=now, cap=web.policy.page_cap, accept=ACCEPT)
    if web.policy.respect_opt_outs and (said := find_opt_outs(page.headers, page.body)):
        raise OptedOut(page.url, ", ".join(said))
    return page
