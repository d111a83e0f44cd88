"""The own door with the roles swapped: what turns round, what stays, what nobody can tell."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep import Policy
from doorstep.facts.catalogue import CATALOGUE
from doorstep.studies.mirror import BUSINESS, NOTHING_SAID, PRIVATE, ROLES, SAME, TURNED, UNKNOWN, mirrored, purpose_of

LABELS = CATALOGUE["role"].options
PRIVATE_FACTS = ("know", "like", "trust", "respect", "history", "warned_about", "values_conflict", "vouched_for")
facts = st.fixed_dictionaries(
    {},
    optional={
        **{
            fact.name: st.booleans()
            for fact in CATALOGUE if fact.type == "yes/no"
        },
        **{fact.name: st.integers(0, 5) for fact in CATALOGUE if fact.type in ("level", "count", "duration")},
        "role": st.frozensets(st.sampled_from(LABELS)),
        "connected_on": st.frozensets(st.sampled_from(CATALOGUE["connected_on"].options)),
        "history": st.sampled_from(("good", "bad")), "note": st.just("pitch"), "company": st.just("Bell & Co"),
    },
)  # fmt: skip


def test_every_fact_has_one_place_in_the_mirror() -> None:
    assert sorted([*SAME, *UNKNOWN, *NOTHING_SAID, *TURNED]) == sorted(CATALOGUE.facts)


def test_every_role_that_turns_round_is_one_that_there_is() -> None:
    assert {*ROLES, *ROLES.values(), *BUSINESS, *PRIVATE} <= set(LABELS)
    assert not BUSINESS & PRIVATE


@pytest.mark.parametrize(("mine", "theirs"), [("client", "vendor"), ("vendor", "client"), ("friend", "friend")])
def test_a_role_is_seen_from_the_other_side(mine: str, theirs: str) -> None:
    assert mirrored({"role": frozenset({mine})})["role"] == frozenset({theirs})


@pytest.mark.parametrize("role", ["patient", "recruiter", "student", "press"])
def test_a_role_without_a_word_for_its_other_side_leaves_all_roles_unknown(role: str) -> None:
    assert "role" not in mirrored({"role": frozenset({role, "friend"})})


@given(facts, st.integers(0, 9), st.booleans())
def test_what_is_shared_is_the_same_and_no_judgement_goes_over(
    known: dict[str, Any], before: int, with_note: bool
) -> None:
    found = mirrored(known, asked_before=before, with_note=with_note)
    assert {name: found.get(name) for name in SAME} == {name: known.get(name) for name in SAME}
    assert not set(found) & set(UNKNOWN)
    assert {name: found[name] for name in NOTHING_SAID} == NOTHING_SAID
    assert set(PRIVATE_FACTS) <= {*UNKNOWN, *NOTHING_SAID}
    assert found["note"] == ("personal" if with_note else "none")
    assert (found["asked_before"], found["is_bot"], found["is_organisation"]) == (before, False, False)


@given(facts)
def test_a_mirror_of_a_mirror_shares_the_same(known: dict[str, Any]) -> None:
    once = mirrored(known)
    assert mirrored(once) | {"role": None} == once | {"role": None}


def test_a_fact_of_ones_own_is_not_taken_over() -> None:
    assert "is_patient" not in mirrored({"is_patient": True})


def test_somebody_of_whom_there_is_nothing_has_nothing_of_me() -> None:
    assert mirrored({"on_record": False})["on_record"] is False
    assert "on_record" not in mirrored({"on_record": True}), "a card in my address book tells nothing of theirs"
    assert mirrored({"on_record": True, "written": True})["on_record"] is True


def test_my_own_door_shuts_before_me_as_before_others() -> None:
    policy = Policy.parse(
        '[networks.linkedin.accept]\n"those I sell to" = "role == client"\n'
        '[networks.linkedin.decline]\n"those who sell to me" = "role == vendor and not spoken"'
    )
    to_a_client = mirrored({"role": frozenset({"client"}), "spoken": False})
    assert policy.decide("linkedin", to_a_client).verdict == "decline"
    to_a_vendor = mirrored({"role": frozenset({"vendor"}), "spoken": False})
    assert policy.decide("linkedin", to_a_vendor).verdict == "accept"


@pytest.mark.parametrize(
    ("roles", "shared"),
    [({"client"}, "business"), ({"friend"}, "personal"), ({"friend", "client"}, "both"), ({"stranger"}, ""), ((), "")],
)
def test_roles_tell_what_two_people_share(roles: Any, shared: str) -> None:
    assert purpose_of(frozenset(roles)) == shared
    assert purpose_of(None) == ""
