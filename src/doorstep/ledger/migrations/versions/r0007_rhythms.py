"""Everybody's contact is counted from one index: who, when, how and from which side."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_interaction_person_id", "interaction")
    op.create_index("ix_interaction_contact", "interaction", ["person_id", "at", "kind", "direction", "network"])
