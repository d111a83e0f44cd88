"""Too many? Circles, attention, room and a year ahead, as a person reads them."""

import json
from pathlib import Path

import pytest

from ..archives import archive, asks, connection, writes
from .runner import Doorstep

FRIENDS = ("Ines Prado", "Tomas Reyes")


def month(number: int) -> tuple[int, int]:
    """The year and month so many months before November 2026."""
    return 2026 - (number + 1) // 12, (10 - number) % 12 + 1


@pytest.fixture
def known(fred: Doorstep, tmp_path: Path) -> Doorstep:
    """Fred in touch with Ines and Tomás every month until the summer of 2026, and Nadia asking."""
    messages = []
    for name in FRIENDS:
        for number in range(4, 22):
            year, at = month(number)
            messages += [
                writes(name, f"{year}-{at:02}-11 10:00:00"),
                writes(name, f"{year}-{at:02}-12 10:00:00", to_fred=False),
            ]
    path = archive(tmp_path / "in", [asks("Nadia Lindqvist")], [connection(name) for name in FRIENDS], messages)
    fred("import", str(path))
    return fred


@pytest.fixture
def asked_often(fred: Doorstep, tmp_path: Path) -> Doorstep:
    """Fred after a year in which somebody asked every week."""
    rows = [
        asks(
            f"Asker {chr(65 + place // 26)}{chr(97 + place % 26)}",
            at=f"{place % 12 + 1}/{place // 12 * 6 + 1}/26, 9:00 AM",
        )
        for place in range(50)
        if place % 12 < 10
    ]
    fred("import", str(archive(tmp_path / "in", rows, [connection("Ines Prado")])))
    return fred


def test_too_many_is_told_in_hours_and_the_guesses_are_called_guesses(known: Doorstep) -> None:
    told = known("circles")
    assert told.count("a guess") == 4
    assert "A follower costs nothing." in told
    assert "until then `room` is not known" in told
    known("circles", "set", "close", "--minutes", "90", "--every", "14 days")
    assert "90 min a month each   every 14 days" in known("circles")
    assert known.json("circles")["circles"][1] == {
        "name": "close", "people": 0, "minutes": 90, "every_days": 14, "is_guess": False, "asks_for": 0,
    }  # fmt: skip


def test_too_little_to_tell_says_how_much_it_takes(known: Doorstep) -> None:
    assert "too little to tell. It takes 15 people" in known("circles")
    assert "too little to tell: it takes 26 weeks with 20 requests" in known("forecast").casefold()
    shape = known.json("circles")["layers"]
    assert (shape["enough"], shape["sizes"], shape["phone_data"]) == (False, [], [4, 11, 30, 129])


def test_it_has_been_a_while_names_them_kindly_and_a_noted_call_ends_it(known: Doorstep) -> None:
    told = known("circles")
    assert "It has been a while, should you like to be in touch:" in told
    assert all(name in told for name in FRIENDS)
    assert "weak" not in told, "nobody is judged in passing"
    known("note", "Ines Prado", "call", "--on", "2026-11-19")
    assert [one["name"] for one in known.json("circles")["drifting"]] == ["Tomas Reyes"]


def test_not_any_more_is_remembered_and_undone(known: Doorstep) -> None:
    assert "doorstep undo takes it back" in known("circles", "not-any-more", "Ines Prado")
    assert [one["name"] for one in known.json("circles")["drifting"]] == ["Tomas Reyes"]
    known("undo")
    assert len(known.json("circles")["drifting"]) == 2
    known("circles", "not-any-more", "Ines Prado")
    known("circles", "not-any-more", "Ines Prado", "--again")
    assert len(known.json("circles")["drifting"]) == 2


def test_a_tie_is_shown_with_all_its_parts_and_no_number_of_its_own(known: Doorstep) -> None:
    told = known("circles", "show", "Ines Prado")
    assert "by your own contact" in told
    for part in ("last contact", "months with contact", "begun by them", "ways of contact", "known for"):
        assert part in told
    found = known.json("circles", "show", "Ines Prado")
    assert found["parts"]["silent_days"] == 132
    assert "rank" not in json.dumps(found)


def test_a_rule_about_room_lets_in_as_many_as_there_is_room_for(known: Doorstep) -> None:
    policy = known.home / "policy.toml"
    text = policy.read_text(encoding="utf-8")
    head, facebook, tail = text.partition("[networks.facebook.accept]")
    policy.write_text(f'{head}{facebook}\n"there is room" = "room >= 1"{tail}', encoding="utf-8")
    for name in ("Nadia Q", "Otto Reiter", "Petra Novak"):
        known("add", "facebook", name)
        known("set", name, "values_conflict=no", "open_business=no")
    assert known.row("Otto Reiter")["verdict"] == "ask", "nobody has said how much there is"
    known("circles", "attention", "2")
    assert known.json("circles")["room"]["facebook"] == 0, "Ines and Tomás ask for an hour each"
    assert "No room is left." in known("circles")
    assert "accept" not in {one["verdict"] for one in known.json("inbox", "--network", "facebook")}
    known("circles", "attention", "4")
    assert known.json("circles")["room"]["facebook"] == 2
    assert "Room for 2 close, or" in known("circles")
    assert [
        one["person"]["name"] for one in known.json("inbox", "--network", "facebook") if one["verdict"] == "accept"
    ] == ["Nadia Q", "Otto Reiter"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("circles", "set", "clos", "--minutes", "3"), "did you mean `close`?"),
        (("circles", "set", "close"), "there is nothing to set"),
        (("circles", "set", "close", "--every", "sometimes"), "`sometimes` is no time"),
        (("circles", "set", "close", "--minutes", "-4"), "from 0 to"),
        (("circles", "attention", "nan"), "is no number of hours"),
        (("circles", "attention", "inf"), "a month has 744 hours"),
        (("circles", "attention", "much"), "is no number of hours"),
        (("circles", "put", "Ines Prado", "far"), "there is no circle"),
        (("circles", "put", "Ines Prado", "none"), "nothing of that kind was said"),
        (("circles", "not-any-more", "Ines Prado", "--again"), "nothing of that kind was said"),
    ],
)
def test_what_cannot_be_meant_is_named_and_nothing_is_changed(
    known: Doorstep, words: tuple[str, ...], said: str
) -> None:
    assert said in known.fails(2, *words)


def test_a_year_ahead_stands_side_by_side_with_other_standards(asked_often: Doorstep, tmp_path: Path) -> None:
    other = tmp_path / "closed.toml"
    other.write_text('[networks.linkedin]\notherwise = "decline"\naccept = { "nobody" = "never" }', encoding="utf-8")
    wide = tmp_path / "wide.toml"
    wide.write_text('strategy = "open"\n[networks.linkedin]\naccept = { "anyone" = "always" }', encoding="utf-8")
    assert "closed.toml" in asked_often("forecast", str(other))
    mine, closed = asked_often.json("forecast", str(other))["policies"]
    assert closed["let_in"] == {"low": 0, "middle": 0, "high": 0}
    assert (mine["policy"], closed["policy"]) == ("now", "closed.toml")
    assert closed["connections"] == mine["connections"] == 1
    told = asked_often("forecast", str(wide))
    assert "25,000 people on LinkedIn would ask for 1,250 hours a month" in told
    _, opened = asked_often.json("forecast", str(wide))["policies"]
    assert 30 <= opened["let_in"]["low"] <= opened["let_in"]["middle"] <= opened["let_in"]["high"] <= 80
    assert opened["minutes_more"]["middle"] == 3 * opened["let_in"]["middle"]


def test_a_year_ahead_is_the_same_for_the_same_seed(asked_often: Doorstep) -> None:
    assert asked_often("forecast", "--seed", "4") == asked_often("forecast", "--seed", "4")
    assert "no file and no version" in asked_often.fails(5, "forecast", "nowhere.toml")


def test_an_empty_folder_has_circles_of_nobody(empty: Doorstep) -> None:
    assert "there are 0, over 0 days." in " ".join(empty("circles").split())
    assert empty.json("circles")["drifting"] == []
