"""Who is this really: the same text from several, a name that is a connection already, who vouches; and what to do."""

import sqlite3
from pathlib import Path

import pytest

from ..archives import archive, asks, connection, writes
from .runner import Doorstep

TEXT = "Hi {}, our agency helps teams like yours to grow pipeline quickly. Shall we talk about your goals this quarter?"


@pytest.fixture
def door(fred: Doorstep, tmp_path: Path) -> Doorstep:
    """1 Dora and 2 Otto with one text, 3 a second Tomas Reyes, who is a connection already, 4 Nadia."""
    path = archive(
        tmp_path / "in",
        [
            asks("Dora Vance", TEXT.format("Fred"), "11/1/26, 9:00 AM"),
            asks("Otto Reiter", TEXT.format("there"), "11/7/26, 9:00 AM"),
            asks("Tomas Reyes", "", "11/8/26, 9:00 AM", slug="tomas-reyes-99"),
            asks("Nadia Lindqvist", "We met at the fair, shall we stay in touch?", "11/9/26, 9:00 AM"),
        ],
        [connection("Tomas Reyes", "20 Oct 2019", "Acme"), connection("Ines Prado", company="Acme")],
        [writes("Ines Prado", "2026-10-01 10:00:00")],
    )
    fred("import", str(path))
    return fred


def test_the_same_text_is_told_with_its_askers_dates_and_what_came_of_it(door: Doorstep) -> None:
    door("decline", "1")
    said = door("who", "2")
    assert "Nearly the same text came from 2 people within 7 days." in said
    assert "2026-11-01  Dora Vance on LinkedIn, declined" in said
    assert "2026-11-07  Otto Reiter on LinkedIn, open" in said
    (seen,) = door.json("who", "2")["observed"]
    assert (seen["kind"], seen["first"], seen["last"]) == ("same text", "2026-11-01", "2026-11-07")


def test_a_text_that_came_later_by_hand_counts_too(door: Doorstep) -> None:
    door("add", "facebook", "Ugo Ferri", "--note", TEXT.format("Fred"))
    assert "Nearly the same text came from 3 people within 21 days." in door("who", "1")
    assert "Ugo Ferri on Facebook, open" in door("who", "1")


def test_a_name_that_is_a_connection_already_is_told_with_the_profile_and_the_day(door: Doorstep) -> None:
    said = door("who", "3")
    assert "Tomas Reyes (#1) is your connection on LinkedIn since 2019-10-20, under another profile" in said
    assert "a second account, or somebody else under that name" in said
    assert "Write to #1 on LinkedIn, where you are connected since 2019-10-20." in said
    assert 'doorstep same "#5" "#1" --no' in said
    door("same", "#5", "#1", "--no")
    assert "under another profile" not in door("who", "3")


def test_two_profiles_of_one_person_on_one_network_are_told(door: Doorstep) -> None:
    door("same", "#1", "#5")
    state = door.json("inbox", "--state", "all")
    number = next(one["id"] for one in state if one["person"]["name"] == "Tomas Reyes")
    assert "They are your connection on LinkedIn already as tomas-reyes" in door("who", str(number))


def test_nothing_that_stands_out_is_said_plainly_and_never_called_safe(door: Doorstep) -> None:
    number = door.json("add", "facebook", "Petra Novak")["id"]
    said = door("who", str(number))
    assert "Nothing stands out in what you have. That does not tell who it is." in said
    assert "safe" not in said.casefold()
    assert "Ask for a short call." in said
    assert door.json("who", str(number))["observed"] == []


def test_a_claim_that_no_record_bears_out_is_told_and_gone_once_one_does(door: Doorstep) -> None:
    assert "They write “we met”, and you have nothing of them beyond the request." in door("who", "4")
    door("note", "Nadia Lindqvist", "call")
    assert "They write" not in door("who", "4")


def test_who_vouches_or_warns_is_named_with_the_day(door: Doorstep) -> None:
    door("note", "Nadia Lindqvist", "vouched", "--by", "Ines Prado", "--on", "2026-11-18")
    door("note", "Nadia Lindqvist", "vouched", "worked for her", "--by", "Ugo Ferri")
    door("note", "Nadia Lindqvist", "warned", "--by", "Zora Novak")
    door("note", "Nadia Lindqvist", "introduced", "--by", "Tomas Reyes")
    said = door("who", "4")
    assert "Ines Prado vouches for them.  you noted it, 3 days ago" in said
    assert "Ugo Ferri vouches for them.  you noted it, today" in said
    assert "Zora Novak warned you of them." in said
    assert "Tomas Reyes introduced you." in said
    assert "Ask Tomas Reyes, Ines Prado and Ugo Ferri." in said or "Ask Tomas Reyes, Ugo Ferri and Ines Prado." in said
    row = door.row("Nadia Lindqvist")
    assert (row["facts"]["vouched_for"], row["facts"]["warned_about"]) == ("yes", "yes")
    door("undo")
    door("undo")
    assert "Zora Novak" not in door("who", "4")
    door("set", "Nadia Lindqvist", "vouched_for=unknown")
    assert "vouches" not in door("who", "4")


def test_a_word_without_a_name_is_not_called_named(door: Doorstep) -> None:
    door("set", "Nadia Lindqvist", "vouched_for=yes")
    assert "Somebody whom you did not name vouches for them." in door("who", "4")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("vouched",), "who vouched? A word counts by whose it is"),
        (("warned", "--by", " \n"), "who warned? A word counts by whose it is"),
        (("call", "--by", "Ines"), "--by names who introduced, vouched or warned"),
    ],
)
def test_whose_word_it_is_has_to_be_said_where_it_counts(door: Doorstep, words: tuple[str, ...], said: str) -> None:
    assert said in door.fails(2, "note", "Nadia Lindqvist", *words)


def test_forgetting_somebody_tells_where_they_are_named_as_a_voucher(door: Doorstep) -> None:
    door("note", "Nadia Lindqvist", "vouched", "--by", "Ines Prado")
    number = door.json("person", "Nadia Lindqvist")["id"]
    assert f"Notes about others may name them: #{number}" in door("forget", "Ines Prado", "--yes")


def test_asked_before_is_told_with_what_came_of_it(door: Doorstep) -> None:
    door("decline", "4", "--because", "not now")
    door.at("2026-12-20")("add", "facebook", "Nadia L", "--same-as", "Nadia Lindqvist")
    said = door.at("2026-12-21")("who", "5")
    assert "They have asked 1 more time." in said
    assert "2026-11-09  LinkedIn, declined on 2026-11-21, “not now”" in said


def test_each_way_is_a_step_that_can_be_noted_and_tells_where_a_channel_comes_from(
    door: Doorstep, tmp_path: Path
) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Nadia Lindqvist\nN:Lindqvist;Nadia;;;\nEMAIL:nadia@works-beispiel.org\n"
    card += "TEL:+31 20 123 4567\nURL:https://www.linkedin.com/in/nadia-lindqvist/\nEND:VCARD\n"
    (tmp_path / "contacts.vcf").write_text(card, encoding="utf-8")
    door("import", str(tmp_path / "contacts.vcf"))
    ways = door.json("who", "4")["ways"]
    said = [one["text"] for one in ways]
    assert "Write to nadia@works-beispiel.org (your Contacts export)." in said
    assert any(one.startswith("Call +3120") and one.endswith("(your Contacts export).") for one in said)
    call = next(one["command"] for one in ways if "call" in one["command"])
    assert "kept" in door(*[word.strip('"') for word in call.split()[1:]])
    assert door.row("Nadia Lindqvist")["facts"]["spoken"] == "yes"


def test_many_at_once_are_told(fred: Doorstep) -> None:
    for week in range(20):
        fred.at("2026-11-21")(
            "add", "facebook", f"Ugo {week}", "--on", f"2026-{1 + week // 2:02}-{5 + week % 2 * 14:02}"
        )
    for number in range(8):
        fred("add", "facebook", f"Zora {number}", "--on", f"2026-11-{14 + number % 3}")
    (seen,) = [one for one in fred.json("who", "21")["observed"] if one["kind"] == "many at once"]
    assert seen["text"] == "8 requests came on Facebook around that day; usual is fewer than one in as many days."


def test_it_tells_nothing_of_the_standards_while_the_own_view_comes_first(door: Doorstep) -> None:
    door("blind", "on")
    for command in ("who", "stakes"):
        for number in "1234":
            said = door(command, number) + str(door.json(command, number))
            assert not [word for word in ("✓", "✕", "◔", "pitch", "verdict", "would open", "standards") if word in said]


def test_it_changes_nothing_and_a_request_that_is_not_there_is_told(door: Doorstep) -> None:
    before = door.content()
    for number in "1234":
        door("who", number)
        door("stakes", number)
    assert door.content() == before
    for command in ("who", "stakes", "obliged"):
        assert "there is no request 99" in door.fails(5, command, "99")


def test_what_others_write_is_only_text(fred: Doorstep) -> None:
    evil = 'Eve"; rm -rf ~ #\x1b[31m\u202e'
    fred("add", "facebook", evil, "--handle", "eve", "--note", f"we met {evil} and it was so good to talk to you there")
    fred("set", "#1", f"company={evil}")
    fred("note", "#1", "vouched", "--by", evil)
    for command in ("who", "stakes"):
        said = fred(command, "1") + fred(command, "1", "--json")
        assert "\x1b" not in said
        assert "\u202e" not in said
    assert all("Eve" not in one["command"] for one in fred.json("who", "1")["ways"])
    with sqlite3.connect(fred.home / "ledger.db") as raw:
        assert raw.execute("SELECT count(*) FROM person").fetchone() == (1,)


def test_a_crowd_of_namesakes_is_counted(fred: Doorstep) -> None:
    for number in range(8):
        fred("add", "x", "Otto Reiter", "--handle", f"otto{number}")
    said = fred("who", "1")
    assert said.count("There is another Otto Reiter") == 5
    assert "2 people more have nearly this name." in said


def test_nobody_is_to_be_asked_about_a_patient(door: Doorstep) -> None:
    assert "Ask somebody whom you both know." in door("who", "4")
    door("set", "Nadia Lindqvist", "role=patient")
    said = door("who", "4")
    assert "Ask for a short call." in said
    assert "whom you both know" not in said
    assert "vouched" not in said
