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
    assert [[part.strip() for part in line.split("  ") if part] for line in said.splitlines() if line] == [
        ["1", "Nadia Lindqvist on Facebook"],
        ["What a no may cost"],
        ["There is open business between you: a no may alienate them.", "you, today"],
        ["What they are to you: client.", "you, today"],
        ["You have known each other for 4 years.", "your connections and messages, 4 years ago"],
        ["You were in touch 10 times in the past year, last 49 days ago.", "your contacts, 5 days ago"],
        ["They treated you well before.", "you, today"],
        ["1 connection of yours works at Acme too, and may hear of it: Ines Prado.", "your connections"],
        ["What a yes may cost"],
        ["A conflict of values: you would mind them seeing your posts here.", "you, today"],
        ["Facebook is rather private: 3, where 0 is public and 3 is private.", "your doors"],
        ["Not known, and it would tell more"],
        ["? How much do you like them, 0 to 5?"],
        ['doorstep set "#1" like=3'],
        ["Do you feel obliged? Keep that with your answer, for you alone:"],
        ["doorstep accept 1 --obliged, or --freely"],
    ]
    assert {one["kind"] for one in fred.json("stakes", number)["no"]} >= {"open_business", "role", "known_for", "hear"}

    shown = fred("show", number)
    assert "a no   open business; client; known for 4 years" in shown
    assert "a yes  you would mind them seeing your posts" in shown
    assert shown.count("✕ decline") == 1  # the standards say what they say; the stakes decide nothing

    (row,) = [one for one in fred.json("inbox") if one["id"] == asked["id"]]
    assert row["verdict"] == "decline"
    assert "Nothing to do" in fred("decline", "--all", "--yes")  # never by the way
    reply = fred.json("decline", number)["reply"]
    assert reply == (
        "Nadia, thank you for your note.\n\nI won't be connecting on Facebook, and I wish you all the best. And do "
        "keep writing to me where we already talk.\n\nFred"
    )
