"""The report: whole, printable, quiet about people unless asked, and safe to open."""

import json
import os
import re
import stat
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from ..archives import archive, asks
from .planted import FIRST, LAST, NAMES, POLICY, planted
from .runner import Doorstep

PLAIN = frozenset(("html head meta title style body h1 h2 p table thead tbody tr th td pre").split())  # noqa: SIM905
EVIL = "<img src=x onerror=alert(1)>\x1b[31m\u202e"


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Doorstep:
    """120 decisions from January to September, and a habit among them; nothing in these tests changes it."""
    return planted(Doorstep(tmp_path_factory.mktemp("planted") / "fred"))


def as_json(door: Doorstep, folder: Path, *more: str) -> dict[str, Any]:
    """The report as JSON."""
    out = folder / f"report{len(list(folder.iterdir()))}.json"
    door("even", "--report", str(out), *more)
    return dict(json.loads(out.read_text(encoding="utf-8")))


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def ensure_quiet(page: str) -> None:
    """The page runs nothing and fetches nothing."""
    for tag, attributes in Tags(page).found:
        assert tag in PLAIN, tag
        assert not {"src", "href", "style", "srcset"} & set(attributes)
        assert not any(name.startswith("on") for name in attributes)
    assert not re.search(r"url\(|@import|https?:", page)
    assert "default-src 'none'" in page


def test_the_report_holds_what_a_professional_must_show(door: Doorstep, tmp_path: Path) -> None:
    found = as_json(door, tmp_path)
    assert found["requests"] == {"received": 120, "by_network": {"linkedin": 120}, "of_people_forgotten": 0}
    assert sum(one["requests"] for one in found["answers"]) == 120
    (standards,) = found["standards"]
    assert (standards["decisions"], standards["in_force_today"], standards["text"]) == (120, True, POLICY)
    assert len(found["overrides"]) == sum(
        one["requests"] for one in found["answers"]
        if (one["standards_said"], one["decided"]) not in (("accept", "accepted"), ("decline", "declined"))
    )  # fmt: skip
    for one in found["overrides"]:
        assert one["reason"].endswith(" asked so kindly") or one["standards_said"] == "not yet"
        assert one["because"] or one["standards_said"] == "decline"
    assert any(one["id"] == "linkedin-habit-1" for one in found["findings"])
    assert found["done"] == []


def test_people_are_numbers_and_ratings_stay_out_unless_asked(door: Doorstep, tmp_path: Path) -> None:
    quiet = json.dumps(as_json(door, tmp_path))
    for word in (*FIRST, *LAST):
        assert word not in quiet, "nor in a reason"
    assert {one["reason"] for one in json.loads(quiet)["overrides"]} == {"", "▒▒▒ asked so kindly"}
    assert re.search(r'"requests": \[\d', quiet)
    findings = json.loads(quiet)["findings"]
    assert not any("trust" in one["text"] and "habit" not in one["id"] for one in findings)
    loud = as_json(door, tmp_path, "--with-names")
    assert NAMES[13] in json.dumps(loud)
    assert loud["overrides"][0]["name"] in NAMES
    assert any("trust" in one["text"] for one in loud["findings"])
    assert json.loads(quiet)["findings_left_out"] == len(loud["findings"]) - len(findings) > 0


def test_a_rule_that_tells_what_one_thinks_of_somebody_is_not_named(cast: Doorstep, tmp_path: Path) -> None:
    policy = cast.home / "policy.toml"
    policy.write_text(POLICY.replace('"I trust them"', '"people I TRUST"'), encoding="utf-8")
    cast("set", "Nadia Lindqvist", "trust=5", "spoken=no")
    cast("set", "Otto Reiter", "spoken=yes", "trust=1")
    cast("decline", "1", "--because", "Nadia Lindqvist was rude to Ines")
    cast("decline", "4")
    rows = {one["request"]: one for one in as_json(cast, tmp_path)["overrides"]}
    assert rows["1"]["because"] == "a private reason"
    assert rows["1"]["reason"] == "▒▒▒ was rude to ▒▒▒"
    assert rows["4"]["because"] == "we have spoken"
    policy.write_text(POLICY.replace('"we have spoken"', '"after a call"'), encoding="utf-8")
    assert {one["because"] for one in as_json(cast, tmp_path)["overrides"]} == {"a former rule"}
    loud = as_json(cast, tmp_path, "--with-names")["overrides"]
    assert {one["because"] for one in loud} == {"people I TRUST", "we have spoken"}


def test_reasons_that_are_quoted_are_to_be_looked_over_first(cast: Doorstep, tmp_path: Path) -> None:
    assert "look them over" not in cast("even", "--report", str(tmp_path / "none.html"))
    cast("decline", "1", "--because", "she is with a colleague of mine")
    assert "look them over" in cast("even", "--report", str(tmp_path / "quoted.html"))
    assert "look them over" not in cast("even", "--report", str(tmp_path / "own.html"), "--with-names")


def test_warnings_places_of_work_and_names_in_the_standards_are_not_in_a_report(
    practising: Doorstep, tmp_path: Path
) -> None:
    policy = practising.home / "policy.toml"
    rule = '[networks.linkedin.decline]\n# after what Otto Reiter did\n"not like Otto Reiter again" = "warned_about"\n'
    named = '"clients like Petra Novak" = "role == client"\n'
    policy.write_text(f"[networks.linkedin.accept]\n{named}\n{rule}", encoding="utf-8")
    practising("set", "Nadia Lindqvist", "warned_about=yes", "role=client")
    practising("add", "linkedin", "Kit Moss")
    practising("set", "Kit Moss", "role=client", "warned_about=yes", "company=Mossworks")
    number = str(practising.row("Kit Moss")["id"])
    practising("accept", number, "--because", "petra said mossworks is fine, see kit-moss or kit.example")
    quiet = json.dumps(as_json(practising, tmp_path), ensure_ascii=False)
    for word in ("Otto", "Reiter", "Petra", "petra", "Novak", "Works", "ossworks", "kit-moss", "kit.example"):
        assert word not in quiet, word
    loud = as_json(practising, tmp_path, "--with-names")
    assert "ossworks" in json.dumps(loud)
    findings = {one["id"] for one in loud["findings"] if re.search(r"warned|company", one["text"])}
    assert not findings & {one["id"] for one in json.loads(quiet)["findings"]}
    (row,) = [one for one in json.loads(quiet)["overrides"] if one["request"] == number]
    assert row["because"] == "a private reason"
    assert "said ▒▒▒ is fine" in row["reason"]


def test_a_report_that_cannot_be_written_whole_is_not_there_at_all(
    door: Doorstep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    said = door.run("even", "--report", str(tmp_path / "report.html"))
    assert said.code == 2
    assert "No space left on device" in said.err
    assert list(tmp_path.iterdir()) == []


def test_the_page_prints_without_scripts_or_anything_from_elsewhere(door: Doorstep, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    assert "People are numbers in it" in door("even", "--report", str(out))
    page = out.read_text(encoding="utf-8")
    ensure_quiet(page)
    for words in ("Standards in force", "Decided otherwise than the standards say", "What was done", "Findings",
                  "[linkedin-habit-1]", "@media print", "prefers-color-scheme: dark"):  # fmt: skip
        assert words in page
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_hostile_names_reasons_and_rules_stay_text(cast: Doorstep, tmp_path: Path) -> None:
    policy = cast.home / "policy.toml"
    policy.write_text(POLICY.replace('"we have spoken"', '"<script>alert(2)</script>"'), encoding="utf-8")
    row = asks(EVIL, "", "11/10/26, 9:00 AM", slug="evil")
    cast("import", str(archive(tmp_path / "evil", [row])))
    number = next(str(one["id"]) for one in cast.json("inbox") if "img" in one["person"]["name"])
    cast("set", "evil", "spoken=yes")
    cast("decline", number, "--because", f"</td><script>alert(3)</script>{EVIL}")
    for more in ((), ("--with-names",)):
        out = tmp_path / f"r{len(more)}.html"
        cast("even", "--report", str(out), *more)
        page = out.read_text(encoding="utf-8")
        ensure_quiet(page)
        assert not {"\x1b", "\u202e"} & set(page)
    assert "&lt;img src=x" in page


def test_a_period_tells_only_of_itself(door: Doorstep, tmp_path: Path) -> None:
    found = as_json(door, tmp_path, "--from", "2026-02-01", "--to", "2026-02-28")
    assert found["period"] == {"from": "2026-02-01", "to": "2026-02-28"}
    assert found["requests"]["received"] == 14
    assert sum(one["requests"] for one in found["answers"]) == 14
    assert found["standards"][0]["decisions"] == 14
    assert all("2026-02-01" <= one["day"] <= "2026-02-28" for one in found["overrides"])


def test_what_was_done_is_told_with_its_day(cast: Doorstep, tmp_path: Path) -> None:
    cast("decline", "1")
    later = cast.at("2026-11-25")
    (cast.home / "policy.toml").write_text(POLICY, encoding="utf-8")
    later("accept", "1")
    done = as_json(later, tmp_path)["done"]
    assert {"day": "2026-11-25", "what": "request 1: accepted, after declined"} in done
    assert any("decided by other standards from here on" in one["what"] for one in done)


def test_whoever_was_forgotten_still_counts_without_a_name(cast: Doorstep, tmp_path: Path) -> None:
    cast("decline", "4")
    cast("decline", "5")
    before = as_json(cast, tmp_path)
    cast("forget", "Otto Reiter", "--yes")
    after = as_json(cast, tmp_path, "--from", "2026-11-01")
    assert after["requests"]["of_people_forgotten"] == 1
    assert sum(one["requests"] for one in after["answers"]) == sum(one["requests"] for one in before["answers"])
    assert after["answers"] == before["answers"]
    assert "of people who were forgotten" in _page(cast, tmp_path)


def _page(door: Doorstep, folder: Path) -> str:
    out = folder / "page.html"
    door("even", "--report", str(out))
    return out.read_text(encoding="utf-8")


def test_a_report_is_never_written_over_a_file_or_into_doorsteps_folder(door: Doorstep, tmp_path: Path) -> None:
    mine = tmp_path / "mine.html"
    mine.write_text("mine", encoding="utf-8")
    assert "such a file already" in door.fails(8, "even", "--report", str(mine))
    assert "doorstep's own folder" in door.fails(2, "even", "--report", str(door.home / "sub" / "r.html"))
    assert "ends in .html or .json" in door.fails(2, "even", "--report", str(tmp_path / "r.pdf"))
    assert "cannot be written" in door.fails(2, "even", "--report", str(tmp_path / "nowhere" / "r.html"))
    assert "--with-names goes with a report" in door.fails(2, "even", "--with-names")
