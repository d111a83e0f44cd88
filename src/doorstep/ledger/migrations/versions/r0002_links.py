"""Who is one person follows from links between profiles and from what the user said."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "link",
        sa.Column("id", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_link"),
        sa.Column("profile_id", sa.Integer, sa.ForeignKey("profile.id", name="fk_link_profile_id"), nullable=False),
        sa.Column(
            "other_profile_id",
            sa.Integer,
            sa.ForeignKey("profile.id", name="fk_link_other_profile_id"),
            nullable=False,
        ),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        sa.Column("import_id", sa.Integer, sa.ForeignKey("import.id", name="fk_link_import_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_link_profile_id", "link", ["profile_id"])
    op.create_index("ix_link_other_profile_id", "link", ["other_profile_id"])
    op.add_column("profile", sa.Column("called", sa.Text, nullable=False, server_default=""))
    op.add_column("profile", sa.Column("born_id", sa.Integer))
    op.add_column("profile", sa.Column("told_on", sa.Text, nullable=False, server_default=""))
    op.add_column("merge", sa.Column("kept_profile_id", sa.Integer))
    op.add_column("merge", sa.Column("gone_profile_id", sa.Integer))
    op.add_column("agenda", sa.Column("profile_id", sa.Integer))
    for step in _STEPS:
        op.execute(step)


_STEPS = (
    # the two sides of a joining: the first profile of each
    "UPDATE merge SET gone_profile_id = (SELECT min(j.value ->> 0) FROM json_each(merge.moved, '$.profile') j)",
    "UPDATE merge SET kept_profile_id = (SELECT min(p.id) FROM profile p WHERE p.person_id = merge.kept_id AND NOT "
    "EXISTS (SELECT 1 FROM json_each(merge.moved, '$.profile') j WHERE p.id BETWEEN j.value ->> 0 AND j.value ->> 1))",
    "UPDATE profile SET born_id = (SELECT m.gone_id FROM merge m WHERE m.gone_profile_id = profile.id "
    "AND m.apart_at IS NULL ORDER BY m.id LIMIT 1)",
    "UPDATE profile SET born_id = person_id WHERE born_id IS NULL AND id = (SELECT min(p.id) FROM profile p "
    "WHERE p.person_id = profile.person_id AND p.born_id IS NULL)",
    "UPDATE profile SET called = (SELECT name FROM person WHERE person.id = profile.born_id AND named_by = 'me') "
    "WHERE EXISTS (SELECT 1 FROM person WHERE person.id = profile.born_id AND named_by = 'me')",
    # the profiles that came with another one stay with it
    "INSERT INTO link (profile_id, other_profile_id, reason, import_id) SELECT (SELECT max(q.id) FROM profile q WHERE "
    "q.person_id = p.person_id AND q.born_id IS NOT NULL AND q.id < p.id), p.id, 'known together', p.import_id "
    "FROM profile p WHERE p.born_id IS NULL",
    *(
        f"UPDATE {table} SET profile_id = (SELECT p.id FROM profile p WHERE p.born_id = {table}.person_id) "
        f"WHERE profile_id IS NULL AND person_id IS NOT NULL"
        for table in ("observation", "interaction", "agenda")
    ),
)
