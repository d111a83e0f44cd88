"""The list, without a browser: many requests at once, with a look before and a result a row after."""

from pathlib import Path

import pytest

from doorstep.desk import people
from doorstep.desk.deciding import decide
from doorstep.desk.home import Desk
from doorstep.errors import UsageError
from doorstep.web.pages.listing import as_runs, from_runs

from .window import NOON, Window


def look(fred: Window, action: str, *ids: str, **more: str) -> str:
    """The page that shows what a decision about many would do."""
    fields = fred.form(fred.page("/list"), "/list/look") | {"action": action, **more}
    answer = fred.client.post("/list/look", data={**fields, "id": list(ids)})
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def test_a_look_counts_and_names_and_changes_nothing(fred: Window) -> None:
    html = look(fred, "decline", "1", "3")
    assert "Decline: 2 requests?" in html
    assert "Nadia Lindqvist" in html
    assert "Otto Stranger" in html
    assert "Dora" not in html[html.index("<h1>") :]
    assert "your standards say otherwise" in html
    assert 'Open <span class="count">3</span>' in fred.page("/")


def test_then_each_has_its_result_and_one_undo_takes_all_of_it_back(fred: Window) -> None:
    html = look(fred, "decline", "1", "3")
    done = fred.post("/list/decide", fred.form(html, "/list/decide"))
    assert "Decline: 2 requests done" in done.text
    assert done.text.count("<span>declined</span>") == 2
    assert 'Open <span class="count">1</span>' in fred.page("/")
    assert "Taken back" in fred.submit(done.text[done.text.index("<h1>") :], "/undo")
    assert 'Open <span class="count">3</span>' in fred.page("/")


def test_declining_somebody_with_open_business_is_named(home: Path, fred: Window) -> None:
    with Desk(home, lambda: NOON) as desk:
        people.state(desk, "Dora Recruiter", ["open_business=yes"])
    html = look(fred, "decline", "1", "2")
    assert "Decline: 1 request?" in html
    assert "1 person has open business with you, and is left out unless you tick the name:" in html
    assert "<bdi>Dora Recruiter</bdi>" in html
    assert "Facebook · has open business with you" in html
    assert "open business with you" not in look(fred, "accept", "1", "2")


def test_somebody_with_open_business_is_declined_among_many_only_with_a_tick_of_their_own(
    home: Path, fred: Window
) -> None:
    with Desk(home, lambda: NOON) as desk:
        people.state(desk, "Dora Recruiter", ["open_business=yes"])
    fields = fred.form(look(fred, "decline", "1", "2"), "/list/decide")
    done = fred.post("/list/decide", {**fields, "also": "99"}).text
    assert "Decline: 1 request done" in done
    assert "1 request not changed" in done
    assert "there is open business between you, so a no to them is said by name" in done
    fields = fred.form(look(fred, "decline", "2"), "/list/decide")  # alone, too
    assert "Decline: 0 requests done" in fred.post("/list/decide", fields).text
    assert "Decline: 1 request done" in fred.post("/list/decide", {**fields, "also": "2"}).text
    with Desk(home, lambda: NOON) as desk:
        (last,) = desk.ledger.decisions(request_id=2)
        assert last.action == "decline"


def test_what_cannot_be_done_is_told_with_its_reason(home: Path, fred: Window) -> None:
    html = look(fred, "wait", "1", "2")
    with Desk(home, lambda: NOON) as other:
        decide(other, 2, "decline")
    done = fred.post("/list/decide", fred.form(html, "/list/decide")).text
    assert "Not yet: 1 request done" in done
    assert "was declined meanwhile" in done
    assert "1 request cannot be done so" in look(fred, "wait", "2", "3", seen="")
    with Desk(home, lambda: NOON) as desk:
        assert [one.action for one in desk.ledger.decisions(request_id=2)] == ["decline"]


def test_all_that_the_filters_leave_can_be_chosen(fred: Window) -> None:
    fields = fred.form(fred.page("/list"), "/list/look") | {"action": "snooze", "every": "1-3"}
    assert "Snooze: 3 requests?" in fred.post("/list/look", fields).text


def test_nobody_marked_is_told(fred: Window) -> None:
    fields = fred.form(fred.page("/list"), "/list/look") | {"action": "accept"}
    answer = fred.post("/list/look", fields)
    assert answer.status_code == 422
    assert "Nobody is marked" in answer.text


@pytest.mark.parametrize("ids", [[], [1], [1, 2, 3], [5, 1, 9, 2, 7, 8]])
def test_numbers_come_back_from_their_short_text(ids: list[int]) -> None:
    assert from_runs(as_runs(ids)) == sorted(ids)


@pytest.mark.parametrize("text", ["x", "1-", "1-x", "1-999999999", "-5", "1 2 ²", "9" * 30])
def test_a_text_that_holds_no_numbers_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        from_runs(text)


def test_a_filter_and_a_page_that_are_not_there_still_show_a_list(fred: Window) -> None:
    assert "1 to 3 of 3" in fred.page("/list?page=99")
    assert "Nothing here." in fred.page("/list?verdict=accept")
    assert "Nobody is waiting." in fred.page("/list?state=waiting")
