"""People made of profiles: written anew wherever what says who is one person has changed."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from . import schema
from .bulk import every_row, insert_rows, update_rows
from .codec import fold
from .partition import EMAIL, PHONE, Node, Pair, core, name_of, parts, reaches

SHARED = "identity"  # the source of suggestions that follow from what is held
MINE = "me"  # and of those that the user dismissed before anybody made them
_TOLD = ("name", "folded", "named_by")
_ANCHORED = ("observation", "interaction", "request", "agenda")
_REASONS = {EMAIL: "the same e-mail address", PHONE: "the same phone number"}


def settle(connection: Connection, *, thorough: bool = False) -> dict[int, int]:
    """Makes the people what the profiles, links and the user's own words say; the person of each profile that moved.

    Rows about a person stand with a profile, and go where it goes; `thorough` looks for such rows everywhere, as is
    due after an undo. People without a profile are removed.
    """
    nodes, person_of = _nodes(connection)
    joined, apart = said(connection)
    links = [(row[0], row[1]) for row in every_row(connection, "SELECT profile_id, other_profile_id FROM link")]
    found = parts(nodes, links, joined, apart)
    at = {one: place for place, members in enumerate(found.people) for one in members}
    links_in, joined_in = _within(at, links), _within(at, joined)
    people: dict[int, tuple[str, str, str]] = {}
    moved: dict[int, int] = {}
    homeless: list[tuple[tuple[int, ...], tuple[str, str, str]]] = []
    for place, members in enumerate(found.people):
        inner = members
        if place in joined_in:
            inner = tuple(core(members, links_in.get(place, ()), joined_in[place]))
        some = [nodes[one] for one in inner]
        name, is_mine = name_of(some)
        told = (name, fold(name), "me" if is_mine else "records")
        born = min(((one.id, one.born_id) for one in some if one.born_id is not None), default=(0, None))[1]
        if born is None:
            born = min((nodes[one].born_id or 0 for one in members if nodes[one].born_id is not None), default=None)
        if born is None:
            homeless.append((members, told))
            continue
        people[born] = told
        moved |= {one: born for one in members if person_of[one] != born}
    _write_people(connection, people)
    for members, told in homeless:
        born = _new_person(connection, told)
        connection.execute(update(schema.profile).where(schema.profile.c.id == min(members)).values(born_id=born))
        moved |= dict.fromkeys(members, born)
        people[born] = told
    _move(connection, moved, person_of)
    if thorough:
        _gather(connection)
    _drop_people(connection, people)
    _suggest_shared(connection, found.shared)
    return moved


def anchor(connection: Connection, person_id: int) -> int | None:
    """The profile that stands for a person: what the user says of them is kept with it."""
    one = schema.profile.c
    rows = connection.execute(select(one.id, one.born_id).where(one.person_id == person_id).order_by(one.id)).all()
    return next((row[0] for row in rows if row[1] == person_id), rows[0][0] if rows else None)


def between(connection: Connection, one: int, other: int) -> list[int]:
    """The user's joinings, the newest first, without which two profiles would be of two people, as far as it takes."""
    links = [(row[0], row[1]) for row in every_row(connection, "SELECT profile_id, other_profile_id FROM link")]
    merged = "SELECT id, kept_profile_id, gone_profile_id FROM merge WHERE apart_at IS NULL ORDER BY id DESC"
    left = {row[0]: (row[1], row[2]) for row in every_row(connection, merged)}
    found: list[int] = []
    for merge_id in list(left):
        edges = [*links, *(pair for row_id, pair in left.items() if row_id != merge_id)]
        if reaches(one, other, [*edges, left[merge_id]]) and not reaches(one, other, edges):
            found.append(merge_id)
            del left[merge_id]
    return found


def _nodes(connection: Connection) -> tuple[dict[int, Node], dict[int, int]]:
    nodes: dict[int, Node] = {}
    person_of: dict[int, int] = {}
    for row_id, person_id, network, key, exact, name, called, born_id in every_row(
        connection, "SELECT id, person_id, network, key, exact, name, called, born_id FROM profile ORDER BY id"
    ):
        nodes[row_id] = Node(row_id, network, key, bool(exact), name, called, born_id)
        person_of[row_id] = person_id
    return nodes, person_of


def said(connection: Connection) -> tuple[list[Pair], list[Pair]]:
    """The pairs that the user joined, and those that they said are not the same."""
    joined: list[Pair] = []
    apart: list[Pair] = []
    merged = every_row(connection, "SELECT kept_profile_id, gone_profile_id, apart_at FROM merge ORDER BY id")
    for kept, gone, apart_at in merged:
        (apart if apart_at else joined).append((kept, gone))
    dismissed = (
        "SELECT profile_id, other_profile_id FROM suggestion WHERE kind = 'same_person' AND state = 'dismissed' "
        "AND other_profile_id IS NOT NULL"
    )
    apart += [(row[0], row[1]) for row in every_row(connection, dismissed)]
    return joined, apart


def _within(at: dict[int, int], pairs: Iterable[Pair]) -> dict[int, list[Pair]]:
    """The pairs by the person whom both are of."""
    found: dict[int, list[Pair]] = {}
    for one, other in pairs:
        if one in at and at[one] == at.get(other):
            found.setdefault(at[one], []).append((one, other))
    return found


def _write_people(connection: Connection, people: dict[int, tuple[str, str, str]]) -> None:
    held = {
        row[0]: (row[1], row[2], row[3])
        for row in every_row(connection, "SELECT id, name, folded, named_by FROM person")
    }
    new = [(person_id, *told) for person_id, told in people.items() if person_id not in held]
    other = [(*told, person_id) for person_id, told in people.items() if held.get(person_id, told) != told]
    insert_rows(connection, "person", ("id", *_TOLD), new)
    update_rows(connection, "person", _TOLD, other)


def _new_person(connection: Connection, told: tuple[str, str, str]) -> int:
    made = connection.execute(insert(schema.person).values(name=told[0], folded=told[1], named_by=told[2]))
    return int(made.inserted_primary_key[0])  # type: ignore[index]  # every table has its one key


def _move(connection: Connection, moved: dict[int, int], person_of: dict[int, int]) -> None:
    for profile_id, person_id in moved.items():
        connection.exec_driver_sql("UPDATE profile SET person_id = ? WHERE id = ?", (person_id, profile_id))
        for table in _ANCHORED:
            connection.exec_driver_sql(
                f"UPDATE {table} SET person_id = ? WHERE person_id = ? AND profile_id = ?",
                (person_id, person_of[profile_id], profile_id),
            )


def _gather(connection: Connection) -> None:
    for table in _ANCHORED:
        connection.exec_driver_sql(
            f"UPDATE {table} SET person_id = p.person_id FROM profile p WHERE p.id = {table}.profile_id "
            f"AND {table}.person_id IS NOT NULL AND {table}.person_id != p.person_id"
        )


def _drop_people(connection: Connection, people: dict[int, Any]) -> None:
    connection.exec_driver_sql(
        "UPDATE merge SET kept_id = (SELECT person_id FROM profile p WHERE p.id = merge.kept_profile_id) "
        "WHERE kept_id IS NOT (SELECT person_id FROM profile p WHERE p.id = merge.kept_profile_id)"
    )
    gone = [row[0] for row in every_row(connection, "SELECT id FROM person") if row[0] not in people]
    for person_id in gone:
        connection.execute(delete(schema.person).where(schema.person.c.id == person_id))


def _suggest_shared(connection: Connection, shared: frozenset[tuple[int, int, str]]) -> None:
    """A suggestion for each pair that shares an identifier, none for those that no longer do."""
    one = schema.suggestion
    rows = connection.execute(
        select(one.c.id, one.c.profile_id, one.c.other_profile_id, one.c.state, one.c.source, one.c.reason).where(
            one.c.kind == "same_person"
        )
    ).all()
    # who shares both is told for the address
    wanted = {
        (first, second): _REASONS.get(network, "both went by one handle")
        for first, second, network in sorted(shared, key=lambda pair: pair[2], reverse=True)
    }
    for row_id, first, second, state, source, reason in rows:
        if source == SHARED and state == "open" and wanted.get((first, second)) != reason:
            connection.execute(delete(one).where(one.c.id == row_id))
        elif source == SHARED or state != "open":
            wanted.pop((first, second), None)
    for (first, second), reason in sorted(wanted.items()):
        connection.execute(
            insert(one).values(
                kind="same_person", profile_id=first, other_profile_id=second, source=SHARED, reason=reason
            )
        )
