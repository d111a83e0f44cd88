"""What goes wrong in contact cards, each named after its symptom."""

import time
from pathlib import Path

import pytest

from doorstep.errors import EmptyArchiveError, SourceError
from doorstep.facts.seen import Reading
from doorstep.sources import Given, read_export
from doorstep.sources.contacts import properties

from .helpers import TODAY

NADIA = "nadia@harbour-beispiel.example"


def told(folder: Path, raw: str | bytes) -> Reading:
    path = folder / "cards.vcf"
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    (found,) = read_export([path], Given(today=TODAY))
    return found


def card(*lines: str, version: str = "3.0", end: str = "\r\n") -> str:
    return end.join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def only(found: Reading) -> tuple[str, tuple[str, ...]]:
    (one,) = found.profiles
    return one.who.name, one.who.emails


@pytest.mark.parametrize(
    "name",
    [
        "FN:Zoë Brändt",
        "FN:Zoë Br\r\n ändt",
        "FN:Zoë Br\n\tändt",
        "fn;charset=utf-8:Zoë Brändt",
        "N:Brändt;Zoë;;Dr.;",
        "FN:\r\nN:Brändt;Zoë",
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB Br=C3=A4ndt",
        "FN;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB =\r\nBr=C3=\r\n=A4ndt",
        "FN;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Zo=EB Br=E4ndt",
        "item1.FN:Zoë Brändt\r\nitem1.X-ABLabel:_$!<Other>!$_",
        'FN;X-NOTE="a:b;c":Zoë Brändt',
        "NICKNAME:Zoë Brändt",
    ],
)
def test_a_name_survives_every_way_of_writing_it(tmp_path: Path, name: str) -> None:
    assert only(told(tmp_path, card(name, f"EMAIL;INTERNET:{NADIA}", version="2.1"))) == ("Zoë Brändt", (NADIA,))


def test_a_fold_inside_of_a_letter_does_not_break_it(tmp_path: Path) -> None:
    raw = card("FN:Zoë Brändt", f"EMAIL:{NADIA}").encode().replace(b"\xc3\xa4", b"\xc3\r\n \xa4")
    assert only(told(tmp_path, raw))[0] == "Zoë Brändt"


def test_bytes_of_old_windows_are_read_with_a_warning(tmp_path: Path) -> None:
    found = told(tmp_path, card("FN:Jürgen Müller", f"EMAIL:{NADIA}", version="2.1").encode("cp1252"))
    assert only(found)[0] == "Jürgen Müller"
    assert any("Windows-1252" in one for one in found.warnings)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_mark_at_the_beginning_makes_no_odds(tmp_path: Path, encoding: str) -> None:
    assert only(told(tmp_path, card("FN:Zoë", f"EMAIL:{NADIA}").encode(encoding)))[0] == "Zoë"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_line_ends_of_every_system_make_no_odds(tmp_path: Path, end: str) -> None:
    assert len(told(tmp_path, card("FN:Zoë", end=end) + card("FN:Ines", end=end)).profiles) == 2


def test_protected_commas_and_semicolons_are_part_of_the_name(tmp_path: Path) -> None:
    assert only(told(tmp_path, card(r"N:Qu\;ill;Na\,dia\\;;;", f"EMAIL:{NADIA}")))[0] == "Na,dia\\ Qu;ill"


@pytest.mark.parametrize(
    "broken",
    [
        "BEGIN:VCAR\r\nFN:Lost\r\nEND:VCARD\r\n",
        "BEGIN:VCARD\r\nFN:Lost\r\n",
        "BEGIN:VCARD\r\nFN:Lost\r\nEND:VCAR\r\n",
        "BEGIN:VCARD\r\nEND:VCARD\r\n",
        "rubbish: yes\r\n\x00\xff\r\n",
        "END:VCARD\r\n",
        "BEGIN:VCARD\r\n" + "EMAIL:" + "x" * 300_000 + "\r\nEND:VCARD\r\n",
    ],
)
def test_a_broken_card_costs_that_card(tmp_path: Path, broken: str) -> None:
    found = told(tmp_path, card("FN:Ines") + broken + card("FN:Nadia"))
    assert [one.who.name for one in found.profiles] == ["Ines", "Nadia"]


def test_a_card_cut_off_at_the_end_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, card("FN:Ines") + card("FN:Nadia")[:-11])
    assert [(one.row, one.reason) for one in found.files[0].skipped] == [(5, "has no end: this card was left out")]
    assert (found.files[0].rows, found.files[0].kept) == (2, 1)


def test_a_line_that_is_none_costs_that_line(tmp_path: Path) -> None:
    found = told(tmp_path, card("FN:Nadia", "what is this", f"EMAIL:{NADIA}"))
    assert only(found) == ("Nadia", (NADIA,))
    assert [one.row for one in found.files[0].skipped] == [4]


def test_a_card_within_a_card_is_somebody_elses(tmp_path: Path) -> None:
    agent = "AGENT:\r\nBEGIN:VCARD\r\nFN:Dora\r\nEMAIL:dora@work.example\r\nEND:VCARD"
    assert only(told(tmp_path, card("FN:Nadia", agent, f"EMAIL:{NADIA}", version="2.1"))) == ("Nadia", (NADIA,))


def test_related_tells_about_somebody_else(tmp_path: Path) -> None:
    lines = ("FN:Nadia", f"EMAIL:{NADIA}", "RELATED;TYPE=friend:mailto:tom@hale.example", "X-ABRELATEDNAMES:Tom")
    found = told(tmp_path, card(*lines, version="4.0"))
    assert [one.fact for one in found.profiles[0].observations] == ["on_record"]
    assert "tom" not in repr(found).casefold()


def test_profiles_on_a_card_are_exact_ones_of_the_same_person(tmp_path: Path) -> None:
    lines = (
        "FN:Nadia",
        f"EMAIL:{NADIA}",
        "X-SOCIALPROFILE;type=linkedin:http://www.linkedin.com/in/Nadia-Quill",
        "X-SOCIALPROFILE;type=twitter;x-user=nadia_q:x-apple:nadia_q",
        "item1.URL:https\\://social-beispiel.example/@nadia",
        "item1.X-ABLabel:Mastodon",
        "item2.URL:https://other-beispiel.example/@nadia",
        "SOCIALPROFILE;SERVICE-TYPE=Bluesky;VALUE=text:nadia.harbour-beispiel.example",
        "IMPP;X-SERVICE-TYPE=Facebook:xmpp:nadia@jabber.example",
        "URL:javascript:alert(1)",
    )
    (nadia,) = told(tmp_path, card(*lines)).profiles
    assert nadia.who.also == (
        ("linkedin", "nadia-quill"),
        ("x", "nadia_q"),
        ("mastodon", "nadia@social-beispiel.example"),
        ("bluesky", "nadia.harbour-beispiel.example"),
        ("xmpp", "nadia@jabber.example"),
    )


def test_faxes_switchboards_and_extensions_are_nobodys_number(tmp_path: Path) -> None:
    lines = (
        "TEL;WORK;FAX:+31 20 1234561",
        "TEL;TYPE=main:+31 20 1234562",
        "TEL;VALUE=uri:tel:+31-20-1234563;ext=5",
        'TEL;VALUE=uri;TYPE="voice,cell":tel:+31-6-12345678',
    )
    (nadia,) = told(tmp_path, card("FN:Nadia", *lines)).profiles
    assert nadia.who.phones == ("+31612345678",)


def test_a_group_of_cards_is_a_label_and_nobody(tmp_path: Path) -> None:
    group = card("FN:Clients", "X-ADDRESSBOOKSERVER-KIND:group", "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:ABC")
    (nadia,) = told(tmp_path, group + card("FN:Nadia", f"EMAIL:{NADIA}", "UID:abc")).profiles
    assert [one.value for one in nadia.observations] == [True, frozenset({"client"})]


def test_two_cards_of_one_id_are_one_person(tmp_path: Path) -> None:
    found = told(tmp_path, card("FN:Nadia Quill", "UID:urn:uuid:A1") + card("FN:N. Quill", f"EMAIL:{NADIA}", "UID:a1"))
    assert only(found) == ("Nadia Quill", (NADIA,))


def test_a_picture_of_many_megabytes_is_passed_over(tmp_path: Path) -> None:
    picture = "PHOTO;ENCODING=b;TYPE=JPEG:" + "\r\n ".join(["A" * 74] * 60_000)
    bare = "PHOTO;JPEG;BASE64:\r\n" + "\r\n".join(["A" * 74] * 1000) + "\r\n"
    start = time.process_time()
    assert only(told(tmp_path, card("FN:Nadia", picture, bare, f"EMAIL:{NADIA}"))) == ("Nadia", (NADIA,))
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    "raw", [b"", b"BEGIN:VCARD\r\nEND:VCARD\r\n", b"BEGIN:VCAR\r\nFN:x\r\nEND:VCARD", b"\x00" * 50]
)
def test_a_file_with_nobody_in_it_says_so(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(EmptyArchiveError):
        told(tmp_path, raw)


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        told(tmp_path, b"BEGIN:VCARD\r\nNOTE:" + b"x" * (17 * 1024 * 1024))


def test_a_problem_names_the_line_whatever_was_folded_before_it(tmp_path: Path) -> None:
    folded = "NOTE:" + "\r\n ".join(["x" * 70] * 9)
    found = told(
        tmp_path, card("FN:Ines", folded, "FN;ENCODING=QUOTED-PRINTABLE:a=\r\nb") + "BEGIN:VCAR\r\n" + card("FN:Nadia")
    )
    assert [one.row for one in found.files[0].skipped] == [16]


@pytest.mark.parametrize("length", [1, 7, 64, 1000])
def test_a_card_reads_alike_wherever_the_chunks_end(
    tmp_path: Path, length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = card("FN:Zoë Br\r\n ändt", "PHOTO;ENCODING=b:" + "\r\n ".join(["A" * 70] * 30), f"EMAIL:{NADIA}") * 3
    whole = told(tmp_path, text + "BEGIN:VCAR\r\n")
    monkeypatch.setattr(properties, "MIB", length)
    parts = told(tmp_path, text + "BEGIN:VCAR\r\n")
    assert whole.profiles == parts.profiles
    assert whole.files == parts.files
    assert only(whole) == ("Zoë Brändt", (NADIA,))
