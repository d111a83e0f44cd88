"""Tables of no known make: the columns are shown, asked about once, and remembered."""

from pathlib import Path

import pytest

from .runner import Doorstep

LEADS = "Wer,Mail,Stage,Kontakt am\nNadia Quill,nadia@quill-beispiel.example,Customer,03/04/2026\n"


@pytest.fixture
def leads(tmp_path: Path) -> str:
    """A table whose headings are nobody's."""
    path = tmp_path / "leads.csv"
    path.write_text(LEADS)
    return str(path)


def test_the_guess_is_shown_and_asked_about_and_never_asked_again(fred: Doorstep, leads: str) -> None:
    said = fred.run("import", leads, keys="y\n")
    assert said.code == 0
    assert "Mail                     an e-mail address, or several" in said.err
    assert "not used: Wer, Kontakt am" in said.err
    assert "1 person" in said.out
    again = fred.run("import", leads)
    assert (again.code, again.err) == (0, "")
    assert "Nothing new in it" in again.out


@pytest.mark.parametrize("keys", ["n\n", "\n", ""])
def test_without_a_yes_nothing_is_read_and_nothing_remembered(fred: Doorstep, leads: str, keys: str) -> None:
    before = fred.content()
    assert fred.run("import", leads, keys=keys).code == 2
    assert fred.content() == before


def test_a_dry_run_remembers_nothing(fred: Doorstep, leads: str) -> None:
    before = fred.content()
    assert "would be added: 1 person" in fred("import", leads, "--dry-run", "--yes")
    assert fred.content() == before


def test_map_says_what_the_guess_does_not_and_is_remembered(fred: Doorstep, leads: str) -> None:
    assert fred.run("import", leads, "--map", "name=Wer,contacted=Kontakt am,dates=day-first").err == ""
    told = fred.json("person", "Nadia")
    assert "Nadia Quill" in str(told)
    fred("import", leads)
    fred("import", leads, "--map", "dates=month-first")  # changes that one thing of what is remembered
    assert "Nadia Quill" in str(fred.json("person", "Nadia"))


def test_a_column_that_is_not_there_is_named_with_those_that_are(fred: Doorstep, leads: str) -> None:
    said = fred.fails(6, "import", leads, "--map", "name=Who")
    assert "there is no column `Who`" in said
    assert "Wer, Mail, Stage, Kontakt am" in said
    assert "does not say which column" in fred.fails(2, "import", leads, "--map", "Wer")


def test_a_table_that_cannot_be_guessed_says_how_to_tell(fred: Doorstep, tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("foo,bar\n1,2\n")
    assert '--map "email=' in fred.fails(6, "import", str(tmp_path / "odd.csv"))


def test_the_users_own_stages_are_read_from_the_folder(fred: Doorstep, leads: str) -> None:
    (fred.home / "stages.toml").write_text('[stages]\n"Customer" = { role = "patient" }\n')
    fred("import", leads, "--yes")
    assert "patient" in str(fred.json("person", "Nadia"))
    (fred.home / "stages.toml").write_text('[stages]\n"Customer" = { role = "cleint" }\n')
    assert "did you mean `client`" in fred.fails(6, "import", leads)
