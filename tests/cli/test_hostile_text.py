"""Text from outside is data everywhere: it reaches the screen as text, or not at all."""

import json
import re
from pathlib import Path

import pytest

from ..archives import archive, asks, connection, writes, zipped
from .runner import Doorstep

NOTES = {
    "escapes": "\x1b[31mred\x1b[0m \x1b]0;title\x07\x1b[2J gone \x9b1m \x1bP1$r\x1b\\",
    "bidi": "safe \u202egnp.exe\u202c \u2066isolated\u2069 \ufeff unseen\U000e0041\U000e0042",
    "markup": "[bold]bold[/bold] [red]red[/] [/nothing] [link=https://evil.example]x[/link]",
    "formula": '=HYPERLINK("https://evil.example","pay")',
    "long": "x" * 500 + " " + "word " * 100,
    "lines": "one\r\ntwo\rthree\x0bfour\u2028five\n\n\n\nsix",
    "emoji": ":smile: 👩‍👩‍👧 é",
    "places": "{owner} {first_name} %s {0} {{x}}",
    "backspaces": "visible\b\b\b\b\b\b\bhidden\x7f\x00",
}
NAMES = {
    "escapes": "Ot\x1b[31mto\x1b[0m Rei\x07ter", "bidi": "Dora \u202ecnaV", "markup": "[bold]Petra[/bold] Novak",
    "formula": "=cmd|' /C calc'!A0", "long": "Nadia " + "Lindqvist" * 60, "lines": "Ines\nPrado\r\nDROP",
    "emoji": "محمد العربي", "places": "{owner} שלום", "backspaces": "Ugo\b\b\bEve Ferri",
}  # fmt: skip
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
EVIL = "\x1b[31m\x07\u202e"  # the first alone would be taken out by click
COMMANDS: tuple[list[str], ...] = (
    ["inbox"], ["inbox", "--json"], ["inbox", "--state", "all"], [], ["questions", "--list"], ["questions", "--json"],
    ["log"], ["log", "--json"], ["export"], ["ask", EVIL + "Otto", "linkedin", "--sent", "--note", EVIL], ["ask"],
    ["ask", "--json"], ["ask", "Ines" + EVIL, "x"], ["ask", "Ines" + EVIL, "x", "--json"],
)  # fmt: skip


@pytest.fixture
def door(fred: Doorstep, tmp_path: Path) -> Doorstep:
    """One request for each kind of hostile text, and one without a name."""
    rows = [
        asks(NAMES[kind], NOTES[kind], f"11/{day}/26, 9:00 AM", slug=f"asker-{day}")
        for day, kind in enumerate(NOTES, 1)
    ]
    rows.append(asks("", "from nobody", "11/15/26, 9:00 AM", slug="asker-nobody"))
    rows.append(asks("Vera Moss", "", "11/16/26, 9:00 AM", slug="%1B%5B31mvera%E2%80%AE%0A%00\x1b[5m"))
    people = [connection("Tomas\x1b[5m Reyes", company="\x1b[1mAcme\u202e")]
    fred(
        "import",
        str(archive(tmp_path / "in", rows, people, [writes("Tomas Reyes", "2026-11-01 10:00:00", text="\x1b[31m")])),
    )
    return fred


def printed(door: Doorstep) -> str:
    """Everything that any command prints about these people."""
    said = [door.run(*words) for words in COMMANDS]
    for row in door.json("inbox", "--state", "all"):
        number, person = str(row["id"]), f"#{row['person']['id']}"
        for words in (["show", number], ["show", number, "--json"], ["person", person], ["about", person],
                      ["about", person, "--json"], ["person", person, "--json"],
                      ["note", person, "met \x1b[31m[b]x"], ["ask", person, "x"],
                      ["ask", person, "facebook", "--json"]):  # fmt: skip
            said.append(door.run(*words))
        said.append(door.run("wait", number))
    said.append(door.run("questions", keys="1-3\nq\n"))
    assert all(one.code == 0 and (one.err == "" or one.err.startswith("All of it is here")) for one in said)
    return "".join(one.out for one in said)


def test_no_control_character_reaches_the_output(door: Doorstep) -> None:
    text = printed(door)
    found = CONTROL.search(text)
    assert found is None, text[max(0, found.start() - 60) : found.start() + 60] if found else ""
    assert "\\u001b" not in text, "nor hidden in JSON"


def test_what_is_on_a_terminal_has_only_doorsteps_own_escapes(door: Doorstep) -> None:
    own = re.compile(r"\x1b\[[0-9;]*m|\r")
    for words in (["inbox"], ["show", "1"], ["show", "3"], ["person", "#1"], []):
        text = door.on_terminal(*words)
        left = own.sub("", text)
        assert CONTROL.search(left) is None, left
        assert "\x1b[31m" not in text, "red is nobody's"


def test_markup_is_not_interpreted(door: Doorstep) -> None:
    shown = door("show", "3")
    assert "[bold]Petra[/bold] Novak" in shown
    assert NOTES["markup"] in shown
    assert "[bold]Petra[/bold] Novak" in door("inbox")
    assert ":smile:" in door("show", "7")
    assert NOTES["places"] in door("show", "8")


def test_a_line_of_the_inbox_stays_one_line(door: Doorstep) -> None:
    lines = door("inbox").splitlines()
    assert [line.split()[0] for line in lines[:11]] == [str(number) for number in range(1, 12)]
    assert lines[11] == ""
    assert "Lindqvist" * 20 in lines[4], "nothing is cut where the output is piped"
    assert "Ines Prado DROP" in lines[5]


def test_a_request_without_a_name_can_be_seen_and_named(door: Doorstep) -> None:
    row = door.json("inbox")[-2]
    assert row["note"] == "from nobody"
    assert row["person"]["name"] == "asker-nobody"


def test_a_formula_stays_text(door: Doorstep) -> None:
    assert json.loads(door("inbox", "--json"))[3]["note"] == NOTES["formula"]


def test_hostile_words_on_the_command_line_are_no_different(fred: Doorstep) -> None:
    fred("add", "facebook", f"Ot{EVIL}to", "--note", f"{EVIL}hello", "--handle", f"otto{EVIL}")
    text = ""
    for words in (["inbox"], ["show", "1"], ["person", "#1"], ["about", "#1"], ["export"]):
        text += fred(*words)
    for words in (["person", f"{EVIL}nobody"], ["set", "#1", f"{EVIL}=1"], ["set", "#1", f"role={EVIL}"],
                  ["inbox", "--network", EVIL], ["note", "#1", EVIL, "x"], ["try", EVIL],
                  ["import", f"{EVIL}.zip"], ["restore", EVIL], ["rate", "#1", EVIL, "1"]):  # fmt: skip
        said = fred.run(*words)
        assert said.code > 0
        text += said.out + said.err
    assert CONTROL.search(text) is None, text


def test_names_of_files_in_an_archive_are_text_too(fred: Doorstep, tmp_path: Path) -> None:
    evil = {"\x1b[31mred\x1b[0m/Connections.csv": "a,b\n1,2\n", "\x1b]0;x\x07/../../x.csv": "x"}
    for name in evil:
        said = fred.run("import", str(zipped(tmp_path, {name: evil[name]})))
        assert said.code == 6
        assert CONTROL.search(said.err) is None
