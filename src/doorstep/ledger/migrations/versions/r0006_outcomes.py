"""What became of requests later on, and how an item of the agenda was closed."""

from alembic import op

from doorstep.ledger.migrations.versions.r0001_first import points, table, text

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("agenda", text("ended"))
    table(
        "outcome",
        points("request_id", "request", "fk_outcome_request_id", needed=True),
        text("happened_on"),
        text("at"),
        text("what"),
        text("words"),
    )
    op.create_index("ix_outcome_request_id", "outcome", ["request_id"])
