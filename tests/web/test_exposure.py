"""One's own posts on the page, and who is at the door: what is seen, never a score, nothing that is hidden."""

from pathlib import Path

import pytest

from doorstep.desk import blind, people
from doorstep.desk.home import Desk
from doorstep.desk.importing import take_in

from .test_api import on_the_command_line
from .test_pictures import connected
from .window import HOSTILE, NOON, Window, ensure_only_text, window

ARCHIVES = sorted(one for one in (Path(__file__).parents[2] / "examples" / "exposure").iterdir() if one.is_dir())
POLICY = '\n[networks.facebook]\naccept = { "they may" = "not values_conflict" }\n'


@pytest.fixture
def posting(home: Path) -> Path:
    """Fred's folder with his posts; whoever asks on Facebook has him asked whether he would mind."""
    (home / "policy.toml").write_text(POLICY)
    with Desk(home, lambda: NOON) as desk:
        for one in ARCHIVES:
            take_in(desk, [one])
    return home


def test_without_posts_the_next_step_is_named(fred: Window) -> None:
    assert "No posts of yours are here yet" in fred.page("/exposure")
    assert fred.get("/exposure/facebook").status_code == 404
    assert fred.get("/exposure/facebok").status_code == 422


def test_the_five_are_quoted_and_the_counts_are_those_of_the_command_line(posting: Path, fred: Window) -> None:
    html = fred.page("/exposure/mastodon")
    assert "Somebody let in sees 9 of your 9 posts" in html
    assert html.count("<blockquote") == 5
    assert fred.get("/api/exposure/mastodon").json() == on_the_command_line(posting, "exposure", "mastodon")
    assert fred.get("/api/exposure").json() == on_the_command_line(posting, "exposure")
    tagged = on_the_command_line(posting, "exposure", "mastodon", "--tag", "health")
    assert fred.get("/api/exposure/mastodon?tag=health").json() == tagged
    assert "On health: 1 post" in fred.page("/exposure/mastodon?tag=health")
    assert fred.get("/exposure/mastodon?tag=nothing").status_code == 404
    html = fred.page("/exposure")
    assert html.index("/exposure/mastodon") < html.index("/exposure/facebook")


def test_before_one_says_whether_one_would_mind_the_posts_are_in_view(posting: Path, fred: Window) -> None:
    html = fred.page("/?at=1")
    assert "3 of the 5 posts to be seen on Facebook may be such. " in html
    assert '<a href="/exposure/facebook">Which ones</a>' in html
    with Desk(posting, lambda: NOON) as desk:
        blind.turn(desk.ledger, True)
    assert "posts to be seen" not in fred.page("/?at=1")


def test_whom_posts_are_for_is_said_where_the_export_is_silent(posting: Path, fred: Window) -> None:
    html = fred.page("/exposure/facebook")
    assert "does not tell it?" in html
    html = fred.submit(html, "/exposure/facebook/audience", audience="only me")
    assert fred.get("/api/exposure/facebook").json()["stated"] == "only me"
    form = fred.form(html, "/exposure/facebook/audience")
    assert fred.post("/exposure/facebook/audience", form | {"audience": "the moon"}).status_code == 422


def test_who_is_at_the_door_is_told_in_observations_with_ways_to_make_sure(home: Path, fred: Window) -> None:
    connected(home, ("Nadia Lindquist", "linkedin", 3))
    assert 'hx-get="/requests/1/who"' in fred.page("/?at=1")
    html = fred.page("/requests/1/who")
    assert '<a href="/people/1/same?other=4">Hold them side by side</a>' in html
    assert "doorstep " not in html[html.index('class="who-told"') :].split("</section>")[0]
    html = fred.submit(html, "/people/1/note", what="vouched", by="Ines")
    assert fred.get("/api/people/1").json()["facts"]["vouched_for"] == "yes"
    assert fred.get("/api/requests/1/who").json() == on_the_command_line(home, "who", "1")
    assert fred.get("/requests/77/who").status_code == 404


def test_with_ones_own_view_first_nothing_of_the_answer_is_told_there(home: Path) -> None:
    with Desk(home, lambda: NOON) as desk:
        blind.turn(desk.ledger, True)
    with window(home) as fred:
        html = fred.page("/requests/1/who")
        assert "people I have spoken with" not in html
        assert "Not yet" not in html


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_observed_is_only_text(home: Path, text: str) -> None:
    with Desk(home, lambda: NOON) as desk:
        some = [
            people.add_request(desk, "facebook", f"Ines {text}", note=f"{text} " * 8, handle=text + one) for one in "ab"
        ]
    with window(home) as fred:
        html = fred.page(f"/requests/{some[0].id}/who")
        assert "There is another Ines" in html
        assert "Nearly the same text came from 2 people" in html
        ensure_only_text(html)
