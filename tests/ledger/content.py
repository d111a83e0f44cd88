"""What a ledger holds, told without ids: two ledgers of equal content remember the same."""

import json
from typing import Any

from sqlalchemy import select

from doorstep.ledger import Ledger, schema
from doorstep.ledger.session import Session

_NOT_TOLD = ("id", "import_id", "born_id")


def rows(ledger: Session, table: str) -> list[dict[str, Any]]:
    """Every row of a table."""
    with ledger._reading() as connection:
        return [dict(row) for row in connection.execute(select(schema.TABLES[table])).mappings()]


def content(ledger: Ledger) -> dict[str, list[str]]:
    """Every table that tells about people, its rows named by profile keys, in a fixed order."""
    profiles = {row["id"]: f"{row['network']}:{row['key']}" for row in rows(ledger, "profile")}
    people: dict[int, list[str]] = {}
    for row in rows(ledger, "profile"):
        people.setdefault(row["person_id"], []).append(profiles[row["id"]])
    named = {one: " + ".join(sorted(keys)) for one, keys in people.items()}
    requests = {
        row["id"]: f"{profiles.get(row['profile_id'])} {row['direction']} {row['asked_at']}"
        for row in rows(ledger, "request")
    }
    names = {
        "person_id": named, "kept_id": named, "profile_id": profiles, "other_profile_id": profiles,
        "request_id": requests, "same_as": requests,
    }  # fmt: skip
    told = {}
    for table in (
        "person",
        "profile",
        "request",
        "observation",
        "interaction",
        "decision",
        "reply",
        "outcome",
        "agenda",
        "suggestion",
        "link",
        "post",
    ):
        lines = []
        for row in rows(ledger, table):
            if table == "person":
                row["keys"] = named.get(row["id"])
            line = {
                key: names[key].get(value, value) if key in names else value
                for key, value in row.items()
                if key not in _NOT_TOLD
            }
            if table == "suggestion":  # which of the two comes first says nothing
                line["profile_id"], line["other_profile_id"] = sorted(
                    (line["profile_id"], line["other_profile_id"]), key=str
                )
            lines.append(json.dumps(line, sort_keys=True))
        told[table] = sorted(lines)
    return told


def everything(ledger: Ledger) -> dict[str, list[dict[str, Any]]]:
    """Every row with its id, but for the journal: what an undo restores exactly."""
    return {
        name: rows(ledger, name) for name in schema.TABLES if name not in ("journal", "journal_payload", "forgotten")
    }
