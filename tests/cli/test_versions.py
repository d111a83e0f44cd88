"""Versions of the standards: kept by looking, compared, and put back."""

import sqlite3
from pathlib import Path

import pytest

from doorstep import Policy

from ..archives import archive, asks
from .runner import Doorstep

OLD, NEW = '"business and spoken"', '"business and met"'


def edit(door: Doorstep, old: str = OLD, new: str = NEW) -> str:
    """Changes the standards as a person would, in the file; gives the new text."""
    path = door.home / "policy.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text.replace(old, new)


def numbers(door: Doorstep) -> list[int]:
    return [one["number"] for one in door.json("policy", "history")]


def test_every_version_that_is_looked_at_is_kept_with_its_day(cast: Doorstep) -> None:
    first = (cast.home / "policy.toml").read_text(encoding="utf-8")
    second = edit(cast)
    later = cast.at("2026-11-25")
    later("policy", "show")
    later("inbox")
    later("inbox")
    newest, oldest = later.json("policy", "history")
    assert (newest["number"], newest["at"], newest["now"]) == (2, "2026-11-25T12:00:00", True)
    assert (oldest["number"], oldest["at"], oldest["now"]) == (1, "2026-11-21T12:00:00", False)
    assert newest["changed"].startswith("Facebook: accepted by “business I have spoken with” before")
    assert later("policy", "history", "--show", "1") == first
    assert later("policy", "history", "--show", "2026-11-24") == first
    assert later("policy", "history", "--show", "2026-11-25") == second
    said = later("policy", "history")
    assert "2  2026-11-25 12:00  now  0 decisions  Facebook: accepted by" in said
    assert "1  2026-11-21 12:00       0 decisions  the first" in said


def test_decisions_count_with_the_version_they_were_made_under(cast: Doorstep) -> None:
    cast("accept", "1")
    edit(cast)
    cast.at("2026-11-22")("decline", "2")
    cast.at("2026-11-22")("decline", "3")
    edit(cast, NEW, OLD)
    cast.at("2026-11-23")("decline", "4")
    found = cast.at("2026-11-23").json("policy", "history")
    assert [(one["number"], one["decisions"]) for one in found] == [(3, 1), (2, 2), (1, 1)]
    assert found[0]["print"] == found[2]["print"]


def test_a_comment_is_a_version_that_answers_nobody_differently(cast: Doorstep) -> None:
    edit(cast, '"business and spoken"', '"business and spoken"  # as ever')
    assert cast.json("policy", "history")[0]["changed"] == "nobody is answered differently"


def test_a_policy_with_a_mistake_is_no_version_until_it_is_put_aside(cast: Doorstep) -> None:
    broken = edit(cast, OLD, '"business and spokn"')
    assert numbers(cast) == [1]
    assert not cast.json("policy", "history")[0]["now"]
    said = cast("policy", "restore", "1")
    assert "Version 1, of 2026-11-21, stands again" in said
    assert "doorstep policy restore 2   takes this back" in said
    assert numbers(cast) == [3, 2, 1]
    assert cast("policy", "history", "--show", "2") == broken
    assert cast.json("policy", "history")[0]["changed"] == "version 1 again"
    assert cast.json("policy", "history")[1]["changed"] == "one of the two holds a mistake"
    assert "did you mean `spoken`?" in cast.fails(3, "policy", "restore", "2")


def test_a_version_is_put_back_and_that_is_taken_back(cast: Doorstep) -> None:
    path = cast.home / "policy.toml"
    first = path.read_text(encoding="utf-8")
    second = edit(cast)
    dry = cast("policy", "restore", "1", "--dry-run")
    assert "Nothing was written" in dry
    assert "Facebook: accepted by “business I have spoken with” before" not in dry
    assert "accepted by “business I have spoken with” now" in dry
    assert path.read_text(encoding="utf-8") == second
    assert "takes this back" in cast("policy", "restore", "1")
    assert path.read_text(encoding="utf-8") == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert "stands there already" in cast.fails(8, "policy", "restore", "1")
    cast("policy", "restore", "2")
    assert path.read_text(encoding="utf-8") == second
    assert numbers(cast) == [4, 3, 2, 1]


def test_new_standards_are_a_version_at_once(empty: Doorstep) -> None:
    empty("policy", "new", "--yes")
    with sqlite3.connect(empty.home / "ledger.db") as raw:
        assert raw.execute("SELECT count(*) FROM policy_version").fetchone() == (1,)
    raw.close()
    empty("policy", "new", "--yes", "--replace", "--template", "open-networker")
    assert numbers(empty) == [2, 1]


def test_looking_makes_no_ledger_and_minds_none_that_cannot_be_written(fred: Doorstep) -> None:
    fred("policy", "show")
    assert not (fred.home / "ledger.db").exists()
    (fred.home / "ledger.db").write_bytes(b"no database at all" * 100)
    for words in (("policy", "show"), ("try", "x")):
        assert fred.run(*words).code == 0
    assert "not a ledger of doorstep" in fred.fails(7, "policy", "history")


def test_another_doorstep_that_writes_does_not_hold_up_a_look(cast: Doorstep) -> None:
    edit(cast)
    raw = sqlite3.connect(cast.home / "ledger.db", isolation_level=None)
    raw.execute("BEGIN IMMEDIATE")
    cast("policy", "show")
    cast("inbox")
    raw.execute("ROLLBACK")
    raw.close()
    assert numbers(cast) == [2, 1]


def test_without_versions_it_says_so(empty: Doorstep) -> None:
    assert empty("policy", "history") == "No version is kept yet: doorstep policy new\n"
    assert empty.json("policy", "history") == []
    assert "lists them" in empty.fails(5, "policy", "history", "--show", "1")
    assert "no version `7`" in empty.fails(5, "policy", "restore", "7")
    assert "there are no standards yet" in empty.fails(5, "policy", "compare")


def test_two_files_are_compared_without_a_ledger(empty: Doorstep, fred: Doorstep, tmp_path: Path) -> None:
    other = tmp_path / "stricter.toml"
    text = (fred.home / "policy.toml").read_text(encoding="utf-8")
    other.write_text(text.replace(OLD, NEW), encoding="utf-8")
    nowhere = Doorstep(tmp_path / "nowhere")
    said = nowhere("policy", "compare", str(fred.home / "policy.toml"), str(other))
    assert said.startswith("From policy.toml to stricter.toml:\n\nFacebook: accepted by “business I have spoken with”")
    assert "  for example: " in said
    assert said.endswith("that is proved, not sampled.\n")
    assert not nowhere.home.exists()
    same = nowhere("policy", "compare", str(other), str(other))
    assert "Nothing changes: every answer stays as it is, for everybody." in same


def test_the_people_of_the_ledger_that_a_change_touches_are_named(cast: Doorstep, tmp_path: Path) -> None:
    cast("set", "Otto Reiter", "role=partner", "warned_about=no")
    cast("accept", "4")
    cast("set", "Nadia Lindqvist", "role=partner")
    edit(cast, 'business = "role in {client, prospect, partner,', 'business = "role in {client, prospect,')
    said = cast("policy", "compare")
    assert said.startswith("From version 1, of 2026-11-21 to now:")
    assert "1 of your open requests is answered otherwise:" in said
    assert "1  Nadia Lindqvist  linkedin  accept → ask" in said
    assert "2 requests of yours are answered otherwise:" in cast("policy", "compare", "1", "now", "--all")
    found = cast.json("policy", "compare", "1", "now", "--all")
    assert [(one["name"], one["state"], one["before"]) for one in found["requests"]] == [
        ("Nadia Lindqvist", "open", "accept"), ("Otto Reiter", "accepted", "accept"),
    ]  # fmt: skip
    assert found["differences"][0]["network"] == "linkedin"
    assert "None of your requests is answered otherwise." in cast("policy", "compare", "now", "2", "--all")


def test_who_asked_twice_is_named_once(cast: Doorstep, tmp_path: Path) -> None:
    again = asks("Nadia Lindqvist", "", "11/12/26, 9:00 AM")
    cast("import", str(archive(tmp_path / "again", [again], name="Complete_LinkedInDataExport_11-20-2026.zip")))
    cast("set", "Nadia Lindqvist", "role=partner")
    edit(cast, "prospect, partner,", "prospect,")
    assert [one["id"] for one in cast.json("policy", "compare")["requests"]] == [6]
    assert cast.json("replay")["totals"]["requests"] == 6


def test_a_door_that_shuts_for_good_is_told_though_the_outcome_stays(empty: Doorstep, tmp_path: Path) -> None:
    soft, firm = tmp_path / "soft.toml", tmp_path / "firm.toml"
    text = '[networks.facebook]\notherwise = "decline"\naccept = { "friends" = "spoken" }\n'
    soft.write_text(text, encoding="utf-8")
    firm.write_text(text + 'decline = { "strangers" = "not spoken" }\n', encoding="utf-8")
    said = empty("policy", "compare", str(soft), str(firm))
    assert "Answered the same in the end, but a step that would have opened the door" in said
    assert "Facebook: declined because no rule holds before, declined by “strangers” now" in said
    assert "Everybody is accepted, put to you or declined as before: that is proved" in said
    assert [one["message"] for one in empty.json("policy", "compare", str(soft), str(firm))["ways"]]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("compare", "nowhere.toml"), 5, "there is no file and no version `nowhere.toml`"),
        (("compare", "9"), 5, "there is no version `9`"),
        (("compare", "2020-01-01"), 5, "there is no version `2020-01-01`"),
        (("compare", "\x1b[31m\u202e"), 5, "there is no file"),
        (("compare",), 5, "no version before the one of today"),
        (("restore", "x" * 5000), 5, "there is no version"),
    ],
)
def test_what_is_not_there_is_told(cast: Doorstep, words: tuple[str, ...], code: int, said: str) -> None:
    told = cast.fails(code, "policy", *words)
    assert said in told
    assert "\x1b" not in told


def test_policies_that_mean_other_things_by_a_fact_cannot_be_compared(fred: Doorstep, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    text = (fred.home / "policy.toml").read_text(encoding="utf-8")
    changed = text.replace('type = "yes/no"', 'type = "count"')
    assert Policy.parse(changed)
    other.write_text(changed, encoding="utf-8")
    assert "mean different things by `is_patient`" in fred.fails(4, "policy", "compare", str(other))
