"""Keep the record of each feed: how it fails, how long it is silent, where it moved to."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("last_whole_at", "first_read_at", "last_new_at", "moving_since", "given_up_at"):
        op.add_column("feed", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    for name in ("trouble", "remark"):
        op.add_column("feed", sa.Column(name, sa.Text(), server_default="", nullable=False))
    for name in ("moving_to", "moved_to"):
        op.add_column("feed", sa.Column(name, sa.Text(), nullable=True))
    for name in ("usual_silence", "longest_silence"):
        op.add_column("feed", sa.Column(name, sa.Float(), nullable=True))
    op.add_column("feed", sa.Column("score", sa.Float(), server_default="0", nullable=False))
    op.add_column("feed", sa.Column("wish_minutes", sa.Integer(), nullable=True))
    op.add_column("feed", sa.Column("moving_count", sa.Integer(), server_default="0", nullable=False))
    # What the entries tell of the time before.
    op.execute(
        "UPDATE feed SET first_read_at = seen.first_at, last_new_at = seen.last_at"
        " FROM (SELECT feed_id, min(first_seen_at) AS first_at, max(first_seen_at) AS last_at"
        " FROM entry GROUP BY feed_id) AS seen WHERE seen.feed_id = feed.id"
    )
    # What was gone is asked once a month from now on.
    op.execute("UPDATE feed SET next_check_at = now() + interval '30 days' WHERE disabled AND gone_at IS NOT NULL")
