"""Who is who, through the command line: pairs side by side, joined, kept apart, taken out."""

from pathlib import Path

import pytest

from ..archives import archive, asks, connection, table, zipped
from ..sources.test_mail import BODY, PROVED, mail
from .runner import Doorstep


@pytest.fixture
def twice(cast: Doorstep) -> Doorstep:
    """Ines, whom Fred knows, asks on Facebook too; there is a namesake of Otto on X."""
    cast("set", "Ines Prado", "role=friend", "values_conflict=no", "warned_about=no", "open_business=no")
    cast("add", "facebook", "Inês Prado")
    cast("add", "x", "Otto Reiter")
    return cast


def pair(doorstep: Doorstep, name: str) -> dict[str, object]:
    """The pair with this person."""
    return next(one for one in doorstep.json("same") if one["one"]["name"] == name)


def test_the_pair_that_would_change_an_answer_comes_first_and_says_how(twice: Doorstep) -> None:
    first, *others = twice.json("same")
    assert {first["one"]["name"], first["other"]["name"]} == {"Ines Prado", "Inês Prado"}
    assert first["changes"] == ["Facebook: ask would become accept"]
    assert all(not one["changes"] for one in others if one["one"]["name"] == "Otto Reiter")
    before = twice.content()
    said = twice("same")
    assert "the same name" in said
    assert "would become" in said
    assert twice.content() == before, "what is tried out is taken back"


def test_who_is_joined_is_one_person_until_it_is_undone(twice: Doorstep) -> None:
    found = pair(twice, "Ines Prado")
    ids = [f"#{found[side]['id']}" for side in ("one", "other")]  # type: ignore[index]  # plain data
    before = twice.content()
    assert "is one person" in twice("same", *ids)
    assert twice.row("Ines Prado", network="facebook")["verdict"] == "accept"
    twice("undo")
    assert {name: rows for name, rows in twice.content().items() if not name.startswith("journal")} == {
        name: rows for name, rows in before.items() if not name.startswith("journal")
    }


def test_who_is_not_the_same_is_not_asked_about_again(twice: Doorstep) -> None:
    ids = [f"#{pair(twice, 'Otto Reiter')[side]['id']}" for side in ("one", "other")]  # type: ignore[index]
    assert "are two people" in twice("same", *ids, "--no")
    assert not any(one["one"]["name"] == "Otto Reiter" for one in twice.json("same"))


def test_a_profile_is_taken_out_of_a_person_whom_it_is_not_of(twice: Doorstep) -> None:
    ids = [f"#{pair(twice, 'Otto Reiter')[side]['id']}" for side in ("one", "other")]  # type: ignore[index]
    twice("same", *ids)
    assert "are two people" in twice("apart", ids[0], "x")
    assert len(twice.json("inbox")) == 7
    assert not any(one["one"]["name"] == "Otto Reiter" for one in twice.json("same"))
    twice.fails(5, "apart", ids[0], "mastodon")
    twice.fails(8, "apart", ids[0], "linkedin")


def test_two_of_one_name_on_one_network_are_two_people(fred: Doorstep, tmp_path: Path) -> None:
    otto = asks("Otto Reiter", slug="otto-r")
    fred("import", str(archive(tmp_path, [asks("Otto Reiter"), otto], [connection("Tomas Reyes")])))
    assert fred.json("same") == []
    assert fred("same") == "Nobody here seems to be there twice.\n"


def test_half_a_pair_says_what_is_missing(cast: Doorstep) -> None:
    cast.fails(2, "same", "Otto Reiter")
    cast.fails(2, "same", "--no")
    cast.fails(2, "same", "Otto Reiter", "Otto Reiter")
    cast.fails(2, "same", "Otto Reiter", "Otto Reiter", "--no")


def test_a_pair_that_would_change_an_answer_is_among_the_questions(twice: Doorstep) -> None:
    def asked() -> list[dict[str, object]]:
        return [who for one in twice.json("questions") if one["kind"] == "same_person" for who in one["people"]]

    (one,) = asked()
    assert one["name"] == "Ines Prado"
    assert str(one["hint"]).startswith("and Inês Prado, who asks, too: ")
    assert str(one["hint"]).endswith("(Facebook: ask would become accept)")
    before = twice.content()
    keys = {"Are these two the same person?": "y"}
    twice("questions", keys=answers(twice, keys))
    assert twice.row("Ines Prado", network="facebook")["verdict"] == "accept"
    assert asked() == []
    twice("undo")
    assert twice.content()["profile"] == before["profile"]
    twice("questions", keys=answers(twice, {"Are these two the same person?": "n"}))
    assert asked() == []
    assert not [one for one in twice.json("same") if one["changes"]], "remembered for good"


def test_an_old_archive_that_tells_names_alone_and_a_mail_of_the_same_request_meet(
    fred: Doorstep, tmp_path: Path
) -> None:
    fred("me", "fred@door-beispiel.example")
    rows = [["Nadia Quill", "Fred Doorman", "10/5/26, 9:30 AM", "", "INCOMING"],
            ["Otto Reiter", "Fred Doorman", "10/5/26, 9:30 AM", "", "INCOMING"]]  # fmt: skip
    columns = ("From", "To", "Sent At", "Message", "Direction")
    old = {"Profile.csv": "First Name,Last Name\nFred,Doorman\n", "Invitations.csv": table(columns, rows)}
    fred("import", str(zipped(tmp_path / "in", old)))
    box = tmp_path / "Inbox.mbox"
    box.write_text(
        mail(
            'From: "Nadia Quill via LinkedIn" <invitations@linkedin.com>', "To: fred@door-beispiel.example",
            "X-LinkedIn-Template: email_m2m_invite_single_01", "Subject: I want to connect",
            PROVED.format("linkedin.com"), body=BODY,
        )
    )  # fmt: skip
    fred("import", str(box))
    assert len(fred.json("inbox")) == 3, "never by the name alone"
    first, *others = fred.json("same")
    assert first["reasons"][0] == "both asked on LinkedIn on 2026-10-05"
    assert first["changes"] == ["LinkedIn: the two requests would be one"]
    assert others == []
    fred("same", f"#{first['one']['id']}", f"#{first['other']['id']}")
    assert sorted(one["person"]["name"] for one in fred.json("inbox")) == ["Nadia Quill", "Otto Reiter"]
    assert fred.row("Nadia Quill")["note"] == "I liked your talk."
    fred("undo")
    assert len(fred.json("inbox")) == 3
    fred("same", f"#{first['one']['id']}", f"#{first['other']['id']}", "--no")
    assert fred.json("same") == []


def answers(doorstep: Doorstep, keys: dict[str, str]) -> str:
    """What to type: these keys for these questions, and nothing for all others."""
    lines: list[str] = []
    for group in doorstep.json("questions"):
        if group["text"] in keys:
            return "\n".join([*lines, keys[group["text"]], "q", ""])
        lines += [""] if group["kind"] == "strangers" else ["s"] * len(group["people"] if group["choices"] else ())
    raise AssertionError("it is not asked")
