"""The totals of a replay, on a handful of requests that can be counted by hand."""

from doorstep.studies.replay import NO_ROLE, Part, Replayed, totals


def one(number: int, network: str, state: str, before: str, now: str, *roles: str) -> Replayed:
    return Replayed(number, network, frozenset(roles), state, before, now)


ROWS = [
    one(1, "linkedin", "accepted", "accept", "accept", "client"),
    one(2, "linkedin", "accepted", "accept", "decline", "client", "friend"),
    one(3, "linkedin", "declined", "", "accept"),
    one(4, "facebook", "open", "ask", "not_yet"),
    one(5, "facebook", "declined", "decline", "ask", "friend"),
    one(6, "facebook", "accepted", "", "not_yet"),
    one(7, "x", "withdrawn", "", "accept"),
]


def test_flips_are_counted_where_another_answer_is_on_record() -> None:
    found = totals(ROWS)
    assert found.requests == 7
    assert found.flipped == 3
    assert found.flips == {("accept", "decline"): 1, ("ask", "not_yet"): 1, ("decline", "ask"): 1}
    assert found.answered == {"accept": 2, "ask": 1, "decline": 1}
    assert found.now == {"accept": 3, "decline": 1, "not_yet": 2, "ask": 1}


def test_what_was_decided_the_other_way_round_is_counted_apart() -> None:
    found = totals(ROWS)
    assert found.against == 3
    assert [row.id for row in ROWS if row.is_against] == [2, 3, 6]
    assert found.decided[("withdrawn", "accept")] == 1
    assert ("open", "not_yet") not in found.decided


def test_parts_come_with_most_flips_first_and_several_roles_count_in_each() -> None:
    found = totals(ROWS)
    assert found.networks == (Part("facebook", 2, 2, 3), Part("linkedin", 1, 2, 3), Part("x", 0, 0, 1))
    assert found.roles == (Part("friend", 2, 2, 2), Part(NO_ROLE, 1, 1, 4), Part("client", 1, 2, 2))


def test_nobody_at_all() -> None:
    assert totals([]).flipped == totals([]).requests == 0
