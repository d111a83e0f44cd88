"""Cases beside the standards, as a person runs them and as a CI server does."""

from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from doorstep.cli.junit import safe

from .runner import Doorstep
from .test_hostile_text import CONTROL, EVIL

CASES = """
# what Fred tells his colleagues
["a partner I have not spoken with asks on Facebook"]
network = "facebook"
facts   = { role = "partner", spoken = false, known_for = "7 days", values_conflict = false, open_business = false }
expect  = "not yet"
steps   = ["spoken"]
"""
WRONG = """
["a friend asks on Facebook"]
network    = "facebook"
facts.role = "friend"
expect     = "accept"
"""


def write(door: Doorstep, text: str) -> Path:
    path = door.home / "policy.cases.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_cases_that_hold_end_well_and_name_what_they_do_not_reach(fred: Doorstep) -> None:
    write(fred, CASES)
    said = fred("policy", "test")
    assert "1 case holds." in said
    assert "1 of 10 rules is reached by a case. No case reaches:\n  house, decline, “I was warned”" in said
    assert "  facebook, accept, “we go back”" in said
    assert "business I have spoken with" not in said
    assert said.endswith("1 of 3 doors is reached by a case. No case reaches:\n  linkedin\n  x\n")


def test_a_case_that_does_not_hold_shows_both_sides_and_ends_with_1(fred: Doorstep) -> None:
    write(fred, CASES + WRONG)
    said = fred.run("policy", "test")
    assert said.code == 1
    assert "✕ a friend asks on Facebook  policy.cases.toml, facebook" in said.out
    assert "  verdict    accept    ask" in said.out
    assert "because of “our values would clash”, “an open deal”" in said.out
    assert "1 case holds, 1 does not." in said.out
    found = fred.run("policy", "test", "--json")
    assert found.code == 1
    assert '"misses": [\n' in found.out


def test_strict_fails_where_a_rule_is_not_reached(fred: Doorstep, tmp_path: Path) -> None:
    write(fred, CASES)
    assert fred.run("policy", "test", "--strict").code == 1
    path = tmp_path / "one.toml"
    path.write_text('[networks.x]\naccept = { "anyone" = "always" }\n', encoding="utf-8")
    (tmp_path / "one.cases.toml").write_text('["somebody"]\nnetwork = "x"\nexpect = "accept"\n', encoding="utf-8")
    said = fred("policy", "test", str(path), "--strict")
    assert said == "1 case holds.\nEvery door and every rule is reached by a case.\n"


def test_neither_a_ledger_nor_a_folder_is_needed(empty: Doorstep, fred: Doorstep, tmp_path: Path) -> None:
    write(fred, CASES)
    other = Doorstep(tmp_path / "nowhere")
    assert "1 case holds." in other("policy", "test", str(fred.home / "policy.toml"))
    assert not other.home.exists()
    assert not (fred.home / "ledger.db").exists()


def test_cases_are_taken_from_a_folder_beside_and_from_files_that_are_named(fred: Doorstep, tmp_path: Path) -> None:
    folder = fred.home / "cases"
    folder.mkdir()
    (folder / "b.toml").write_text(CASES, encoding="utf-8")
    (folder / "a.toml").write_text(WRONG, encoding="utf-8")
    (folder / "readme.txt").write_text("not a case", encoding="utf-8")
    said = fred.run("policy", "test", "--json")
    assert said.out.index('"file": "a.toml"') < said.out.index('"file": "b.toml"')
    named = tmp_path / "more.cases.toml"
    named.write_text(CASES, encoding="utf-8")
    assert "1 case holds." in fred("policy", "test", str(named))
    assert fred.run("policy", "test", str(fred.home / "policy.toml"), str(named), str(folder)).code == 1


def shape(element: Xml.Element) -> None:
    """The shape that readers of JUnit XML share: which elements hold which, and the attributes each must have."""
    holds = {"testsuites": {"testsuite"}, "testsuite": {"testcase"}, "testcase": {"failure"}, "failure": set()}
    needs = {
        "testsuites": {"name", "tests", "failures", "errors", "time"},
        "testsuite": {"name", "tests", "failures", "errors", "skipped", "time", "timestamp", "hostname"},
        "testcase": {"name", "classname", "time"},
        "failure": {"message", "type"},
    }  # fmt: skip
    assert set(element.attrib) == needs[element.tag]
    for number in {"tests", "failures", "errors", "skipped"} & set(element.attrib):
        assert element.attrib[number].isdecimal()
    if "time" in element.attrib:
        float(element.attrib["time"])
    for inner in element:
        assert inner.tag in holds[element.tag]
        shape(inner)


def test_the_junit_file_is_what_a_ci_server_reads(fred: Doorstep, tmp_path: Path) -> None:
    write(fred, CASES + WRONG + '["<b>&\\"]]>"]\nnetwork = "x"\nexpect = "decline"\n')
    path = tmp_path / "out.xml"
    assert fred.run("policy", "test", "--junit", str(path)).code == 1
    root = Xml.parse(path).getroot()
    shape(root)
    assert (root.attrib["tests"], root.attrib["failures"]) == ("3", "2")
    suite = root[0]
    assert suite.attrib["timestamp"] == "2026-11-21T12:00:00"
    assert [one.attrib["name"] for one in suite][1:] == ["a friend asks on Facebook", '<b>&"]]>']
    (failure,) = suite[1]
    assert failure.attrib["message"] == "verdict: expected accept, got ask"
    assert "“our values would clash”" in (failure.text or "")
    assert safe("a\x1b[31m\x00\ud800\uffff\n") == "a�[31m���\n"


def test_a_junit_file_that_cannot_be_written_is_told(fred: Doorstep, tmp_path: Path) -> None:
    write(fred, CASES)
    assert "cannot be written" in fred.fails(2, "policy", "test", "--junit", str(tmp_path / "no" / "out.xml"))


def test_what_is_off_with_the_files_is_told(fred: Doorstep, tmp_path: Path) -> None:
    said = fred.fails(5, "policy", "test")
    assert "write one into policy.cases.toml" in said
    example = "\n".join(line for line in said.splitlines() if line.startswith("    "))
    path = write(fred, example)
    assert "1 does not" in fred.run("policy", "test").out, "what it shows can be copied, and is a case"
    edited = tmp_path / "edited.toml"
    edited.write_bytes((fred.home / "policy.toml").read_bytes())
    assert "doorstep policy test POLICY CASES" in fred.fails(5, "policy", "test", str(edited))
    assert "1 does not" in fred.run("policy", "test", str(edited), str(path)).out
    assert "no such file" in fred.fails(2, "policy", "test", str(fred.home / "policy.toml"), str(tmp_path / "x"))
    path = write(fred, CASES.replace("spoken = false", "spokn = false"))
    assert "did you mean `spoken`?" in fred.fails(3, "policy", "test")
    path.write_bytes(b"\xff\xfe\x00")
    assert "not UTF-8" in fred.fails(3, "policy", "test")
    path.write_text("# nothing yet\n", encoding="utf-8")
    assert "there is no case in it" in fred.fails(3, "policy", "test")


def test_hostile_words_in_a_case_reach_the_screen_as_text(fred: Doorstep, tmp_path: Path) -> None:
    write(
        fred, f'["{EVIL}"]\n'.replace("\x1b", "\\u001b").replace("\x07", "\\u0007") + 'network = "x"\nexpect = "ask"\n'
    )
    said = fred.run("policy", "test")
    assert said.code == 3
    write(fred, '["[bold]x[/bold] {owner} =cmd()"]\nnetwork = "x"\nexpect = "ask"\nbecause = "[red]"\n')
    shown = fred.run("policy", "test")
    assert "[bold]x[/bold] {owner} =cmd()" in shown.out
    assert "[red]" in shown.out
    assert CONTROL.search(said.out + said.err + shown.out + shown.err) is None


@pytest.mark.parametrize("number", range(1, 6))
def test_a_case_is_made_of_a_real_request_and_holds(cast: Doorstep, number: int) -> None:
    path = write(cast, CASES.rstrip("\n"))
    said = cast("policy", "case", str(number))
    assert f'["request {number} on linkedin"]' in said
    text = path.read_text(encoding="utf-8")
    assert text.startswith(CASES.rstrip("\n") + "\n\n[")
    assert path.stat().st_mode & 0o777 == 0o600
    assert "2 cases hold." in cast("policy", "test")
    assert f'"request {number} on linkedin" already'.replace('"', "") in cast.fails(8, "policy", "case", str(number)) \
        .replace("“", "").replace("”", "")  # fmt: skip
    for private in ("Nadia", "Lindqvist", "Otto", "Petra", "talk", "exciting"):
        assert private not in text.replace("a partner", "")


def test_a_case_can_say_what_should_have_been_answered(cast: Doorstep) -> None:
    cast("note", "Nadia Lindqvist", "met", "she shouts")
    said = cast("policy", "case", "1", "--as", "somebody\nI met", "--expect", "not yet", "--dry-run")
    assert said.startswith('["somebody I met"]\nnetwork ')
    assert "expect  " in said
    assert '"not yet"' in said
    assert "shouts" not in said
    assert not (cast.home / "policy.cases.toml").exists()


def test_a_case_cannot_be_made_of_nothing_or_added_to_a_broken_file(cast: Doorstep) -> None:
    assert "there is no request 99" in cast.fails(5, "policy", "case", "99")
    path = write(cast, "[")
    cast.fails(3, "policy", "case", "1")
    assert path.read_text(encoding="utf-8") == "["
