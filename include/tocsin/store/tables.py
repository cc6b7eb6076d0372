"""What does the store keep, and under which natural keys? The tables; migrations bring a database here."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

metadata = MetaData()


def _id() -> Column[int]:
    return Column("id", BigInteger, Identity(always=True), primary_key=True)


def _at(name: str, *, required: bool = False) -> Column[object]:
    """A point in time, with its zone."""
    return Column(name, DateTime(timezone=True), nullable=not required)


def _words(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


def _json(name: str) -> Column[object]:
    return Column(name, JSONB, nullable=False, server_default="[]")


def _lease() -> tuple[Column[object], Column[object]]:
    """Who is working on the row, and until when the others leave it alone."""
    return Column("lease_owner", Text), Column("lease_until", DateTime(timezone=True))


feed = Table(
    "feed",
    metadata,
    _id(),
    Column("url", Text, nullable=False, unique=True),
    _words("publisher"),
    _words("language"),
    _words("region"),
    Column("state_affiliated", Boolean, nullable=False, server_default="false"),
    Column("headers", JSONB, nullable=False, server_default="{}"),
    Column("every_minutes", Integer),
    Column("in_catalogue", Boolean, nullable=False, server_default="true"),
    _words("host"),
    Column("batch", SmallInteger, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("body_hash", Text),
    _at("next_check_at"),
    _at("last_checked_at"),
    _at("last_success_at"),
    _at("last_whole_at"),
    Column("last_status", Integer),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("score", Float, nullable=False, server_default="0"),
    _words("trouble"),
    _words("error"),
    _words("remark"),
    Column("interval_minutes", Integer, nullable=False, server_default="10"),
    Column("wish_minutes", Integer),
    _at("first_read_at"),
    _at("last_new_at"),
    Column("usual_silence", Float),
    Column("longest_silence", Float),
    Column("moving_to", Text),
    _at("moving_since"),
    Column("moving_count", Integer, nullable=False, server_default="0"),
    Column("moved_to", Text),
    _at("gone_at"),
    _at("given_up_at"),
    Column("disabled", Boolean, nullable=False, server_default="false"),
    *_lease(),
)

host = Table(
    "host",
    metadata,
    Column("host", Text, primary_key=True),
    Column("robots", Text),
    _at("robots_fetched_at"),
    Column("robots_unavailable", Boolean, nullable=False, server_default="false"),
    _at("not_before"),
    # Whose turn it is to ask the host, and when the last turn ended.
    *_lease(),
    _at("asked_at"),
)

domain = Table(
    "domain",
    metadata,
    Column("domain", Text, primary_key=True),
    # When the bucket of its requests is full again: each request takes a token, and moves this on.
    Column("full_at", DateTime(timezone=True), nullable=False),
)

article = Table(
    "article",
    metadata,
    _id(),
    Column("url", Text, nullable=False, unique=True),
    Column("fetch_url", Text, nullable=False),
    _words("host"),
    Column("batch", SmallInteger, nullable=False),
    Column("origin", Text, nullable=False, server_default="live"),
    Column("status", Text, nullable=False, server_default="to_read"),
    _words("publisher"),
    _words("title"),
    _words("byline"),
    _words("language"),
    _words("summary"),
    _words("feed_text"),
    _words("body"),
    _words("quality"),
    _words("method"),
    _json("reasons"),
    _at("published_at", required=True),
    _at("first_seen_at", required=True),
    _at("read_at"),
    _at("assessed_at"),
    _at("grouped_at"),
    *map(_words, ("published_by", "modified_by", "section", "agency", "place", "image", "caption")),
    _at("modified_at"),
    Column("fingerprint", ARRAY(BigInteger), nullable=False, server_default="{}"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    _at("next_try_at", required=True),
    _words("error"),
    # When its page is to be read again, since its feed says that it changed, and how often it was.
    _at("reread_at"),
    _words("reread_title"),
    Column("rereads", SmallInteger, nullable=False, server_default="0"),
    *_lease(),
    Index("article_due", "status", "batch", "next_try_at"),
    Index("article_reread", "batch", "reread_at", postgresql_where=text("reread_at IS NOT NULL")),
)

# Later versions of articles; what was read first stays in `article`.
revision = Table(
    "revision",
    metadata,
    _id(),
    Column("article_id", ForeignKey("article.id"), nullable=False),
    Column("number", SmallInteger, nullable=False),
    _words("title"),
    _words("body"),
    _words("diff"),
    Column("added", Integer, nullable=False, server_default="0"),
    Column("removed", Integer, nullable=False, server_default="0"),
    _at("modified_at"),
    _at("seen_at", required=True),
    UniqueConstraint("article_id", "number"),
)

entry = Table(
    "entry",
    metadata,
    _id(),
    Column("feed_id", ForeignKey("feed.id"), nullable=False),
    Column("entry_id", Text, nullable=False),
    Column("article_id", ForeignKey("article.id"), nullable=False, index=True),
    Column("url", Text, nullable=False),
    _words("title"),
    _words("summary"),
    _at("published_at"),
    _at("updated_at"),
    _at("first_seen_at", required=True),
    # To the day: an entry that its feed no longer tells may be forgotten.
    Column("last_seen_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    UniqueConstraint("feed_id", "entry_id"),
)

document = Table(
    "document",
    metadata,
    _id(),
    Column("url", Text, nullable=False, index=True),
    _words("kind"),
    _words("content_type"),
    Column("compressed", LargeBinary, nullable=False),
    _at("fetched_at", required=True),
    Index("document_age", "kind", "fetched_at"),
)

# What archives hold: a snapshot on disk (`name` is its path) or an archive page on the web (its URL).
capture = Table(
    "capture",
    metadata,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    # Size and time of change of a file: another one is read again.
    _words("version"),
    _words("url"),
    _words("publisher"),
    _words("language"),
    Column("batch", SmallInteger, nullable=False),
    _at("captured_at"),
    _words("previous"),
    _at("newest_at"),
    Column("entries", Integer, nullable=False, server_default="0"),
    _words("problem"),
    _at("read_at"),
    Index("capture_unread", "batch", "captured_at", postgresql_where=text("read_at IS NULL")),
)

assessment = Table(
    "assessment",
    metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("level", SmallInteger, nullable=False),
    Column("direction", Text, nullable=False),
    _json("dyads"),
    Column("location", Text),
    Column("probability", Float, nullable=False),
    _json("acts"),
    _json("evidence"),
    _json("reasons"),
    # The language of a text that the classifier does not read.
    _words("blind_spot"),
    _at("assessed_at", required=True),
    Index("assessment_blind_spot", "assessed_at", postgresql_where=text("blind_spot <> ''")),
)

# What a language model answered: the key is a hash of text, model and codebook.
opinion = Table(
    "opinion",
    metadata,
    Column("key", Text, primary_key=True),
    Column("model", Text, nullable=False),
    Column("codebook", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("asked_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Index("opinion_age", "asked_at"),
)

# How many calls of a model each day (UTC) took, over all workers.
opinion_day = Table(
    "opinion_day",
    metadata,
    Column("day", Date, primary_key=True),
    Column("calls", Integer, nullable=False),
)

dispute = Table(
    "dispute",
    metadata,
    _id(),
    Column("key", Text, nullable=False, unique=True),
    Column("parties", ARRAY(Text), nullable=False, index=True),
    _at("opened_at", required=True),
    _at("last_incident_at", required=True),
    Column("previous_id", ForeignKey("dispute.id")),
    # Counts its changes: what an alert shows, or was decided on, is the dispute at one revision.
    Column("revision", Integer, nullable=False, server_default="1"),
)

incident = Table(
    "incident",
    metadata,
    _id(),
    Column("key", Text, nullable=False, unique=True),
    Column("dispute_id", ForeignKey("dispute.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("event_type", Text, nullable=False),
    Column("level", SmallInteger, nullable=False),
    Column("direction", Text, nullable=False),
    Column("initiator", Text),
    Column("target", Text),
    _json("dyads"),
    Column("location", Text),
    _json("places"),
    Column("day", Date, nullable=False),
    Column("killed_low", Integer),
    Column("killed_high", Integer),
    Column("injured_low", Integer),
    Column("injured_high", Integer),
    Column("means", Text),
    Column("historical", Boolean, nullable=False, server_default="false"),
    _at("first_reported_at", required=True),
    _at("last_reported_at", required=True),
    Index("incident_days", "last_reported_at", "first_reported_at"),
)

report = Table(
    "report",
    metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("incident_id", ForeignKey("incident.id"), nullable=False, index=True),
    Column("act", JSONB, nullable=False),
    _json("dyads"),
)

alert = Table(
    "alert",
    metadata,
    _id(),
    Column("alert_key", Text, nullable=False, unique=True),
    Column("incident_id", ForeignKey("incident.id"), nullable=False, unique=True),
    Column("dispute_id", ForeignKey("dispute.id"), nullable=False, index=True),
    _words("kind"),
    Column("status", Text, nullable=False, index=True),
    _words("reason"),
    Column("opens_thread", Boolean, nullable=False, server_default="false"),
    Column("broadcast", Boolean, nullable=False, server_default="false"),
    Column("channel", Text),
    Column("ts", Text),
    Column("thread_ts", Text),
    Column("shown", Text),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("absences", Integer, nullable=False, server_default="0"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    _words("error"),
    _at("decided_at", required=True),
    _at("sending_at"),
    _at("sent_at"),
    _at("edited_at"),
    _at("next_try_at"),
    _at("sweep_until"),
)

now = func.now()
