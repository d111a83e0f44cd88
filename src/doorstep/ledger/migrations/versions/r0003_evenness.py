"""What was known and thought when something was decided, and own cases judged again."""

import sqlalchemy as sa
from alembic import op

from doorstep.ledger.migrations.versions.r0001_first import maybe, number, points, table, text

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("decision", text("facts"))
    table(
        "own_view",
        points("request_id", "request", "fk_own_view_request_id", needed=True),
        text("at"),
        text("answer"),
        points("decision_id", "decision", "fk_own_view_decision_id"),
    )
    op.create_index("ix_own_view_request_id", "own_view", ["request_id"])
    table("rejudging", number("seed", null=False), text("at"))
    table(
        "rejudged",
        points("rejudging_id", "rejudging", "fk_rejudged_rejudging_id", needed=True),
        points("request_id", "request", "fk_rejudged_request_id", needed=True),
        number("place", null=False),
        text("first"),
        text("answer"),
        maybe("at"),
        sa.UniqueConstraint("rejudging_id", "place", name="uq_rejudged_rejudging_id_place"),
    )
    op.create_index("ix_rejudged_request_id", "rejudged", ["request_id"])
