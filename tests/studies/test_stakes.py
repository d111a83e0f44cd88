"""What a no and a yes may cost: each line where its fact speaks for it, and nothing where nothing is known."""

from datetime import date

import pytest

from doorstep.facts.catalogue import CATALOGUE
from doorstep.facts.observations import Observation, add_up
from doorstep.facts.values import Value, from_text
from doorstep.studies.stakes import Around, Line, Stakes, stakes

TODAY = date(2026, 11, 21)
FACEBOOK, X = Around("Facebook", 3), Around("X", 0)


def of(around: Around = X, /, **facts: str) -> Stakes:
    """The stakes with somebody of whom the user said these facts."""
    values: dict[str, Value] = {name: from_text(CATALOGUE[name], text) for name, text in facts.items()}
    seen = [Observation(name, value, "you", TODAY, "me") for name, value in values.items()]
    return stakes(add_up(seen, TODAY), around)


def kinds(lines: tuple[Line, ...]) -> list[str]:
    return [one.kind for one in lines]


@pytest.mark.parametrize(
    ("fact", "value", "text"),
    [
        ("open_business", "yes", "There is open business between you: a no may alienate them."),
        ("role", "former_client", "What they are to you: former client."),
        ("known_for", "4 years", "You have known each other for 4 years."),
        ("known_for", "7 days", "You have known each other for 7 days."),
        ("contacts_past_year", "1", "You were in touch once in the past year."),
        ("last_contact", "90 days", "You were last in touch 3 months ago."),
        ("history", "good", "They treated you well before."),
        ("close_mutuals", "4", "You share 4 contacts that you are in touch with."),
        ("mutuals", "1", "You share 1 contact, as the network counts them."),
    ],
)
def test_what_a_no_may_cost_is_said_with_its_source(fact: str, value: str, text: str) -> None:
    (line,) = of(**{fact: value}).no
    assert (line.kind, line.text, line.source, line.on) == (fact, text, "you", TODAY)
    assert line.short
    assert of(**{fact: value}).yes == ()


@pytest.mark.parametrize(
    ("fact", "value", "text"),
    [
        ("values_conflict", "yes", "A conflict of values: you would mind them seeing your posts here."),
        ("would_see", "12", "They would see 12 posts that you would mind."),
        ("like", "1", "You like them little: 1 of 5."),
        ("trust", "0", "You trust them little: 0 of 5."),
        ("history", "bad", "They treated you badly before."),
        ("warned_about", "yes", "You were warned of them."),
        ("room", "0", "No place is left at this closeness."),
    ],
)
def test_what_a_yes_may_cost_is_said_with_its_source(fact: str, value: str, text: str) -> None:
    (line,) = of(**{fact: value}).yes
    assert (line.kind, line.text, line.source, line.on) == (fact, text, "you", TODAY)
    assert line.short
    assert of(**{fact: value}).no == ()


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("open_business", "no"), ("values_conflict", "no"), ("would_see", "0"), ("like", "2"), ("trust", "5"),
        ("history", "none"), ("warned_about", "no"), ("role", "stranger"), ("contacts_past_year", "0"),
        ("mutuals", "0"),
    ],
)  # fmt: skip
def test_what_costs_nothing_is_not_said(fact: str, value: str) -> None:
    both = of(**{fact: value})
    assert both.no + both.yes == ()


def test_much_room_is_told_but_not_at_a_glance() -> None:
    (line,) = of(room="40").yes
    assert (line.text, line.short) == ("40 places are left at this closeness.", "")


def test_a_mixed_history_stands_on_both_sides() -> None:
    both = of(history="mixed")
    assert kinds(both.no) == kinds(both.yes) == ["history"]


def test_business_comes_first_and_a_dislike_does_not_hide_it() -> None:
    both = of(role="client", open_business="yes", like="0", known_for="3 years")
    assert kinds(both.no) == ["open_business", "role", "known_for"]
    assert kinds(both.yes) == ["like", "open_business"]
    assert "asks for no closeness here" in both.yes[1].text
    assert kinds(of(like="0").yes) == ["like"]


def test_who_may_hear_of_it_is_named_and_counted() -> None:
    around = Around(
        "X", 0, ("Ines Prado", "Tomas Reyes", "Ugo Ferri", "Zora Novak"), "Acme", ("Petra Novak",), ("Dora Vance",)
    )
    both = of(around, warned_about="yes")
    assert [one.text for one in both.no] == [
        "Petra Novak spoke for them, and may hear of it.",
        "4 connections of yours work at Acme too, and may hear of it: Ines Prado, Tomas Reyes, Ugo Ferri and 1 more.",
    ]
    assert both.yes[0].text == "Dora Vance warned you of them."


def test_a_private_door_and_an_obligation_felt_before_are_on_the_side_of_a_yes() -> None:
    around = Around("Facebook", 3, obliged=((date(2026, 10, 1), "accepted them"),))
    first, second = of(around).yes
    assert (first.text, first.on) == ("You felt obliged when you accepted them.", date(2026, 10, 1))
    assert second.text == "Facebook is rather private: 3, where 0 is public and 3 is private."


def test_it_says_what_would_tell_more_and_asks_of_values_only_where_it_is_private() -> None:
    assert of(FACEBOOK).unknown == ("open_business", "values_conflict", "like")
    assert of(X, like="3").unknown == ("open_business",)
