"""Will turning this client down alienate them? What a person reads before, while and after they say no."""

from pathlib import Path

from ..archives import archive, connection, writes
from .runner import Doorstep


def test_turning_a_client_down_may_alienate_them(fred: Doorstep, tmp_path: Path) -> None:
    messages = [
        writes("Nadia Lindqvist", f"2026-{month:02}-03 10:00:00", to_fred=bool(month % 2)) for month in range(1, 11)
    ]
    connections = [connection("Nadia Lindqvist", "20 Oct 2022", "Acme"), connection("Ines Prado", company="Acme")]
    fred("import", str(archive(tmp_path / "in", [], connections, messages)))
    asked = fred.json("add", "facebook", "Nadia Lindqvist", "--same-as", "Nadia Lindqvist", "--note", "Friends here?")
    fred("set", "Nadia Lindqvist", "role=client", "open_business=yes", "history=good", "values_conflict=yes")
    number = str(asked["id"])

    said = fred("stakes", number)
    no, yes = said.split("What a yes may cost")
    assert "There is open business between you: a no may alienate them." in no
    assert "What they are to you: client." in no
    assert "You have known each other for 4 years." in no
    assert "You were in touch 10 times in the past year, last 49 days ago." in no
    assert "They treated you well before." in no
    assert "1 connection of yours works at acme too, and may hear of it: Ines Prado." in no
    assert "A conflict of values: you would mind them seeing your posts here." in yes
    assert "Facebook is rather private: 3, where 0 is public and 3 is private." in yes
    assert {one["kind"] for one in fred.json("stakes", number)["no"]} >= {"open_business", "role", "known_for", "hear"}

    shown = fred("show", number)
    assert "a no   open business; client; known for 4 years" in shown
    assert "a yes  you would mind them seeing your posts" in shown
    assert shown.count("✕ decline") == 1  # the standards say what they say; the stakes decide nothing

    (row,) = [one for one in fred.json("inbox") if one["id"] == asked["id"]]
    assert row["verdict"] == "decline"
    assert "Nothing to do" in fred("decline", "--all", "--yes")  # never by the way
    reply = fred.json("decline", number)["reply"]
    assert reply.startswith("Nadia, thank you for your note.")
    assert "And do keep writing to me where we already talk." in reply
    assert "values" not in reply
