"""The pictures: what they show, told to eyes and to a screen reader, whatever people are called."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from doorstep.desk import blind, people
from doorstep.desk.deciding import decide
from doorstep.desk.figures import not_any_more
from doorstep.desk.home import Desk
from doorstep.desk.inbox import items
from doorstep.desk.pictures import (
    DRIFTING,
    IN_TOUCH,
    NOT_TOLD,
    Bar,
    Someone,
    Waiting,
    begin,
    circles,
    rings,
    spans,
    waiting,
)  # fmt: skip
from doorstep.desk.touch import staying
from doorstep.facts.seen import Reading, SeenInteraction, SeenProfile, Who
from doorstep.web.drawing import bars, svg
from doorstep.web.drawing import rings as drawn_rings

from .window import HOSTILE, NOON, Window, window

TODAY = NOON.date()


def connected(home: Path, *some: tuple[str, str, int | None]) -> None:
    """An export of today: people, the network on which they are connected, and the days since the last of a dozen
    messages, one each week, to and fro."""
    known = [(Who(network, f"k{place}", name), ago) for place, (name, network, ago) in enumerate(some)]
    reading = Reading(
        "test", TODAY, profiles=[SeenProfile(who, is_connection=True) for who, _ in known],
        interactions=[
            SeenInteraction(who, f"m{who.key}-{n}", "message", ("in", "out")[n % 2], NOON - timedelta(days=ago + 7 * n))
            for who, ago in known if ago is not None for n in range(12)
        ],
    )  # fmt: skip
    with Desk(home, lambda: NOON) as desk:
        desk.ledger.record_import(reading, file_name="test", file_hash="1")


@pytest.mark.parametrize(
    ("oldest", "step", "first", "number"),
    [
        (TODAY, "week", date(2026, 11, 16), 1),
        (date(2026, 11, 15), "week", date(2026, 11, 9), 2),
        (date(2026, 7, 20), "week", date(2026, 7, 20), 18),
        (date(2026, 7, 19), "month", date(2026, 7, 1), 5),
        (date(2025, 6, 30), "month", date(2025, 6, 1), 18),
        (date(2025, 5, 31), "year", date(2025, 1, 1), 2),
        (date(1950, 1, 1), "year", date(2009, 1, 1), 18),
    ],
)
def test_time_is_cut_into_weeks_or_what_leaves_few_bars(oldest: date, step: str, first: date, number: int) -> None:
    told, starts = spans(oldest, TODAY)
    assert (told, starts[0], len(starts), starts[-1]) == (step, first, number, begin(TODAY, step))


def test_every_open_request_is_in_one_bar_of_its_network(home: Path) -> None:
    with Desk(home, lambda: NOON) as desk:
        people.add_request(desk, "linkedin", "Ines Friend", asked_on=date(2026, 10, 1))
        found = waiting(items(desk), desk.today)
    assert [(one.network, one.total, one.counts) for one in found] == [
        ("facebook", 3, {"not_yet": 3}), ("linkedin", 1, {"accept": 1}),
    ]  # fmt: skip
    assert {bar.first: dict(bar.counts) for bar in found[1].bars if bar.total} == {date(2026, 9, 28): {"accept": 1}}
    assert [bar.first for bar in found[0].bars] == [bar.first for bar in found[1].bars]


def test_a_request_of_long_before_any_bar_is_lost_from_none(home: Path) -> None:
    with Desk(home, lambda: NOON) as desk:
        people.add_request(desk, "facebook", "Ines Friend", asked_on=date(1980, 5, 5))
        (found,) = waiting(items(desk), desk.today)
    assert (found.step, found.total, sum(bar.total for bar in found.bars)) == ("year", 4, 4)


def test_the_picture_of_the_door_is_told_in_words_and_as_a_table(fred: Window) -> None:
    html = fred.page("/pictures")
    assert '<title id="door-facebook-title">Facebook: 3 open requests</title>' in html
    assert "By the week of asking: 3 not yet. Most are of the week of 2026-11-16: 3." in html
    assert 'role="img" aria-labelledby="door-facebook-title door-facebook-told"' in html
    assert '<th scope="row">the week of 2026-11-16</th><td>3</td>' in html
    assert "◔</span> Not yet" in html


def test_bars_are_as_high_as_what_they_count() -> None:
    one = Waiting("x", "week", (Bar(date(2026, 11, 9), {"ask": 1}), Bar(date(2026, 11, 16), {"accept": 2, "ask": 2})))
    drawn = bars.bars(one, "X", 4)
    heights = [float(found) for found in re.findall(r'<rect class="bar [^"]*"[^>]*height="([^"]+)"', drawn)]
    assert heights == [21, 42, 42]
    assert 'class="bar accept"' in drawn


def test_an_answer_that_is_hidden_is_told_by_no_bar(home: Path) -> None:
    with Desk(home, lambda: NOON) as desk:
        blind.turn(desk.ledger, True)
    with window(home) as fred:
        html = fred.page("/pictures")
        assert "By the week of asking: 3 your view first." in html
        assert 'class="bar not-yet"' not in html
        assert fred.get("/api/pictures/door").json()[0]["counts"] == {"hidden_yet": 3}


def test_people_stand_in_the_ring_of_their_closest_door(home: Path) -> None:
    connected(home, ("Ines", "facebook", 3), ("Otto", "linkedin", 400), ("Petra", "linkedin", None))
    with Desk(home, lambda: NOON) as desk:
        found = circles(desk)
    assert [(one.closeness, dict(one.networks), one.counts) for one in found] == [
        (3, {"facebook": 1}, {IN_TOUCH: 1, DRIFTING: 0, NOT_TOLD: 0}),
        (1, {"linkedin": 2}, {IN_TOUCH: 0, DRIFTING: 1, NOT_TOLD: 1}),
    ]


def test_who_came_in_by_two_doors_stands_in_the_closer_ring_alone(home: Path) -> None:
    with Desk(home, lambda: NOON) as desk:
        other = people.add_request(desk, "linkedin", "Nadia Lindqvist", same_as="#1")
        for request in (1, other.id):
            decide(desk, request, "accept")
        (ring,) = circles(desk)
    assert (ring.closeness, dict(ring.networks), len(ring.people)) == (3, {"facebook": 1}, 1)
    assert ring.people[0].networks == ("facebook", "linkedin")


def test_who_writes_alone_is_not_in_touch(home: Path) -> None:
    who = Who("linkedin", "otto", "Otto")
    letter = SeenInteraction(who, "m1", "message", "in", NOON - timedelta(days=3))
    reading = Reading("test", TODAY, profiles=[SeenProfile(who, is_connection=True)], interactions=[letter])
    with Desk(home, lambda: NOON) as desk:
        desk.ledger.record_import(reading, file_name="test", file_hash="1")
        (ring,) = circles(desk)
    assert ring.counts[NOT_TOLD] == 1


def test_who_was_accepted_here_is_in_the_circles_before_an_export_tells_it(fred: Window) -> None:
    assert "No circles yet" in fred.page("/pictures")
    fred.submit(fred.page("/"), "/requests/1/decide", action="accept")
    assert "From the closest outwards. private: 1 person, 1 not told." in fred.page("/pictures")


def test_the_picture_and_the_circles_never_disagree_on_who_is_drifting(home: Path) -> None:
    connected(home, ("Ines", "facebook", 3), ("Tomás", "linkedin", 70), ("Petra", "linkedin", 300), ("Mila", "x", None))
    with Desk(home, lambda: NOON) as desk:
        of = {one.name: one for ring in circles(desk) for one in ring.people}
        named = staying(desk).people
        assert [one.name for one in named] == ["Tomás", "Petra"]
        shown = {one.name: one.last for one in of.values() if one.state == DRIFTING}
        assert {one.name: one.last for one in named} == shown
        assert (of["Ines"].state, of["Mila"].state) == (IN_TOUCH, NOT_TOLD)
        not_any_more(desk, "Tomás")
        of = {one.name: one for ring in circles(desk) for one in ring.people}
        assert of["Tomás"].state == NOT_TOLD


def some(number: int, closeness: int, state: str = IN_TOUCH) -> list[Someone]:
    return [Someone(one, f"P{one}", ("x",), closeness, TODAY, state) for one in range(number)]


@pytest.mark.parametrize("number", [1, 2, 7, 120, 121, 5_000])
def test_there_are_as_many_dots_as_there_is_room_for_and_all_lie_in_their_ring(number: int) -> None:
    found = rings([*some(number, 1), *some(1, 3, DRIFTING)], {"x": 1})
    each = drawn_rings.people_a_dot(found)
    edges = drawn_rings.radii(2)
    shown = len(drawn_rings.dots(found[1], each))
    assert shown <= drawn_rings.MOST_DOTS
    assert shown == -(-number // each)
    assert len(drawn_rings.dots(found[0], each)) == 1
    for x, y in drawn_rings.spots(shown, edges[1], edges[2]):
        assert edges[1] < (x * x + y * y) ** 0.5 < edges[2]


def test_who_is_drifting_is_counted_here_and_named_where_there_are_five_at_most(home: Path) -> None:
    connected(home, ("Otto Stranger", "linkedin", 500), ("Tomás Reyes", "linkedin", 400))
    with window(home) as fred:
        html = fred.page("/pictures")
        assert "Otto Stranger" not in html
        assert '<a class="button" href="/circles">Who it has been a while with</a>' in html
        (ring,) = fred.get("/api/pictures/circles").json()
        assert ring["counts"] == {IN_TOUCH: 0, DRIFTING: 2, NOT_TOLD: 0}
        assert "Otto Stranger" in fred.page("/circles")


def test_colours_come_from_the_style_sheet_alone(fred: Window) -> None:
    html = fred.page("/pictures")
    assert not re.search(r' (fill|stroke|style|color)="', html)
    style = fred.get("/static/style.css").text
    for name in svg.PATTERNS:
        assert f'id="fill-{name}"' in html
        assert f'url("#fill-{name}")' in style


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_drawn_is_escaped_wherever_it_comes_from(text: str) -> None:
    drawn = svg.picture("x", text, text, 1, 1, [svg.words(text, 0, 0)])
    assert "<script" not in drawn
    assert "<img" not in drawn


def test_the_time_of_a_bar_is_told_as_a_person_says_it() -> None:
    told = [bars.named(date(2026, 11, 1), step) for step in ("week", "month", "year")]
    assert told == ["the week of 2026-11-01", "2026-11", "2026"]
    assert bars.named(None, "week") == "no known day"


def test_somebody_forgotten_is_in_no_picture_any_more(home: Path) -> None:
    connected(home, ("Otto Reiter", "linkedin", 400))
    with window(home) as fred:
        assert "for business: 1 person" in fred.page("/pictures")
        with Desk(home, lambda: NOON) as desk:
            people.forget(desk, "Otto Reiter")
        assert "No circles yet" in fred.page("/pictures")
