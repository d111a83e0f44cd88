"""The same network and a former handle join for certain, for each network whose files tell a history, in any order."""

from datetime import date
from itertools import permutations

import pytest

from doorstep.facts.seen import Reading, SeenProfile, SeenRequest, Who

from .cast import take_in
from .test_properties import fresh

# As the files name one account: by a handle, by its number with the handles it had, by its new handle.
HISTORIES = {
    "x": (
        Who("x", "nadia_q", "Nadia"), Who("x", "1001", "Nadia", former=("nadia_q", "nquill")),
        Who("x", "nquill", ""),
    ),
    "instagram": (
        Who("instagram", "nadia.quill", "Nadia"), Who("instagram", "nadia.q", "Nadia", former=("nadia.quill",)),
        Who("instagram", "nadia.q", ""),
    ),
    "bluesky": (
        Who("bluesky", "nadia.bsky-beispiel.example", "Nadia"),
        Who("bluesky", "did:plc:abc", "Nadia", former=("nadia.bsky-beispiel.example", "nadia.example")),
        Who("bluesky", "nadia.example", ""),
    ),
    "mastodon": (
        Who("mastodon", "nadia@old-beispiel.example", "Nadia"),
        Who("mastodon", "nadia@new-beispiel.example", "Nadia", former=("nadia@old-beispiel.example",)),
        Who("mastodon", "nadia@new-beispiel.example", ""),
    ),
    "linkedin": (
        Who("linkedin", "nadia-quill-4b1", "Nadia"),
        Who("linkedin", "nadia-quill", "Nadia", former=("nadia-quill-4b1",)),
        Who("linkedin", "nadia-quill", ""),
    ),
}  # fmt: skip


def told(who: Who, number: int) -> Reading:
    """A file that names somebody, who asks once in all of them."""
    asked = [SeenRequest(who, who.network, "incoming", None)] if number == 1 else []
    return Reading(f"file {number}", date(2026, 10, 1 + number), profiles=[SeenProfile(who)], requests=asked)


@pytest.mark.parametrize("network", HISTORIES)
def test_all_names_that_an_account_had_are_one_person_in_any_order(network: str) -> None:
    for some in permutations(enumerate(HISTORIES[network])):
        with fresh() as ledger:
            for number, who in some:
                take_in(ledger, told(who, number), f"{number}")
            found = {ledger.find_profile(who.network, who.key) for _, who in some}
            assert len({one.person_id for one in found if one}) == 1
            (request,) = ledger.requests()
            assert request.name == "Nadia"


@pytest.mark.parametrize("network", HISTORIES)
def test_a_name_that_two_accounts_had_joins_neither(network: str) -> None:
    first, with_history, _ = HISTORIES[network]
    other = Who(network, "otto-of-today", "Otto", former=(first.key,))
    for some in permutations(enumerate((first, with_history, other))):
        with fresh() as ledger:
            for number, who in some:
                take_in(ledger, told(who, number), f"{number}")
            keys = (with_history.key, other.key)
            people = {one.person_id for key in keys if (one := ledger.find_profile(network, key))}
            assert len(people) == 2, "whoever takes a name that was given up is somebody else"
