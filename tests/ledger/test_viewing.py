"""Own views and rounds of past cases: kept, shown, undone, and part of what an import leaves."""

import pytest

from doorstep.errors import ConflictError, NotFoundError
from doorstep.ledger import Ledger

from .cast import archive, take_in
from .content import everything


@pytest.fixture
def asked(ledger: Ledger) -> list[int]:
    """The ids of the requests that Fred got."""
    take_in(ledger, archive())
    return [one.id for one in ledger.requests(direction="incoming")]


def test_a_view_belongs_to_the_decision_that_follows(ledger: Ledger, asked: list[int]) -> None:
    ledger.give_view(asked[0], "accept")
    ledger.give_view(asked[0], "decline")
    (view,) = ledger.views(pending=True)
    assert (view.request_id, view.answer, view.decision_id) == (asked[0], "decline", None)
    decision = ledger.decide(asked[0], action="accept", state="accepted", facts={"role": frozenset({"client"})})
    assert ledger.views(pending=True) == []
    assert [one.decision_id for one in ledger.views([asked[0]])] == [decision]
    assert ledger.decisions()[0].facts == {"role": frozenset({"client"})}
    ledger.undo()
    assert [one.answer for one in ledger.views(pending=True)] == ["decline"], "the view is there again"
    ledger.undo()
    assert [one.answer for one in ledger.views(pending=True)] == ["accept"], "and the one before it"


def test_a_round_is_kept_in_its_order_and_every_answer_can_be_undone(ledger: Ledger, asked: list[int]) -> None:
    before = everything(ledger)
    number = ledger.start_rejudging(77, [(asked[1], "accept"), (asked[0], "decline")])
    ledger.rejudge(number, 2, "accept")
    (found,) = ledger.rejudgings()
    assert (found.seed, [one.request_id for one in found.cases]) == (77, [asked[1], asked[0]])
    assert [(one.first, one.answer) for one in found.cases] == [("accept", None), ("decline", "accept")]
    with pytest.raises(ConflictError, match="judged again already"):
        ledger.rejudge(number, 2, "decline")
    with pytest.raises(NotFoundError):
        ledger.rejudge(number, 3, "decline")
    ledger.undo()
    assert [one.answer for one in ledger.rejudgings()[0].cases] == [None, None]
    ledger.undo()
    assert everything(ledger) == before


def test_about_tells_of_views_and_second_answers(ledger: Ledger, asked: list[int]) -> None:
    request = ledger.request(asked[0])
    ledger.give_view(request.id, "accept")
    ledger.decide(request.id, action="decline", state="declined", facts={"role": frozenset({"client"}), "known": True})
    ledger.rejudge(ledger.start_rejudging(1, [(one, "decline") for one in asked]), 1, "accept")
    told = ledger.about(request.person_id)
    assert told["decisions"][0]["facts"] == {"role": ["client"], "known": True}
    assert [one["answer"] for one in told["own_views"]] == ["accept"]
    assert [(one["first"], one["answer"]) for one in told["judged_again"]] == [("decline", "accept")]


def test_an_import_that_is_taken_back_leaves_the_requests_that_were_looked_at(ledger: Ledger, asked: list[int]) -> None:
    ledger.give_view(asked[0], "accept")
    ledger.start_rejudging(1, [(asked[1], "decline")])
    (entry,) = [one for one in ledger.log() if one.kind == "import"]
    ledger.undo(entry.id)
    assert sorted(one.id for one in ledger.requests()) == sorted(asked[:2])


def test_of_a_forgotten_person_no_view_is_left_and_the_round_goes_on(ledger: Ledger, asked: list[int]) -> None:
    request = ledger.request(asked[0])
    ledger.decide(request.id, action="decline", state="declined", facts={"known": True})
    ledger.give_view(request.id, "accept")
    number = ledger.start_rejudging(1, [(asked[0], "decline"), (asked[1], "decline")])
    ledger.forget(request.person_id)
    assert ledger.views() == []
    assert [one.facts for one in ledger.decisions()] == [None]
    assert [one.place for one in ledger.rejudgings()[0].cases] == [2]
    ledger.rejudge(number, 2, "decline")
    with pytest.raises(ConflictError):
        ledger.undo(next(one.id for one in ledger.log() if one.kind == "rejudge"))
