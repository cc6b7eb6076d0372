"""Keep what pages say about their articles, and later versions of them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WORDS = ("published_by", "modified_by", "section", "agency", "place", "image", "caption", "reread_title")


def upgrade() -> None:
    for name in WORDS:
        op.add_column("article", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.add_column("article", sa.Column("modified_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("article", sa.Column("reread_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("article", sa.Column("rereads", sa.SmallInteger(), server_default="0", nullable=False))
    wanted = sa.text("reread_at IS NOT NULL")
    op.create_index("article_reread", "article", ["batch", "reread_at"], unique=False, postgresql_where=wanted)
    op.create_table(
        "revision",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("article_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.Column("diff", sa.Text(), server_default="", nullable=False),
        sa.Column("added", sa.Integer(), server_default="0", nullable=False),
        sa.Column("removed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("modified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("article_id", "number"),
    )
