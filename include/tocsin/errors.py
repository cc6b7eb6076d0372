"""What can go wrong, and whose fault is it?

    TocsinError
    ├── InputError                 the user's: a file, a row, a setting. One line: what, where, remedy
    ├── PublisherFault             a publisher's server or document; data on the feed or article
    │   ├── FetchError             the server, or the way there
    │   │   ├── AddressRefused     a private, loopback or link-local address, or a scheme that is not http(s)
    │   │   ├── ConnectionFailed   DNS, TCP, TLS, reset, truncated body
    │   │   ├── DeadlinePassed     slower than the wall-clock deadline
    │   │   ├── TooLarge           more bytes (decoded) than the cap
    │   │   ├── TooManyRedirects   a loop, or more hops than we follow
    │   │   ├── BadStatus          an answer that is neither 2xx nor 304
    │   │   ├── RobotsDenied       robots.txt says no
    │   │   ├── OptedOut           the page says that machines may not mine it
    │   │   └── HostWaits          this host may not be asked before a given time
    │   │       └── RobotsUnavailable  since its robots.txt can't be had
    │   ├── FeedError              a document that is no feed
    │   ├── ArticleError           a page without an article
    │   └── ReaderKilled           a document that killed, or outlived, the process that parsed it
    ├── StoreError                 the database: unreachable, newer than the code, disk full
    ├── OpinionError               no second opinion could be had; the rules' verdict stands
    │   └── AnswerRefused          the model answered what is of no use
    └── SlackError                 Slack said no, or nothing certain

A publisher's fault is caught in `pipeline` and kept on its row; ours propagates and turns the task red.
"""

from datetime import datetime


class TocsinError(Exception):
    """Anything that Tocsin raises on purpose."""


class InputError(TocsinError):
    """Input that can't be used at all; the message names it, the row if any, and the remedy."""


class PublisherFault(TocsinError):
    """What a stranger's server or document did to us.

    Its message may quote the stranger and goes into logs and rows: what can't be printed is taken out.
    """

    def __init__(self, message: str) -> None:
        super().__init__("".join(each if each.isprintable() else " " for each in message))


class FetchError(PublisherFault):
    """A URL could not be fetched. `kind` is the word under which it is counted and shown.

    `may_pass` says whether the same URL may well be had later, with nothing changed on our side.
    """

    kind = "fetch failed"
    may_pass = False

    def __init__(self, url: str, detail: str) -> None:
        super().__init__(f"{url}: {detail}")
        self.url = url
        self.detail = str(self)[len(url) + 2 :]


class AddressRefused(FetchError):
    """The URL leads to an address or scheme that we never fetch."""

    kind = "address refused"


class ConnectionFailed(FetchError):
    """The server could not be reached, or broke off."""

    kind = "connection failed"
    may_pass = True


class DeadlinePassed(FetchError):
    """The server was slower than the deadline for the whole request."""

    kind = "too slow"
    may_pass = True


class TooLarge(FetchError):
    """The decoded body passed the cap."""

    kind = "too large"


class TooManyRedirects(FetchError):
    """A redirect loop, or a chain longer than we follow."""

    kind = "too many redirects"


class BadStatus(FetchError):
    """The server answered `status`; `not_before` is set when it said when to come back."""

    kind = "bad status"

    def __init__(self, url: str, status: int, not_before: datetime | None = None) -> None:
        super().__init__(url, f"HTTP {status}")
        self.status = status
        self.may_pass = status >= 500 or status == 429
        self.not_before = not_before


class RobotsDenied(FetchError):
    """robots.txt disallows the URL for us."""

    kind = "robots.txt disallows it"


class OptedOut(FetchError):
    """The page keeps itself from being mined by machines, and we respect that."""

    kind = "opted out of text mining"


class HostWaits(FetchError):
    """The host may not be asked before `not_before`: it said so (Retry-After)."""

    kind = "host asked us to wait"
    may_pass = True

    def __init__(self, url: str, not_before: datetime, detail: str) -> None:
        super().__init__(url, detail)
        self.not_before = not_before


class RobotsUnavailable(HostWaits):
    """The host can't say what its robots.txt allows, so nothing may be asked of it until it is tried again."""

    kind = "robots.txt unavailable"


class FeedError(PublisherFault):
    """A document that was fetched is no feed, or holds nothing that can be read."""


class ArticleError(PublisherFault):
    """A page that was fetched holds no article."""


class ReaderKilled(PublisherFault):
    """A document killed its reader, or was stopped for taking too much CPU, memory or time."""


class StoreError(TocsinError):
    """The store can't be used; one line that says why and what to do."""


class SlackError(TocsinError):
    """Slack refused, or could not be reached; never holds a token."""


class OpinionError(TocsinError):
    """A language model could not be asked; never holds its key, nor what its server wrote.

    `lasting` says that the next question would fare no better: the model wants a pause, or an operator.
    """

    def __init__(self, message: str, *, lasting: bool = False) -> None:
        super().__init__(message)
        self.lasting = lasting


class AnswerRefused(OpinionError):
    """A language model's answer is no answer to the question; says why in words for an analyst."""
