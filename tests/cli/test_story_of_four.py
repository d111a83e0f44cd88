"""The story with all that Fred can export: four sources make Nadia one person, and his calendar opens Facebook."""

import pytest

from ..test_examples import EXAMPLES
from .runner import Doorstep

HERE = EXAMPLES / "one-person"
NAMES = (
    "Complete_LinkedInDataExport_11-20-2026",
    "facebook-fred-2026-11-20-Xy1aBc",
    "contacts-2026-11-20.vcf",
    "calendar.ics",
)
FOUR = tuple(str(HERE / name) for name in NAMES)
LATER = str(HERE / "calendar-two-days-later.ics")
NADIA = ("known_for=7 days", "spoken=no", "values_conflict=no", "open_business=no", "introduced=yes")


def joined(fred: Doorstep) -> int:
    """Says that the Nadia of Facebook is the Nadia of the other sources, as `doorstep same` asks; her number."""
    (pair,) = [one for one in fred.json("same") if one["one"]["name"] == "Nadia Lindqvist"]
    assert fred.row("Nadia Lindqvist", network="facebook")["person"]["id"] in (pair["one"]["id"], pair["other"]["id"])
    fred("same", f"#{pair['one']['id']}", f"#{pair['other']['id']}")
    return int(pair["one"]["id"])


def profiles(fred: Doorstep, person: int) -> set[str]:
    """The networks on which the person has a profile."""
    return {one["network"] for one in fred.json("about", f"#{person}")["profiles"]}


def test_four_sources_make_her_one_person_and_a_call_in_the_calendar_opens_facebook(fred: Doorstep) -> None:
    told = fred("import", *FOUR)
    assert [told.count(f"\n{one}, as of ") for one in ("Facebook export", "Calendar", "Address book")] == [1, 1, 1]
    assert told.count("doorstep inbox") == 1, "one report"
    assert "doorstep same shows who may be one person" in told

    facebook = fred.row("Nadia Lindqvist", network="facebook")
    linkedin = fred.row("Nadia Lindqvist", network="linkedin")
    assert facebook["person"]["id"] != linkedin["person"]["id"], "a name alone joins nobody"
    assert profiles(fred, linkedin["person"]["id"]) == {"linkedin", "email", "phone"}, "what is exact joins by itself"

    nadia = joined(fred)
    assert profiles(fred, nadia) == {"linkedin", "facebook", "email", "phone"}
    assert {fred.row("Nadia Lindqvist", network=one)["person"]["id"] for one in ("facebook", "linkedin")} == {nadia}
    assert len([one for one in fred.json("inbox") if one["person"]["name"] == "Nadia Lindqvist"]) == 2

    fred("set", "Nadia Lindqvist", *NADIA)
    row = fred.row("Nadia Lindqvist", network="facebook")
    assert (row["verdict"], row["because"]) == ("not_yet", ["business I have spoken with"])
    assert row["steps"] == [{"fact": "spoken", "text": "have a phone call", "who": "both", "minutes": 20}]
    assert row["offers"] == ["linkedin", "x"]
    shown = fred("show", str(row["id"]))
    assert "a phone call would open it" in shown
    assert "your address book, “Business partners”" in shown
    fred("wait", str(row["id"]))

    later = fred.at("2026-11-23")
    assert "is back" not in later("import", FOUR[3]), "a call that is only planned opens nothing"
    back = later("import", LATER)
    assert f"↩ {row['id']}  Nadia Lindqvist on Facebook is back: ✓ accept" in back
    row = later.row("Nadia Lindqvist", network="facebook")
    assert (row["verdict"], row["because"], row["state"]) == ("accept", ["business I have spoken with"], "open")
    shown = " ".join(later("show", str(row["id"])).split())
    assert "spoken yes your calendar “Workshops”, today" in shown
    assert "last contact 0 days your contacts, today" in shown, "the calendar tells of contact, too"
    assert "on Facebook: accepted" in later("accept", str(row["id"]))


@pytest.mark.parametrize("order", [(1, 3, 2, 0), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_one_after_the_other_in_any_order_tells_the_same(fred: Doorstep, order: tuple[int, ...]) -> None:
    for place in order:
        fred("import", FOUR[place])
    nadia = joined(fred)
    fred("set", f"#{nadia}", *NADIA)
    assert fred.row("Nadia Lindqvist", network="facebook")["verdict"] == "not_yet"
    later = fred.at("2026-11-23")
    later("import", LATER)
    assert later.row("Nadia Lindqvist", network="facebook")["verdict"] == "accept"


def test_without_her_card_the_call_in_the_calendar_is_of_somebody_else(fred: Doorstep) -> None:
    later = fred.at("2026-11-23")
    later("import", FOUR[0], FOUR[1], LATER)
    assert all(row["verdict"] != "accept" for row in later.json("inbox"))
    assert {one["one"]["name"] for one in later.json("same")} >= {"Nadia Lindqvist"}, "but it is asked about"


def test_a_no_speaks_of_the_days_until_it_was_said(fred: Doorstep) -> None:
    fred("import", *FOUR)
    nadia = joined(fred)
    later = fred.at("2026-11-24")
    later("set", f"#{nadia}", *NADIA)
    later("import", LATER)
    row = later.row("Nadia Lindqvist", network="facebook")
    assert row["verdict"] == "not_yet", "the user says no after the day of the call, and knows best"
    assert "(but your calendar “Workshops”: yes)" in later("show", str(row["id"]))


def test_a_rehearsal_of_several_exports_tells_what_the_import_of_all_of_them_brings(fred: Doorstep) -> None:
    before = fred.content()
    rehearsed = fred.json("import", *FOUR, "--dry-run")
    assert fred.content() == before
    assert "Nothing was written" in fred("import", *FOUR, "--dry-run")
    real = fred.json("import", *FOUR)
    assert {key: rehearsed[key] for key in ("files", "sources", "totals", "new", "warnings")} == {
        key: real[key] for key in ("files", "sources", "totals", "new", "warnings")
    }
    assert real["undo"] == [1, 2, 3, 4]
    assert fred.json("import", *FOUR, "--dry-run")["nothing_new"] is True


@pytest.mark.parametrize("order", [(4, 3, 2, 1), (1, 2, 3, 4), (2, 4, 1, 3)])
def test_each_of_several_exports_is_taken_back_by_itself_and_leaves_what_the_user_said(
    fred: Doorstep, order: tuple[int, ...]
) -> None:
    told = fred("import", *FOUR)
    assert "doorstep undo N takes one back: 1 LinkedIn archive, 2 Facebook export, 3 Address book, 4 Calendar" in told
    fred("note", "#1", "call", "about the fair")
    standing = {1: "linkedin", 2: "facebook", 3: "", 4: ""}
    for number in order:
        fred("undo", str(number))
        del standing[number]
        assert {row["network"] for row in fred.json("inbox")} == set(standing.values()) - {""}
    ines = fred.json("about", "#1")
    assert [(one["kind"], one["source"]) for one in ines["interactions"]] == [("call", "you")], "what he added stays"
    assert {one["source"] for one in ines["facts"]} == {"you"}
    fred("import", *FOUR)
    assert len(fred.json("inbox")) == 4
