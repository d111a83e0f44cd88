"""A request that a list tells and a mail as well is one."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("request", sa.Column("told_by", sa.Text, nullable=False, server_default=""))
    op.add_column("request", sa.Column("same_as", sa.Integer))
    op.create_index("ix_request_same_as", "request", ["same_as"])
    op.execute(
        "UPDATE request SET told_by = 'mail' WHERE import_id IN (SELECT id FROM import WHERE source = 'Mail') "
        "AND NOT EXISTS (SELECT 1 FROM seen_again s, json_each(s.rows) j JOIN import i ON i.id = s.import_id "
        "WHERE s.table_name = 'request' AND i.source != 'Mail' AND request.id BETWEEN j.value ->> 0 AND j.value ->> 1)"
    )
