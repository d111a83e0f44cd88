"""What can be read and how to get it, and what doorstep is told of its user."""

from doorstep.sources import SOURCES
from doorstep.sources.guide import entries, entry_of

from .runner import Doorstep


def test_every_source_has_its_entry_and_is_listed(empty: Doorstep) -> None:
    for source in SOURCES:
        found = entry_of(source.name)
        assert found is not None, source.name
        assert found.steps
        assert found.tells
        assert found.key in empty("sources").split()
        assert found.title in empty("sources", found.key)
    assert len(empty.json("sources")) == len(SOURCES)
    assert not empty.home.exists(), "nothing is made for it"


def test_no_entry_says_too_much() -> None:
    for one in entries():
        assert len(one.steps) <= 5
        assert all(len(step) < 140 and step.endswith((".", "“)")) for step in one.steps), one.key
        assert "http" not in " ".join(one.steps)


def test_how_to_get_an_export_is_told_step_by_step(empty: Doorstep) -> None:
    said = empty("sources", "LinkedIn")
    assert "  1. " in said
    assert "It takes: " in said
    assert "doorstep import" in said
    assert "linkedin" in empty.fails(2, "sources", "linkedn")


def test_own_addresses_are_kept_and_taken_out(empty: Doorstep) -> None:
    assert "none said yet" in empty("me")
    assert "fred@door-beispiel.example" in empty("me", "Fred@Door-beispiel.example", "--region", "nl")
    assert empty.json("me") == {"own": ["fred@door-beispiel.example"], "told": [], "region": "NL"}
    empty("me", "--remove", "fred@door-beispiel.example", "--region", "")
    assert empty.json("me") == {"own": [], "told": [], "region": ""}
    empty.fails(2, "me", "no address")
    empty.fails(2, "me", "--region", "Netherlands")
    empty.fails(2, "me", "--remove", "who@door-beispiel.example")


def test_an_import_tells_what_it_makes_possible_and_what_is_missing(cast: Doorstep) -> None:
    (log,) = (one for one in cast.json("log") if one["kind"] == "import")
    assert log["counts"]["people_new"]
