"""Are these too many? What 25,000 means in hours, and who gets the last place."""

from pathlib import Path

import pytest

from ..archives import archive, asks, connection, writes
from .runner import Doorstep

FRIENDS = ("Ines Prado", "Tomas Reyes")
OPEN = 'strategy = "open"\n[networks.linkedin]\naccept = { "anyone" = "always" }\n'


@pytest.fixture
def popular(fred: Doorstep, tmp_path: Path) -> Doorstep:
    """Fred with two friends he writes with, and forty people who asked over a year."""
    months = [(2025, at) for at in range(1, 13)] + [(2026, at) for at in range(1, 11)]
    talks = [
        writes(name, f"{year}-{at:02}-1{day} 10:00:00", to_fred=day == 1)
        for name in FRIENDS for year, at in months for day in (1, 2)
    ]  # fmt: skip
    asked = [
        asks(f"Asker {chr(65 + at)}{chr(97 + week)}", at=f"{at + 1}/{week * 6 + 1}/26, 9:00 AM")
        for at in range(10) for week in range(4)
    ]  # fmt: skip
    fred("import", str(archive(tmp_path / "in", asked, [connection(one) for one in FRIENDS], talks)))
    return fred


def test_an_open_networker_sees_what_25000_means_in_hours(popular: Doorstep, tmp_path: Path) -> None:
    told = popular("circles")
    assert "They ask for 2 hours a month. A follower costs nothing." in told
    assert "A guess at what there is: 31 hours, as circles of 4, 11, 30 and 129 people would ask for." in told
    popular("circles", "attention", "20")

    everybody = tmp_path / "everybody.toml"
    everybody.write_text(OPEN, encoding="utf-8")
    ahead = popular("forecast", str(everybody))
    assert ahead.startswith("In a year like the past, by 40 requests in 46 weeks; the ranges hold four of five:")
    (let_in,) = [line for line in ahead.splitlines() if line.startswith("  let in")]
    assert let_in.split()[2:6] == ["0", "(0", "to", "0)"]
    (asked_for,) = [line for line in ahead.splitlines() if "ask for a month, in a year" in line]
    assert "6 minutes (6 to 6)" in asked_for  # nobody is let in without a word from Fred
    assert ahead.endswith(
        "25,000 people on LinkedIn would ask for 1,250 hours a month, at these minutes each. There are 20 hours, and a "
        "month has 744 in all.\n"
    )
    mine, wide = popular.json("forecast", str(everybody))["policies"]
    assert (mine["let_in"]["high"], wide["let_in"]["low"] > 30) == (0, True)


def test_the_last_place_goes_to_the_best_by_the_order_of_the_standards(popular: Doorstep) -> None:
    policy = popular.home / "policy.toml"
    text = policy.read_text(encoding="utf-8")
    always = '"friends and family"          = "role in {friend, family}"'
    assert always in text
    scarce = '"friends, while there is room" = "role == friend and room >= 1"'
    policy.write_text(text.replace(always, scarce), encoding="utf-8")
    for name, note in (
        ("Otto Reiter", ""),
        ("Petra Novak", "It was so good to walk with you and Ines along the lake, shall we keep in touch?"),
        ("Dora Vance", ""),
    ):
        popular("add", "facebook", name, *(["--note", note] if note else []))
        facts = ("worked_together=no", "vouched_for=no", "met=no", "known_for=30 days")
        popular("set", name, "role=friend", "values_conflict=no", "open_business=no", *facts)
    popular("circles", "attention", "3")
    assert "There are 3 hours. Room for 1 close, or 6 regular, or 20 wider." in popular("circles")

    inbox = popular("inbox", "--network", "facebook")
    first, *others = inbox.splitlines()[:3]
    assert "Petra Novak  facebook  ✓ accept" in first
    assert "“friends, while there is room”" in first
    assert not [line for line in others if "✓" in line]
    assert "a yes  1 place is left" in popular("show", str(popular.row("Petra Novak")["id"]))
    assert "a yes  no place is left" in popular("show", str(popular.row("Otto Reiter")["id"]))

    popular("accept", str(popular.row("Petra Novak")["id"]))
    assert "No room is left." in popular("circles")
    assert "accept" not in {one["verdict"] for one in popular.json("inbox", "--network", "facebook")}
    popular("undo")
    assert inbox == popular("inbox", "--network", "facebook"), "never at random"
