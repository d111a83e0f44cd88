"""Tables of CRMs: known by their headings, else by the user's own mapping; dates by the column; stages by a table."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from doorstep.errors import ColumnsError, EmptyArchiveError, SourceError
from doorstep.facts.seen import Reading
from doorstep.sources import Given, read_export
from doorstep.sources.crm.columns import WISH, guessed, print_of
from doorstep.sources.crm.dates import reader_of
from doorstep.sources.crm.people import full_name

TOLD = Given(today=date(2026, 11, 23))
HUBSPOT = "Record ID,First Name,Last Name,Email,Company Name,Lifecycle Stage,Lead Status,Last Contacted\n"
LEADS = "Wer,Mail,Firma,Stage\nNadia Quill,nadia@quill-beispiel.example,Quill,Customer\n"
HEADER = ["Wer", "Mail", "Firma", "Stage"]


def told(folder: Path, content: str | bytes, given: Given = TOLD, name: str = "leads.csv") -> Reading:
    """What one table tells."""
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (found,) = read_export([folder / name], given)
    return found


def facts(found: Reading) -> dict[str, dict[str, object]]:
    """The facts by key."""
    return {one.who.key: {seen.fact: seen.value for seen in one.observations} for one in found.profiles}


def test_an_unknown_table_is_never_guessed_silently(tmp_path: Path) -> None:
    with pytest.raises(ColumnsError) as caught:
        told(tmp_path, LEADS)
    assert caught.value.guess == {"email": "Mail", "company": "Firma", "stage": "Stage"}
    assert caught.value.print_of_header == print_of(HEADER)


def test_a_confirmed_mapping_reads_every_table_with_that_header(tmp_path: Path) -> None:
    mapping = {print_of(HEADER): {"name": "Wer", "email": "Mail", "stage": "Stage"}}
    found = told(tmp_path, LEADS, dataclasses.replace(TOLD, mapping=mapping))
    assert facts(found) == {"nadia@quill-beispiel.example": {"role": frozenset({"client"})}}
    assert found.profiles[0].who.name == "Nadia Quill"


def test_a_wish_of_the_users_goes_before_the_guess_and_names_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ColumnsError) as caught:
        told(tmp_path, LEADS, dataclasses.replace(TOLD, mapping={WISH: {"name": "wer", "company": ""}}))
    assert caught.value.guess == {"name": "Wer", "email": "Mail", "stage": "Stage"}
    for wish, why in (
        ({"name": "Who"}, "no column `Who`"),
        ({"shoe": "Wer"}, "no `shoe`"),
        ({"dates": "x"}, "day-first"),
    ):
        with pytest.raises(SourceError, match=why):
            told(tmp_path, LEADS, dataclasses.replace(TOLD, mapping={WISH: wish}))


def test_headings_in_other_languages_are_guessed() -> None:
    assert guessed(["Vorname", "Nachname", "E-Mail-Adresse", "Firma"]).keys() == {"first", "last", "email", "company"}
    assert guessed(["氏名", "会社", "メール", "役職"]) == {"name": "氏名", "company": "会社", "email": "メール"}


def test_several_rows_with_one_address_are_one_person_and_namesakes_stay_apart(tmp_path: Path) -> None:
    rows = (
        "1,Nadia,Quill,Nadia@Quill-Beispiel.example,,Lead,,\n2,N.,Quill,nadia@quill-beispiel.example,,Customer,,\n"
        "3,Otto,Fern,,,,,\n4,Otto,Fern,,,,,\n5,Nadia,Quill,other@beispiel.example,,,,\n"
    )
    found = told(tmp_path, HUBSPOT + rows)
    assert [one.who.key for one in found.profiles] == [
        "nadia@quill-beispiel.example", "?otto fern|hubspot 3", "?otto fern|hubspot 4", "other@beispiel.example",
    ]  # fmt: skip
    assert facts(found)["nadia@quill-beispiel.example"] == {"role": frozenset({"prospect", "client"})}
    assert not found.profiles[1].who.exact


@pytest.mark.parametrize(
    ("stage", "status", "expected"),
    [
        ("Customer", "", {"role": frozenset({"client"})}),
        ("Opportunity", "", {"role": frozenset({"prospect"}), "open_business": True}),
        ("opportunity", "Unqualified", {"role": frozenset({"prospect"}), "open_business": True}),
        ("", "Unqualified", {"open_business": False}),
        ("Subscriber", "Whatever", {}),
        ("", "", {}),
    ],
)
def test_stages_say_role_and_open_business_and_what_is_not_in_the_table_says_nothing(
    tmp_path: Path, stage: str, status: str, expected: dict[str, object]
) -> None:
    found = told(tmp_path, f"{HUBSPOT}1,Nadia,Quill,n@beispiel.example,,{stage},{status},\n")
    assert facts(found) == {"n@beispiel.example": expected}


def test_the_users_own_stages_come_first(tmp_path: Path) -> None:
    own = '[stages]\n"Customer" = { role = "patient" }\n"Lead" = {}\n"Golden" = { open_business = true }\n'
    rows = "1,A,B,a@beispiel.example,,Customer,,\n2,C,D,c@beispiel.example,,Lead,Golden,\n"
    found = told(tmp_path, HUBSPOT + rows, dataclasses.replace(TOLD, stages=own))
    assert facts(found) == {
        "a@beispiel.example": {"role": frozenset({"patient"})}, "c@beispiel.example": {"open_business": True},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[stages]\n"Customer" = { role = "cleint" }', "did you mean `client`"),
        ('[stages]\n"Customer" = "client"', "write { role"),
        ('[stages]\n"Customer" = { open_business = "yes" }', "true or false"),
        ('[activities]\n"Call" = "written"', "shows `spoken` or `met`"),
        ("[stage]\n", "no table `stage`"),
        ("stages = 1", "is a table"),
        ("[stages", "cannot be read"),
    ],
)
def test_a_mistake_in_the_users_stages_is_said_with_the_word(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        told(tmp_path, HUBSPOT + "1,A,B,a@b.example,,,,\n", dataclasses.replace(TOLD, stages=text))


@pytest.mark.parametrize(
    ("cells", "hint", "days", "unclear"),
    [
        (["10/15/2026", "03/04/2026"], "", [date(2026, 10, 15), date(2026, 3, 4)], False),
        (["15/10/2026", "03/04/2026"], "", [date(2026, 10, 15), date(2026, 4, 3)], False),
        (["03/04/2026", "05/06/2026"], "", [None, None], True),
        (["03/04/2026"], "day first", [date(2026, 4, 3)], False),
        (["15/10/2026", "10/15/2026"], "", [None, None], True),
        (["2026-10-15 09:00", "3/15/2024 2:30 PM"], "", [date(2026, 10, 15), date(2024, 3, 15)], False),
        (["15.10.2026", "", "soon", "31.02.2026"], "", [date(2026, 10, 15), None, None, None], False),
    ],
)
def test_day_and_month_are_told_apart_by_the_column_and_never_by_the_cell(
    cells: list[str], hint: str, days: list[date | None], unclear: bool
) -> None:
    read, is_unclear = reader_of(cells, hint)
    assert ([read(cell) for cell in cells], is_unclear) == (days, unclear)


def test_dates_that_cannot_be_told_are_left_out_and_asked_for(tmp_path: Path) -> None:
    rows = "1,A,B,a@beispiel.example,,,,03/04/2026\n"
    assert any("--map dates=day-first" in one for one in told(tmp_path, HUBSPOT + rows).warnings)
    mapping = {print_of(HUBSPOT.strip().split(",")): {"dates": "month first"}}
    found = told(tmp_path, HUBSPOT + rows, dataclasses.replace(TOLD, mapping=mapping))
    assert found.profiles[0].observations[0].seen_on == date(2026, 3, 4)


def test_lines_around_a_report_are_no_rows(tmp_path: Path) -> None:
    text = (
        "Contact report\n\nLast Name,First Name,Account Name,Email,Lead Source\n"
        "Quill,Nadia,Quill,n@beispiel.example,Web\n"
        "Total,1,,,\nCopyright (c) 2000-2026 salesforce.com, inc.\nGenerated By: Fred\n"
    )
    found = told(tmp_path, text)
    assert (found.files[0].rows, found.files[0].kept, found.files[0].skipped) == (1, 1, [])


def test_salesforces_short_and_long_numbers_are_one(tmp_path: Path) -> None:
    head = "Id,FirstName,LastName,AccountId,Status,MailingStreet\n"
    rows = "0035e00000AbCdEAAX,Nadia,Quill,001,Prospect,\n0035e00000AbCdE,Nadia,Quill,001,Client,\n"
    assert list(facts(told(tmp_path, head + rows)).values()) == [{"role": frozenset({"prospect", "client"})}]


def test_only_what_was_done_counts_as_spoken_or_met(tmp_path: Path) -> None:
    head = "Activity - Subject,Activity - Type,Due date,Done,Contact person,Person - Email\n"
    rows = (
        "secret,Call,2026-10-01,Done,Nadia,n@beispiel.example\nsecret,Lunch,2026-10-02,To do,Nadia,n@beispiel.example\n"
        "secret,Call,2027-01-01,Done,Nadia,n@beispiel.example\nsecret,Email,2026-10-03,Done,Nadia,n@beispiel.example\n"
    )
    found = told(tmp_path, head + rows)
    assert facts(found) == {"n@beispiel.example": {"spoken": True}}
    assert [one.row for one in found.files[0].skipped] == [3, 4, 5]
    assert "secret" not in repr(found)


def test_the_text_of_a_note_is_not_kept(tmp_path: Path) -> None:
    text = "Activity date,Note body,Associated Contact\n2026-10-01,Called her about the merger,Nadia Quill (7)\n"
    found = told(tmp_path, text)
    assert found.suggestions[0].reason == "your note says “Called”"
    assert "merger" not in repr(found)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Quill, Nadia", "Nadia Quill"), ("Nadia Quill, PhD", "Nadia Quill, PhD"), ("Finch, Dora M.", "Dora M. Finch"),
        ("Smith, Jones, Brown", "Smith, Jones, Brown"), ("Nadia", "Nadia"), ("Quill, Ph.D.", "Quill, Ph.D."),
    ],
)  # fmt: skip
def test_a_family_name_with_a_comma_goes_last_and_a_title_stays(name: str, shown: str) -> None:
    assert full_name(name, "", "") == shown


def test_a_family_name_goes_first_where_the_script_has_it_so() -> None:
    assert full_name("", "太郎", "山田") == "山田太郎"
    assert full_name("", "Nadia", "Quill") == "Nadia Quill"


def test_a_table_with_nobody_in_it_is_an_error_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(EmptyArchiveError, match="line 2: neither a name nor an e-mail"):
        told(tmp_path, HUBSPOT + "1,,,,Quill,,,\n")
    with pytest.raises(EmptyArchiveError, match="nobody is in it"):
        told(tmp_path, HUBSPOT)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_every_way_in_which_a_spreadsheet_saves_it_is_read(tmp_path: Path, encoding: str) -> None:
    text = (HUBSPOT + "1,José,García,j@beispiel.example,,Customer,,\n").replace(
        ",", ";" if encoding == "cp1252" else "\t"
    )
    assert told(tmp_path, text.encode(encoding)).profiles[0].who.name == "José García"


def test_an_apostrophe_that_guards_a_phone_number_is_taken_off(tmp_path: Path) -> None:
    text = "Person - ID,Person - Name,Person - Phone\n1,Nadia,'+31 20 1234567\n2,Otto,020 1234567\n"
    found = told(tmp_path, text)
    assert [one.who.key for one in found.profiles] == ["+31201234567", "?otto|pipedrive 2"]
    assert found.warnings == ["1 phone number without a country code left out: doorstep me --region NL"]


def test_a_switchboards_number_makes_no_two_people_one(tmp_path: Path) -> None:
    text = "Person - ID,Person - Name,Person - Phone\n1,Nadia,+31 20 1234567\n2,Otto,020 1234567\n"
    found = told(tmp_path, text, dataclasses.replace(TOLD, region="NL"))
    assert [one.who.key for one in found.profiles] == ["?nadia|pipedrive 1", "?otto|pipedrive 2"]
    assert "switchboard" in found.warnings[0]
