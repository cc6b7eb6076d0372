"""Changed articles → their later versions: read a page again since its feed says that it changed.

The article itself stays as it was first read, and where it is on its way: nothing is assessed or told anew.
"""

from datetime import datetime

from tocsin.articles.extract import extract_article
from tocsin.articles.revisions import find_change
from tocsin.errors import ArticleError, FetchError, HostWaits, ReaderKilled
from tocsin.pipeline.batches import ROUND, Budget, fetch_by_domain
from tocsin.pipeline.pages import fetch_page
from tocsin.sandbox import Sandbox
from tocsin.store import revisions
from tocsin.store.database import Store
from tocsin.store.revisions import ChangedArticle, Revision
from tocsin.web import Response, Web


def reread_batch(store: Store, web: Web, sandbox: Sandbox, batch: int, *, now: datetime, budget: Budget) -> int:
    """Read the changed articles of a batch that are due again, once each; how many had another text."""
    changed = 0
    while not budget.is_spent and (claimed := revisions.claim_due(store, batch, now)):
        answers = fetch_by_domain(
            claimed,
            lambda each: fetch_page(web, each.fetch_url, now=now),
            url=lambda each: each.fetch_url,
            budget=budget.at_most(ROUND),
        )
        changed += sum(_keep(store, sandbox, each, answer, now) for each, answer in answers)
    return changed


def _keep(
    store: Store, sandbox: Sandbox, claimed: ChangedArticle, answer: Response | FetchError | None, now: datetime
) -> bool:
    """Write what became of one article; whether it had another text."""
    found = _read(sandbox, claimed, answer) if isinstance(answer, Response) else None
    with store.begin() as connection:
        if found is not None:
            revisions.keep_revision(connection, claimed.id, found, now)
        if answer is None or isinstance(answer, HostWaits):
            again = answer.not_before if answer else now + revisions.WAITS[0]
            revisions.put_off(connection, claimed.id, again)
        else:
            revisions.finish(connection, claimed.id)
    return found is not None


def _read(sandbox: Sandbox, claimed: ChangedArticle, page: Response) -> Revision | None:
    """Extract the article once more; None where it says what it said, or where there is none any more."""
    content_type = page.headers.get("content-type", "")
    try:
        found = sandbox.call(extract_article, page.body, url=page.url, content_type=content_type)
    except (ArticleError, ReaderKilled):
        return None
    title = claimed.reread_title or claimed.title
    change = find_change((claimed.title, claimed.body), (title, found.body))
    if change is None:
        return None
    return Revision(
        title=title,
        body=found.body,
        diff=change.diff,
        added=change.added,
        removed=change.removed,
        modified_at=found.modified_at,
    )
