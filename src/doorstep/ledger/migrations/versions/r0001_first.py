"""The first schema."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Column = sa.Column[Any]


def table(name: str, *parts: Column | sa.UniqueConstraint) -> None:
    key = sa.Column("id", sa.Integer)
    op.create_table(name, key, sa.PrimaryKeyConstraint("id", name=f"pk_{name}"), *parts, sqlite_autoincrement=True)


def text(name: str, default: str = "") -> Column:
    return sa.Column(name, sa.Text, nullable=False, server_default=default)


def maybe(name: str) -> Column:
    return sa.Column(name, sa.Text)


def flag(name: str) -> Column:
    return sa.Column(name, sa.Integer, nullable=False, server_default="0")


def number(name: str, *, null: bool) -> Column:
    return sa.Column(name, sa.Integer, nullable=null)


def points(name: str, to: str, constraint: str, *, needed: bool = False) -> Column:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{to}.id", name=constraint), nullable=not needed)


def upgrade() -> None:
    table("account", text("network"), text("handle"), text("server"), text("at"))
    table("backup", text("path"), text("at"), flag("automatic"), sa.UniqueConstraint("path", name="uq_backup_path"))
    table("forgotten", text("salt"), text("hash"), text("at"), sa.UniqueConstraint("hash", name="uq_forgotten_hash"))
    table(
        "import",
        text("file_name"),
        text("file_hash"),
        text("source"),
        text("exported_on"),
        text("at"),
        text("counts", "{}"),
        text("coverage", "{}"),
        maybe("undone_at"),
    )
    table("setting", text("key"), text("value"), sa.UniqueConstraint("key", name="uq_setting_key"))
    table(
        "journal",
        text("kind"),
        text("at"),
        number("person_id", null=True),
        number("request_id", null=True),
        points("import_id", "import", "fk_journal_import_id"),
        text("counts", "{}"),
        points("undoes", "journal", "fk_journal_undoes"),
        points("undone_by", "journal", "fk_journal_undone_by"),
    )
    table(
        "person",
        text("name"),
        text("folded"),
        text("named_by", "records"),
        points("import_id", "import", "fk_person_import_id"),
    )
    table(
        "post",
        text("network"),
        text("key"),
        text("audience"),
        text("text"),
        text("at"),
        points("import_id", "import", "fk_post_import_id"),
    )
    table(
        "seen_again",
        points("import_id", "import", "fk_seen_again_import_id", needed=True),
        text("table_name"),
        text("before", "{}"),
        text("said", "{}"),
        text("rows", "[]"),
    )
    table(
        "journal_payload",
        points("journal_id", "journal", "fk_journal_payload_journal_id", needed=True),
        text("table_name"),
        number("row_id", null=False),
        maybe("before"),
        maybe("after"),
        flag("blanked"),
    )
    op.create_index("ix_journal_payload_journal_id", "journal_payload", ["journal_id"])
    op.create_index("ix_journal_payload_table_name_row_id", "journal_payload", ["table_name", "row_id"])
    table(
        "merge",
        points("kept_id", "person", "fk_merge_kept_id"),
        number("gone_id", null=False),
        text("gone", "{}"),
        text("moved", "{}"),
        text("at"),
        maybe("apart_at"),
    )
    table(
        "profile",
        points("person_id", "person", "fk_profile_person_id", needed=True),
        text("network"),
        text("key"),
        flag("exact"),
        text("name"),
        text("url"),
        text("former", "[]"),
        flag("is_connection"),
        maybe("connected_since"),
        points("import_id", "import", "fk_profile_import_id"),
        sa.UniqueConstraint("network", "key", name="uq_profile_network_key"),
    )
    op.create_index("ix_profile_person_id", "profile", ["person_id"])
    table(
        "interaction",
        points("person_id", "person", "fk_interaction_person_id", needed=True),
        points("profile_id", "profile", "fk_interaction_profile_id"),
        text("network"),
        text("key"),
        text("kind"),
        text("direction"),
        text("at"),
        text("source"),
        text("words"),
        points("import_id", "import", "fk_interaction_import_id"),
        sa.UniqueConstraint("network", "key", name="uq_interaction_network_key"),
    )
    op.create_index("ix_interaction_person_id", "interaction", ["person_id"])
    table(
        "request",
        points("person_id", "person", "fk_request_person_id"),
        points("profile_id", "profile", "fk_request_profile_id"),
        text("network"),
        text("direction"),
        maybe("asked_at"),
        text("note"),
        text("note_reason"),
        text("state", "open"),
        text("state_since"),
        text("settled_by", "records"),
        maybe("first_seen"),
        maybe("last_seen"),
        maybe("answered_on"),
        flag("before_doorstep"),
        points("import_id", "import", "fk_request_import_id"),
        sa.UniqueConstraint("profile_id", "direction", "asked_at", name="uq_request_profile_id_direction_asked_at"),
    )
    op.create_index("ix_request_person_id", "request", ["person_id"])
    op.create_index("ix_request_state", "request", ["state"])
    table(
        "suggestion",
        text("kind"),
        points("profile_id", "profile", "fk_suggestion_profile_id", needed=True),
        points("other_profile_id", "profile", "fk_suggestion_other_profile_id"),
        text("fact"),
        text("value"),
        text("source"),
        text("seen_on"),
        text("said_by"),
        text("reason"),
        text("state", "open"),
        points("import_id", "import", "fk_suggestion_import_id"),
    )
    op.create_index("ix_suggestion_other_profile_id", "suggestion", ["other_profile_id"])
    op.create_index("ix_suggestion_profile_id", "suggestion", ["profile_id"])
    table(
        "agenda",
        points("person_id", "person", "fk_agenda_person_id"),
        points("request_id", "request", "fk_agenda_request_id"),
        text("fact"),
        text("text"),
        maybe("due"),
        text("at"),
        maybe("done_at"),
    )
    op.create_index("ix_agenda_person_id", "agenda", ["person_id"])
    op.create_index("ix_agenda_request_id", "agenda", ["request_id"])
    table(
        "decision",
        points("request_id", "request", "fk_decision_request_id", needed=True),
        text("at"),
        text("action"),
        text("verdict"),
        text("because", "[]"),
        text("policy"),
        text("reason"),
        number("obliged", null=True),
    )
    op.create_index("ix_decision_request_id", "decision", ["request_id"])
    table(
        "observation",
        points("person_id", "person", "fk_observation_person_id"),
        points("profile_id", "profile", "fk_observation_profile_id"),
        points("request_id", "request", "fk_observation_request_id"),
        text("fact"),
        text("value"),
        text("source"),
        text("seen_on"),
        text("said_by"),
        flag("withdrawn"),
        points("import_id", "import", "fk_observation_import_id"),
    )
    op.create_index(
        "ix_observation_person_id", "observation", ["person_id"], sqlite_where=sa.text("person_id IS NOT NULL")
    )
    op.create_index(
        "ix_observation_request_id", "observation", ["request_id"], sqlite_where=sa.text("request_id IS NOT NULL")
    )
    table("reply", points("request_id", "request", "fk_reply_request_id", needed=True), text("text"), text("at"))
    op.create_index("ix_reply_request_id", "reply", ["request_id"])

    salt = sa.text("INSERT INTO setting (key, value) VALUES ('salt', lower(hex(randomblob(16))))")
    op.get_bind().execute(salt)
