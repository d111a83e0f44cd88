"""What goes wrong in address books, each named after its symptom."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.errors import ColumnsError, EmptyArchiveError, SourceError, WrongPlatformError
from doorstep.facts.seen import Reading
from doorstep.sources import Given, read_export
from doorstep.sources.contacts.card import Card, emails_in
from doorstep.sources.contacts.people import identifiers, people
from doorstep.sources.phones import Phones

from .helpers import TODAY

NEW = "First Name,Last Name,File As,Organization Name,Labels,E-mail 1 - Value,Phone 1 - Value,Birthday,Notes\n"
OLD = "Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value\n"
OUTLOOK = "First Name,Last Name,E-mail Address,Mobile Phone,Company,Job Title,Title,Categories\n"
NADIA = "nadia@harbour-beispiel.example"
ROW = f"Nadia,Quill,,,,{NADIA},,,\n"


def told(folder: Path, *texts: str | bytes, name: str = "contacts.csv", region: str = "", own: str = "") -> Reading:
    paths = []
    for number, text in enumerate(texts):
        path = folder / (name if not number else f"{number}-{name}")
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        paths.append(path)
    (found,) = read_export(paths, Given(today=TODAY, region=region, own=frozenset(filter(None, [own]))))
    return found


def keys(found: Reading) -> list[str]:
    return [one.who.key for one in found.profiles]


def test_both_layouts_of_google_and_outlooks_tell_the_same_person(tmp_path: Path) -> None:
    texts = (NEW + ROW, OLD + f"Nadia Quill,Nadia,Quill,,* Work,{NADIA}\n", OUTLOOK + f"Nadia,Quill,{NADIA},,,,Dr.,\n")
    for text in texts:
        (nadia,) = told(tmp_path, text).profiles
        assert (nadia.who.network, nadia.who.key, nadia.who.name) == ("email", NADIA, "Nadia Quill")


@pytest.mark.parametrize(
    "text",
    [
        ("\ufeff" + NEW + ROW).encode(),
        (NEW + ROW).replace(",", "\t").encode("utf-16"),
        (NEW + ROW).replace(",", ";").encode("cp1252"),
        (NEW.rstrip() + "\r\n\n,,,,,,,,\r" + ROW.rstrip()).encode(),
        f'Birthday,Labels,File As,E-mail 1 - Value,Last Name,First Name\n"a, ""b""\nc",,,{NADIA},Quill,Nadia'.encode(),
        f"E-mail 1 - Value,First Name,Last Name,E-mail 1 - Value\n{NADIA},Nadia,Quill,other@b.example\n".encode(),
    ],
    ids=["mark", "utf-16 tabs", "semicolons", "mixed line ends", "other order, quoted cells", "a heading twice"],
)
def test_a_table_saved_by_another_program_reads_alike(tmp_path: Path, text: bytes) -> None:
    assert keys(told(tmp_path, text)) == [NADIA]


def test_accents_of_an_old_windows_file_survive(tmp_path: Path) -> None:
    text = "Vorname;Nachname;E-Mail-Adresse;Firma\nJürgen;Müller;j@m-beispiel.example;Müller KG\n".encode("cp1252")
    (found,) = told(tmp_path, text, name="kontakte.csv").profiles
    assert found.who.name == "Jürgen Müller"


def test_title_is_mr_in_outlook_and_no_name_and_no_role(tmp_path: Path) -> None:
    found = told(tmp_path, OUTLOOK + f"Tomás,Reyes,{NADIA},,,Director,Mr.,\n")
    assert [one.who.name for one in found.profiles] == ["Tomás Reyes"]
    assert [one.fact for one in found.profiles[0].observations] == ["on_record"]


def test_an_exchange_address_is_no_mail_address(tmp_path: Path) -> None:
    (anna,) = told(tmp_path, OUTLOOK + "Anna,Quill,/o=ExchangeLabs/ou=Group/cn=anna,,,,,\n").profiles
    assert (anna.who.exact, anna.who.emails) == (False, ())


def test_several_values_in_one_cell_and_the_mark_of_the_first_one(tmp_path: Path) -> None:
    assert emails_in(["* A@b.example ::: c@d.example; e@f.example", "x@y", "no address", "<img@x.example>"]) == (
        "a@b.example",
        "c@d.example",
        "e@f.example",
        "img@x.example",
    )


@pytest.mark.parametrize("text", [NEW, NEW + "\n\n,,,,,,,,\n", NEW + ",,,,,,,1980-01-01,a note\n"])
def test_a_table_with_nobody_in_it_says_so(tmp_path: Path, text: str) -> None:
    with pytest.raises(EmptyArchiveError):
        told(tmp_path, text)


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        "Record ID,First Name,Last Name,Email,Job Title",
        "Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,BookmarkedAt",
        "First Name,Last Name,Score",
    ],
)
def test_a_table_of_another_program_is_no_address_book(tmp_path: Path, header: str) -> None:
    with pytest.raises((ColumnsError, WrongPlatformError, EmptyArchiveError)):
        told(tmp_path, header + "\n", name="people.csv")


def test_birthdays_notes_firms_and_pictures_are_nowhere(tmp_path: Path) -> None:
    row = f"Nadia,Quill,,Harbour & Sons,,{NADIA},,1980-03-02,She likes tea\n"
    card = (
        f"BEGIN:VCARD\nVERSION:3.0\nFN:Nadia Quill\nEMAIL:{NADIA}\nORG:Harbour & Sons\nBDAY:1604-11-23\nNOTE:tea\n"
        "ADR:;;12 Quay;Town\nGENDER:F\nANNIVERSARY:2001-01-01\nPHOTO;ENCODING=b:AAAA\n AAAA\nEND:VCARD\n"
    )
    for found in (told(tmp_path, NEW + row), told(tmp_path, card, name="a.vcf")):
        for secret in ("1980", "1604", "tea", "Harbour &", "Quay", "AAAA", "2001", "'F'"):
            assert secret not in repr(found.profiles)


def test_one_person_on_two_cards_is_one(tmp_path: Path) -> None:
    rows = f"Nadia,Quill,,,,{NADIA},,,\nNadia,Q.,,,,{NADIA} ::: other@b-beispiel.example,,,\n,,,,,{NADIA},,,\n"
    (nadia,) = told(tmp_path, NEW + rows).profiles
    assert nadia.who.name == "Nadia Quill"
    assert nadia.who.emails == (NADIA, "other@b-beispiel.example")


def test_two_people_under_one_number_are_two_and_the_number_is_nobodys(tmp_path: Path) -> None:
    rows = f"Ines,Hale,,,,{NADIA},+31 20 1234567,,\nTom,Hale,,,,tom@b-beispiel.example,+31201234567,,\n"
    found = told(tmp_path, NEW + rows)
    assert [one.who.phones for one in found.profiles] == [(), ()]
    assert [(one.kind, one.reason) for one in found.suggestions] == [
        ("same_person", "the same phone number on both cards")
    ]


def test_people_of_one_name_stay_apart_unless_nothing_tells_them_apart(tmp_path: Path) -> None:
    rows = "Tom,Baker,,,,a@b-beispiel.example,,,\nTom,Baker,,,,c@d-beispiel.example,,,\nTom,Baker,,Firm,,,,,\n"
    found = told(tmp_path, NEW + rows + "Tom,Baker,,,,,,,\nTom,Baker,,,,,,,\nTom,Baker,,,,,020 123,,\n")
    assert len(found.profiles) == 5
    assert found.suggestions == []


def test_names_alone_have_no_certain_key(tmp_path: Path) -> None:
    (tom,) = told(tmp_path, NEW + "Tom,Baker,,,,,,,\n").profiles
    assert (tom.who.network, tom.who.key, tom.who.exact) == ("contacts", "?tom baker|contact", False)


def test_my_own_card_is_me(tmp_path: Path) -> None:
    found = told(
        tmp_path, NEW + ROW + "Fred,Doorman,,,,Fred@door-beispiel.example,,,\n", own="fred@door-beispiel.example"
    )
    assert found.owner is not None
    assert (found.owner.key, keys(found)) == ("fred@door-beispiel.example", [NADIA])


def test_a_card_that_claims_my_address_does_not_make_its_others_mine(tmp_path: Path) -> None:
    row = "Otto,Fern,,,,otto@fern-beispiel.example ::: fred@door-beispiel.example,,,\n"
    found = told(tmp_path, NEW + ROW + row, own="fred@door-beispiel.example")
    assert found.owner is not None
    assert found.owner.emails == ("fred@door-beispiel.example",)


def test_a_group_that_is_a_role_is_a_fact_and_one_that_holds_it_a_question(tmp_path: Path) -> None:
    rows = f"Nadia,Quill,,,* myContacts ::: Clients,{NADIA},,,\nInes,Hale,,,Book club friends,i@h-beispiel.example,,,\n"
    found = told(tmp_path, NEW + rows)
    facts = [[(one.fact, one.value) for one in who.observations] for who in found.profiles]
    assert facts == [[("on_record", True), ("role", frozenset({"client"}))], [("on_record", True)]]
    assert [one.reason for one in found.suggestions] == ["in your group “Book club friends”"]


@pytest.mark.parametrize("name", ["<img src=x>", "=HYPERLINK(1)", "__proto__", "a\u202eb", "javascript:x", "x" * 900])
def test_a_name_meant_as_code_is_only_a_name(tmp_path: Path, name: str) -> None:
    (one,) = told(tmp_path, f"First Name,Last Name,E-mail 1 - Value\n{name},,{NADIA}\n").profiles
    assert one.who.name == name.replace("\u202e", "")[:500]


@pytest.mark.parametrize(
    ("text", "region", "exact"),
    [
        ("+31 (0)20 123 4567", "", "+31201234567"),
        ("tel:+31-20-1234567", "", "+31201234567"),
        ("\u202a+31\u00a06\u00a012345678\u202c", "", "+31612345678"),
        ("+31 6\u201112345678", "", "+31612345678"),
        ("020 123 4567", "", ""),
        ("020 123 4567", "NL", "+31201234567"),
        ("020 123 4567", "nl", "+31201234567"),
        ("0031 20 1234567", "NL", "+31201234567"),
        ("1234567", "US", ""),
        ("112", "NL", ""),
        ("+49 30 901820 ext. 12", "", ""),
        ("office", "NL", ""),
        ("+", "", ""),
        ("+999 123 456 789", "", ""),
        ("9" * 500, "NL", ""),
        ("020 123 4567", "Narnia", ""),
    ],
)
def test_a_number_is_exact_or_nobodys(text: str, region: str, exact: str) -> None:
    assert Phones(region)[text] == exact


def test_numbers_without_a_country_code_are_counted_and_join_nobody(tmp_path: Path) -> None:
    rows = "Nadia,Quill,,,,,020 123 4567,,\n"
    alone = told(tmp_path, NEW + rows)
    assert (alone.profiles[0].who.phones, len(alone.warnings)) == ((), 1)
    known = told(tmp_path, NEW + rows, region="NL")
    assert (known.profiles[0].who.key, known.warnings) == ("+31201234567", [])


def test_a_copy_beside_the_first_is_read_too_and_nobody_is_doubled(tmp_path: Path) -> None:
    for name in ("contacts.csv", "contacts (1).csv"):
        (tmp_path / name).write_text(NEW + ROW, encoding="utf-8")
    (found,) = read_export([tmp_path / "contacts.csv", tmp_path / "contacts (1).csv"], Given(today=TODAY))
    assert (keys(found), len(found.files)) == ([NADIA], 2)


def test_one_broken_file_costs_that_file(tmp_path: Path) -> None:
    found = told(tmp_path, NEW + ROW, OUTLOOK.replace("Last Name,", "") + "x,y\n", "E-mail 1 - Value,File As,Labels\n")
    assert keys(found) == [NADIA]


NAMES = st.sampled_from(["", "Nadia Quill", "Nadia Q.", "nadia", "Tom Hale", "Ines Hale", "Quill"])
EMAILS = st.lists(
    st.sampled_from(["a@x.example", "b@x.example", "c@x.example", "d@x.example"]), max_size=2, unique=True
)
CARDS = st.lists(
    st.builds(Card, st.just(1), NAMES, EMAILS.map(tuple), uid=st.sampled_from(["", "", "", "1", "2"])), max_size=8
)


@given(CARDS, st.randoms(use_true_random=False))
def test_who_is_who_does_not_hang_on_the_order_of_the_cards(cards: list[Card], by: object) -> None:
    other = by.sample(cards, len(cards))  # type: ignore[attr-defined]
    one, two = (
        sorted((sorted(person.emails), sorted(card.name for card in person.cards)) for person in people(several)[0])
        for several in (cards, other)
    )
    assert one == two


@given(CARDS)
def test_no_identifier_is_two_peoples_and_none_is_invented(cards: list[Card]) -> None:
    found, pairs = people(cards)
    borne = [email for person in found for email in person.emails]
    assert len(borne) == len(set(borne))
    assert set(borne) <= {key for card in cards for _, key in identifiers(card)}
    assert all(one is not other for one, other, _ in pairs)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        told(tmp_path, b"\x00\x01\x02" * 100)


def test_what_only_some_files_need_is_not_loaded_for_the_others() -> None:
    heavy = ("libipld", "phonenumbers")
    code = f"import sys, doorstep.sources; print([one for one in {heavy!r} if one in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
