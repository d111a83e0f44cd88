"""The inbox as triage, without a browser: one request after the other, answers, undo, filters, empty states."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from doorstep.cli import main
from doorstep.desk import blind, people
from doorstep.desk.home import Desk
from doorstep.web.rendering import direction, templates

from .window import NOON, Window, window


def test_the_first_request_is_shown_with_its_answer_its_reason_and_a_reply(fred: Window) -> None:
    html = fred.page("/")
    assert "1 of 3" in html
    assert "Nadia Lindqvist" in html
    assert "Not yet" in html
    assert "“people I have spoken with” would open it" in html
    assert "a phone call would open it" in html
    assert "LinkedIn is open: offer that" in html
    assert "They see:" in html
    assert "Nadia" in fred.form(html, "/requests/1/decide")["reply"]


def test_a_decision_goes_on_to_the_next_and_can_be_taken_back(fred: Window) -> None:
    html = fred.submit(fred.page("/"), "/requests/1/decide", action="wait")
    assert "1 of 2" in html
    assert "Dora Recruiter" in html
    assert 'Waiting <span class="count">1</span>' in html
    assert "Done: wait · <bdi>Nadia Lindqvist" in html
    back = fred.submit(html, "/undo")
    assert "Taken back · <bdi>Nadia Lindqvist" in back
    assert "1 of 3" in back


def test_an_answered_question_changes_the_answer_in_place(home: Path) -> None:
    with Desk(home, lambda: NOON) as desk:
        added = people.add_request(desk, "facebook", "Ines Friend")
    with window(home) as fred:
        html = fred.page(f"/?at={added.id}")
        assert "Have you spoken, on the phone or by video?" in html
        html = fred.submit(html, f"/requests/{added.id}/answer", value="yes")
        assert "✓</span> Accept" in html
        assert "“people I have spoken with”" in html


def test_a_reply_that_was_changed_is_kept(home: Path, fred: Window) -> None:
    fred.submit(
        fred.page("/"), "/requests/1/decide", action="decline", reply="Nadia, not now, sorry.", reason="too busy"
    )
    with Desk(home, lambda: NOON) as desk:
        assert [one.text for one in desk.ledger.replies(request_id=1)] == ["Nadia, not now, sorry."]
        assert [one.reason for one in desk.ledger.decisions(request_id=1)] == ["too busy"]


def test_filters_count_what_they_would_leave_and_search_looks_into_names_and_notes(fred: Window) -> None:
    html = fred.page("/?words=dora")
    assert "1 of 1" in html
    assert "Dora Recruiter" in html
    assert "Otto Stranger" not in html[html.index('<div class="desk">') :]
    assert 'not yet <span class="count">1</span>' in fred.page("/?words=i+am+otto&verdict=not_yet")
    assert "Nothing here." in fred.page("/?verdict=accept")


def with_a_way_of_ones_own(home: Path) -> None:
    """One request to answer, one where the user can ask somebody; of the others the next move is not the user's."""
    (home / "policy.toml").write_text(
        '[networks.facebook]\notherwise = "decline"\n[networks.facebook.accept]\n"spoken" = "spoken"\n'
        '[networks.instagram]\notherwise = "decline"\n[networks.instagram.accept]\n"vouched" = "vouched_for"\n'
    )
    with Desk(home, lambda: NOON) as desk:
        people.add_request(desk, "facebook", "Ines Friend")
        people.add_request(desk, "instagram", "Tomás Reyes")
        people.state(desk, "Tomás Reyes", ["vouched_for=no"])


def test_those_that_wait_for_the_user_are_one_tap_away_with_their_count(home: Path) -> None:
    with_a_way_of_ones_own(home)
    with window(home) as fred:
        for path in ("/", "/list"):
            assert 'waiting for me <span class="count">2</span>' in fred.page(path)
        html = fred.page("/list?mine=yes")
        assert "The answer is ask, or the way in holds something that you alone can do or say.</p>" in html
        listed = re.findall(r'<span class="who" dir="auto">(.*?)</span>', html)
        assert sorted(listed) == ["Ines Friend", "Tomás Reyes"]
        assert 'waiting for me <span class="count">1</span>' in fred.page("/list?network=instagram")
        assert "waiting for me" not in fred.page("/list?network=x")
        assert [one["id"] for one in fred.get("/api/inbox?mine=true").json()] == [4, 5]
    told = CliRunner().invoke(main, ["--home", str(home), "--today", "2026-11-21", "inbox", "--mine", "--json"])
    assert [one["id"] for one in json.loads(told.stdout)] == [4, 5]


def test_an_answer_that_is_hidden_waits_for_nobody_as_that_would_tell_it(home: Path) -> None:
    with_a_way_of_ones_own(home)
    with Desk(home, lambda: NOON) as desk:
        blind.turn(desk.ledger, True)
    with window(home) as fred:
        assert "waiting for me" not in fred.page("/list")


def test_a_reply_runs_as_its_own_words_do_whoever_it_is_to(home: Path) -> None:
    with Desk(home, lambda: NOON) as desk:
        added = people.add_request(desk, "facebook", "נועה ברקוביץ")
        people.state(desk, f"#{added.request.person_id}", ["spoken=no"])
    with window(home) as fred:
        html = fred.page(f"/?at={added.id}")
        assert '<textarea id="reply" name="reply" rows="5" dir="ltr">נועה' in html
        assert '<h1 id="who"><bdi>' in html
    assert direction("שלום Fred, תודה") == "rtl"
    assert direction("") == "ltr"


def test_a_declined_one_can_be_called_back(fred: Window) -> None:
    fred.submit(fred.page("/"), "/requests/1/decide", action="decline")
    html = fred.page("/?state=declined")
    assert "Nadia Lindqvist" in html
    html = fred.submit(html, "/requests/1/decide", action="accept")
    assert "Nothing here." in html or "Nobody" in html


def test_an_edited_policy_is_read_at_the_next_look(home: Path, fred: Window) -> None:
    assert "Not yet" in fred.page("/")
    (home / "policy.toml").write_text('[networks.facebook.accept]\n"everyone these days" = "always"\n')
    assert "“everyone these days”" in fred.page("/")


def test_a_policy_with_a_mistake_is_told_and_decides_nothing(home: Path, fred: Window) -> None:
    (home / "policy.toml").write_text('[networks.facebook.accept]\n"x" = "spokn"\n')
    answer = fred.get("/")
    assert answer.status_code == 422
    assert "1 mistake in the policy" in answer.text


def test_an_empty_inbox_says_what_to_do_next(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir(mode=0o700)
    (folder / "policy.toml").write_text('[networks.x.accept]\n"anyone" = "always"\n')
    with window(folder) as fred:
        html = fred.page("/")
        assert "Nobody is at the door." in html
        assert 'href="/import"' in html


@pytest.mark.parametrize("path", ["/?at=999", "/?at=1&done=999", "/?state=nonsense", "/?verdict=nonsense&age=old"])
def test_an_address_that_leads_nowhere_still_shows_the_inbox(fred: Window, path: str) -> None:
    assert fred.get(path).status_code == 200


def test_a_request_that_is_not_there_is_told(fred: Window) -> None:
    token = fred.form(fred.page("/"), "/requests/1/decide")["form"]
    answer = fred.post("/requests/999/decide", {"form": token, "action": "accept"})
    assert answer.status_code == 404
    assert "There is no request 999" in answer.text


def test_while_blind_no_page_tells_an_answer_before_the_own_view(home: Path) -> None:
    with Desk(home, lambda: NOON) as desk:
        blind.turn(desk.ledger, True)
    with window(home) as fred:
        html = fred.page("/")
        assert "What do you think yourself?" in html
        person = re.search(r'href="(/people/\d+)"', html)
        assert person
        for shown in (html, fred.page("/list"), fred.page(person[1])):
            assert "your view first" in shown
            for telling in ("would open it", "people I have spoken with", 'class="answer not-yet"', "LinkedIn is open"):
                assert telling not in shown
        assert fred.get("/api/inbox").json()[0]["verdict"] is None
        html = fred.submit(html, "/requests/1/view", view="accept")
        assert "You thought: accept. Your standards:" in html
        assert "“people I have spoken with” would open it" in html
        assert fred.post("/requests/1/view", {**fred.form(fred.page("/"), "/undo"), "view": "maybe"}).status_code == 422
    with Desk(home, lambda: NOON) as desk:
        assert [one.answer for one in desk.ledger.views([1])] == ["accept"]


def test_what_is_at_stake_stands_on_the_card_and_not_while_the_own_view_comes_first(home: Path, fred: Window) -> None:
    with Desk(home, lambda: NOON) as desk:
        people.state(desk, "#1", ["open_business=yes", "like=0", "history=bad"])
    card = fred.page("/?at=1")
    no, yes = card.partition("A no may cost")[2].split("A yes may cost")
    assert "There is open business between you: a no may alienate them." in no
    assert "You like them little: 0 of 5." in yes
    with Desk(home, lambda: NOON) as desk:
        blind.turn(desk.ledger, True)
    assert "A no may cost" not in fred.page("/?at=1")


def test_a_choice_begins_with_none_made() -> None:
    page = "{% from 'macros.html' import answers %}{{ answers(['family', 'friend', 'client', 'a', 'b', 'c', 'd']) }}"
    asked = templates.from_string(page).render()
    assert asked.index('required><option value="">choose…</option>') < asked.index('value="family"')
