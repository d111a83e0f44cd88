"""Every version of the standards with the day on which it was seen."""

from doorstep.ledger.migrations.versions.r0001_first import table, text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    table("policy_version", text("print"), text("text"), text("at"))
