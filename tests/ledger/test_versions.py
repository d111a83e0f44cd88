"""Versions of the standards in the ledger: one for each text that was seen anew, with what was decided under it."""

from datetime import timedelta
from pathlib import Path

from doorstep.ledger import Ledger, PolicyVersion

from .conftest import NOW, now


def test_the_same_text_again_is_no_version(ledger: Ledger) -> None:
    assert ledger.keep_policy("one", "1") == 1
    assert ledger.keep_policy("one", "1") is None
    assert ledger.keep_policy("two", "2") == 2
    assert ledger.keep_policy("one", "1") == 3, "back again, on another day"
    assert [(one.number, one.text) for one in ledger.policy_versions()] == [(1, "one"), (2, "two"), (3, "one")]
    assert ledger.log() == [], "nothing that the user changed"


def test_decisions_are_counted_by_the_print_they_carry_and_by_the_time(home: Path) -> None:
    with Ledger.open(home, now=now) as ledger:
        person = ledger.add_person("Nadia", "x", "nadia")
        request = ledger.add_request(person, "x")
        ledger.decide(request, action="accept", state="accepted", policy="1")
        ledger.keep_policy("one", "1")
    with Ledger.open(home, now=lambda: NOW + timedelta(days=1)) as ledger:
        ledger.keep_policy("two", "2")
        ledger.decide(request, action="decline", state="declined", policy="2")
    with Ledger.open(home, now=lambda: NOW + timedelta(days=2)) as ledger:
        ledger.keep_policy("one", "1")
        ledger.decide(request, action="accept", state="accepted", policy="1")
        ledger.decide(request, action="decline", state="declined", policy="gone")
        found = ledger.policy_versions()
    assert [one.decisions for one in found] == [1, 1, 1]
    assert found[0] == PolicyVersion(1, NOW.replace(tzinfo=None) if found[0].at.tzinfo is None else NOW, "1", "one", 1)


def test_a_version_that_is_kept_within_a_change_is_part_of_it(ledger: Ledger) -> None:
    try:
        with ledger.change("test"):
            ledger.keep_policy("one", "1")
            assert len(ledger.policy_versions()) == 1
            raise KeyError
    except KeyError:
        pass
    assert ledger.policy_versions() == []
