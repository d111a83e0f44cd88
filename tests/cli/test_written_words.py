"""A company is shown as it was written, and compared without regard to case, by policies, `same` and `stakes` alike."""

from pathlib import Path

from ..archives import archive, connection
from .runner import Doorstep

POLICY = """
[networks.facebook]
otherwise = "decline"
accept = { "colleagues at Öl & Söhne" = "company == 'ÖL & söhne'" }
"""


def test_a_company_is_shown_as_it_was_written_and_compared_folded(empty: Doorstep, tmp_path: Path) -> None:
    empty.home.mkdir(mode=0o700)
    (empty.home / "policy.toml").write_text(POLICY, encoding="utf-8")
    people = [connection("Ines Prado", company="Öl & Söhne"), connection("Tomas Reyes", company="öl & SÖHNE")]
    empty("import", str(archive(tmp_path / "in", [], people)))
    empty("add", "facebook", "Ines Prado", "--same-as", "Ines Prado")
    row = empty.row("Ines Prado")
    assert (row["verdict"], row["facts"]["company"]) == ("accept", "Öl & Söhne")
    assert "company       Öl & Söhne" in empty("show", "1")
    assert "1 connection of yours works at Öl & Söhne too, and may hear of it: Tomas Reyes." in empty("stakes", "1")
    assert empty.json("person", "Tomas Reyes")["facts"]["company"] == "öl & SÖHNE"


def test_two_who_may_be_one_are_both_at_the_place_as_it_is_written(empty: Doorstep, tmp_path: Path) -> None:
    empty("import", str(archive(tmp_path / "in", [], [connection("Ines Prado", company="Acme GmbH")])))
    empty("add", "x", "Ines Prado")
    empty("set", "#2", "company=ACME gmbh")
    (pair,) = empty.json("same")
    assert pair["reasons"][0].casefold() == "both at acme gmbh"
    assert sorted([*pair["one"]["companies"], *pair["other"]["companies"]]) == ["ACME gmbh", "Acme GmbH"]


def test_a_company_written_otherwise_in_a_later_archive_is_the_same_statement(empty: Doorstep, tmp_path: Path) -> None:
    for number, written in enumerate(("acme", "Acme")):
        people = [connection("Ines Prado", company=written)]
        empty(
            "import",
            str(
                archive(
                    tmp_path / str(number), [], people, name=f"Complete_LinkedInDataExport_11-{10 + number}-2026.zip"
                )
            ),
        )
    assert empty.json("person", "Ines Prado")["facts"]["company"] == "Acme"
    assert [row[5] for row in empty.content()["observation"] if row[4] == "company"] == ['"Acme"']
    empty("undo", "2")
    assert empty.json("person", "Ines Prado")["facts"]["company"] == "acme"
