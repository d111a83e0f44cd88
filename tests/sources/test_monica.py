"""Monica's export: whom one met and called, and everything of another shape."""

import json
from datetime import date
from pathlib import Path

import pytest

from doorstep.errors import DriftError, EmptyArchiveError, SourceError
from doorstep.facts.seen import Reading
from doorstep.sources import Given, read_export

TOLD = Given(today=date(2026, 11, 23))


def export(*contacts: dict[str, object], **more: object) -> dict[str, object]:
    """An export of these contacts."""
    data = [{"count": len(contacts), "type": "contact", "values": list(contacts)}] if contacts else []
    account = {"uuid": "a", "data": data, **more}
    return {"version": "1.0-preview.1", "app_version": "4.0.0", "export_date": "2026-11-02", "account": account}


def contact(uuid: str = "c1", **properties: object) -> dict[str, object]:
    """One contact."""
    return {"uuid": uuid, "properties": {"first_name": "Nadia", **properties}}


def told(folder: Path, whole: object, name: str = "monica.json") -> Reading:
    """What one export tells."""
    (folder / name).write_text(whole if isinstance(whole, str) else json.dumps(whole))
    (found,) = read_export([folder / name], TOLD)
    return found


def test_a_meeting_without_its_year_is_no_meeting(tmp_path: Path) -> None:
    known = {"date": "2024-05-04T00:00:00Z", "is_year_unknown": False}
    for first, facts in (
        (known, {"met", "known_for"}),
        (known | {"is_year_unknown": True}, set()),
        ("2027-01-01", set()),
    ):
        found = told(tmp_path, export(contact(first_met_date=first)))
        assert {one.fact for one in found.profiles[0].observations} == facts


def test_a_call_is_spoken_on_its_day_and_its_words_are_not_kept(tmp_path: Path) -> None:
    call = {"uuid": "k", "properties": {"called_at": "2026-10-01", "content": "the secret", "contact_called": False}}
    whole = export(contact(description="the secret") | {"data": [{"type": "call", "values": [call]}]})
    found = told(tmp_path, whole)
    assert [(one.kind, one.direction, one.at.date()) for one in found.interactions] == [
        ("call", "out", date(2026, 10, 1))
    ]
    spoken = next(one for one in found.profiles[0].observations if one.fact == "spoken")
    assert spoken.seen_on == date(2026, 10, 1)
    assert "secret" not in repr(found)


@pytest.mark.parametrize("whole", [{"account": []}, {"account": {"data": {}}}, {"account": {"data": [1, {"type": 7}]}}])
def test_another_shape_is_drift_or_empty_and_never_a_crash(tmp_path: Path, whole: dict[str, object]) -> None:
    with pytest.raises((DriftError, EmptyArchiveError)):
        told(tmp_path, {"version": "1.0-preview.1", "app_version": "4.0.0"} | whole)


def test_the_sql_export_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="choose JSON"):
        told(tmp_path, "-- Monica export\nINSERT INTO contacts VALUES (1);", "monica.sql")


def test_who_is_only_named_beside_somebody_else_is_nobody_by_themselves(tmp_path: Path) -> None:
    found = told(tmp_path, export(contact(), contact("c2", is_partial=True)))
    assert [one.who.key for one in found.profiles] == ["c1"]


def test_a_number_that_a_household_shares_makes_no_two_people_one(tmp_path: Path) -> None:
    field = {
        "type": "contact_field",
        "values": [{"uuid": "f", "properties": {"data": "+49 30 901820", "type": "phone"}}],
    }
    found = told(tmp_path, export(contact() | {"data": [field]}, contact("c2") | {"data": [field]}))
    assert [(one.who.key, one.who.phones) for one in found.profiles] == [("c1", ()), ("c2", ())]
    alone = told(tmp_path, export(contact() | {"data": [field]}), "b.json")
    assert alone.profiles[0].who.key == "+4930901820"
