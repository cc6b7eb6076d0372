"""Keep which texts are in a language that the classifier does not read."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("assessment", sa.Column("blind_spot", sa.Text(), server_default="", nullable=False))
    blind = sa.text("blind_spot <> ''")
    op.create_index("assessment_blind_spot", "assessment", ["assessed_at"], unique=False, postgresql_where=blind)
