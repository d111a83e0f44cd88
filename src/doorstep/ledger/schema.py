"""The tables: what is remembered, in one place.

Days and times are ISO text (`2026-11-23`, `2026-11-23T05:46:22`), values and lists are JSON text: the same rows
in SQLite and PostgreSQL, and tuples go in without a type in between. `import_id` names the import that brought a
row; it is empty where the user said it. Nothing is deleted in cascade: every removal is written out.
"""

from collections.abc import Iterator

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint, text

REVISION = "0007"
# every revision that this doorstep can open, oldest first
KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *columns: Column[object] | UniqueConstraint) -> Table:
    # ids are never used twice: the journal and the sightings of later imports point at them
    return Table(name, metadata, Column("id", Integer, primary_key=True), *columns, sqlite_autoincrement=True)


def _text(name: str, default: str | None = "") -> Column[object]:
    return Column(name, Text, nullable=False, server_default=default)


def _maybe(name: str) -> Column[object]:
    return Column(name, Text)


def _flag(name: str) -> Column[object]:
    return Column(name, Integer, nullable=False, server_default="0")


def _to(table: str, name: str = "", *, needed: bool = False) -> Column[object]:
    return Column(name or f"{table}_id", Integer, ForeignKey(f"{table}.id"), nullable=not needed)


import_ = _table(
    "import",
    _text("file_name"), _text("file_hash"), _text("source"), _text("exported_on"), _text("at"),
    _text("counts", "{}"), _text("coverage", "{}"), _maybe("undone_at"),
)  # fmt: skip
person = _table("person", _text("name"), _text("folded"), _text("named_by", "records"), _to("import"))
profile = _table(
    "profile",
    _to("person", needed=True), _text("network"), _text("key"), _flag("exact"), _text("name"), _text("url"),
    _text("former", "[]"), _flag("is_connection"), _maybe("connected_since"), _to("import"),
    # `called` is the user's own name for them; `born_id` the person that was made for this profile, if one was;
    # `told_on` the day and the source of the export that gave the name
    _text("called"), Column("born_id", Integer), _text("told_on"),
    UniqueConstraint("network", "key"),
)  # fmt: skip
# two profiles of one person for certain, as a file (or, without an import, the user) tells
link = _table(
    "link", _to("profile", needed=True), _to("profile", "other_profile_id", needed=True), _text("reason"), _to("import")
)
request = _table(
    "request",
    _to("person"), _to("profile"), _text("network"), _text("direction"), _maybe("asked_at"), _text("note"),
    _text("note_reason"), _text("state", "open"), _text("state_since"), _text("settled_by", "records"),
    _maybe("first_seen"), _maybe("last_seen"), _maybe("answered_on"), _flag("before_doorstep"), _to("import"),
    # `told_by` is `mail` where no list of the network tells of it; `same_as` the request that stands for this one too
    _text("told_by"), Column("same_as", Integer),
    UniqueConstraint("profile_id", "direction", "asked_at"),
)  # fmt: skip
observation = _table(
    "observation",
    _to("person"), _to("profile"), _to("request"), _text("fact"), _text("value"), _text("source"),
    _text("seen_on"), _text("said_by"), _flag("withdrawn"), _to("import"),
)  # fmt: skip
interaction = _table(
    "interaction",
    _to("person", needed=True), _to("profile"), _text("network"), _text("key"), _text("kind"),
    _text("direction"), _text("at"), _text("source"), _text("words"), _to("import"),
    UniqueConstraint("network", "key"),
)  # fmt: skip
decision = _table(
    "decision",
    _to("request", needed=True), _text("at"), _text("action"), _text("verdict"), _text("because", "[]"),
    _text("policy"), _text("reason"), Column("obliged", Integer), _text("facts"),
)  # fmt: skip
# what the user thought before the answer was shown; `decision_id` is empty until the request is decided
own_view = _table("own_view", _to("request", needed=True), _text("at"), _text("answer"), _to("decision"))
reply = _table("reply", _to("request", needed=True), _text("text"), _text("at"))
agenda = _table(
    "agenda",
    _to("person"), _to("request"), _text("fact"), _text("text"), _maybe("due"), _text("at"), _maybe("done_at"),
    # `ended` says how it was closed: done, dropped, or empty where the request was decided or came back
    Column("profile_id", Integer), _text("ended"),
)  # fmt: skip
# what became of a request later on, as the user says: regret, glad, reconsider, client, unfriended
outcome = _table(
    "outcome", _to("request", needed=True), _text("happened_on"), _text("at"), _text("what"), _text("words")
)
suggestion = _table(
    "suggestion",
    _text("kind"), _to("profile", needed=True), _to("profile", "other_profile_id"), _text("fact"), _text("value"),
    _text("source"), _text("seen_on"), _text("said_by"), _text("reason"), _text("state", "open"), _to("import"),
)  # fmt: skip
# `gone` is the image of the person that was given up; the two profiles are those whose people were joined
merge = _table(
    "merge",
    _to("person", "kept_id"), Column("gone_id", Integer, nullable=False), _text("gone", "{}"), _text("moved", "{}"),
    _text("at"), _maybe("apart_at"), Column("kept_profile_id", Integer), Column("gone_profile_id", Integer),
)  # fmt: skip
post = _table("post", _text("network"), _text("key"), _text("audience"), _text("text"), _text("at"), _to("import"))
account = _table("account", _text("network"), _text("handle"), _text("server"), _text("at"))
policy_version = _table("policy_version", _text("print"), _text("text"), _text("at"))
# own past cases looked at again: `first` is what was answered then, `answer` is empty until it is given again
rejudging = _table("rejudging", Column("seed", Integer, nullable=False), _text("at"))
rejudged = _table(
    "rejudged",
    _to("rejudging", needed=True), _to("request", needed=True), Column("place", Integer, nullable=False),
    _text("first"), _text("answer"), _maybe("at"),
    UniqueConstraint("rejudging_id", "place"),
)  # fmt: skip
setting = _table("setting", _text("key"), _text("value"), UniqueConstraint("key"))
forgotten = _table("forgotten", _text("salt"), _text("hash"), _text("at"), UniqueConstraint("hash"))
backup = _table("backup", _text("path"), _text("at"), _flag("automatic"), UniqueConstraint("path"))
# person_id and request_id hold no foreign key: the journal outlives what it tells about
journal = _table(
    "journal",
    _text("kind"), _text("at"), Column("person_id", Integer), Column("request_id", Integer), _to("import"),
    _text("counts", "{}"), _to("journal", "undoes"), _to("journal", "undone_by"),
)  # fmt: skip
journal_payload = _table(
    "journal_payload",
    _to("journal", needed=True), _text("table_name"), Column("row_id", Integer, nullable=False), _maybe("before"),
    _maybe("after"), _flag("blanked"),
)  # fmt: skip
# rows that a later import saw again: `rows` are runs of ids, `before` and `said` the columns that it told otherwise
seen_again = _table(
    "seen_again",
    _to("import", needed=True), _text("table_name"), _text("before", "{}"), _text("said", "{}"), _text("rows", "[]"),
)  # fmt: skip

Index(None, profile.c.person_id)
Index(None, link.c.profile_id)
Index(None, link.c.other_profile_id)
Index(None, request.c.person_id)
Index(None, request.c.state)
Index(None, request.c.same_as)
# no postgresql_where beside it: to be told of it SQLAlchemy imports that whole dialect, 26 ms at every start
Index(None, observation.c.person_id, sqlite_where=text("person_id IS NOT NULL"))
Index(None, observation.c.request_id, sqlite_where=text("request_id IS NOT NULL"))
# all that counting everybody's contact looks at, so that it reads no row: a third of the time
Index(
    "ix_interaction_contact", interaction.c.person_id, interaction.c.at, interaction.c.kind, interaction.c.direction,
    interaction.c.network,
)  # fmt: skip
Index(None, decision.c.request_id)
Index(None, own_view.c.request_id)
Index(None, outcome.c.request_id)
Index(None, rejudged.c.request_id)
Index(None, reply.c.request_id)
Index(None, agenda.c.person_id)
Index(None, agenda.c.request_id)
Index(None, suggestion.c.profile_id)
Index(None, suggestion.c.other_profile_id)
Index(None, journal_payload.c.journal_id)
Index(None, journal_payload.c.table_name, journal_payload.c.row_id)

TABLES = dict(metadata.tables)


def references_to(table: str) -> Iterator[tuple[Table, str]]:
    """Every column that points at rows of `table`, as (table, column)."""
    for one in metadata.sorted_tables:
        for key in one.foreign_keys:
            if key.column.table.name == table:
                yield one, key.parent.name
