"""The story of the design: a phone call opens Facebook, and until then LinkedIn is open."""

from .conftest import DESIGN
from .runner import Doorstep

ASKS = ("add", "facebook", "Nadia Lindqvist", "--note", "It was good to talk at Ines's do. Shall we be friends here?")
NADIA = ("role=partner", "known_for=7 days", "spoken=no", "values_conflict=no", "open_business=no", "introduced=yes")


def test_a_phone_call_opens_facebook_and_linkedin_is_offered_until_then(empty: Doorstep) -> None:
    empty("inbox")
    (empty.home / "policy.toml").write_text(DESIGN.read_text(encoding="utf-8"), encoding="utf-8")

    empty(*ASKS)
    assert empty("set", "Nadia Lindqvist", *NADIA).startswith("kept · Nadia Lindqvist: role partner")

    row = empty.row("Nadia Lindqvist")
    assert (row["network"], row["direction"], row["state"]) == ("facebook", "incoming", "open")
    assert (row["verdict"], row["because"]) == ("not_yet", ["business I have spoken with"])
    assert row["steps"] == [{"fact": "spoken", "text": "have a phone call", "who": "both", "minutes": 20}]
    assert row["offers"] == ["linkedin", "x"]
    reply = row["reply"]
    assert reply.startswith("Nadia, good to hear from you")
    assert "Facebook" in reply
    assert "a short call" in reply
    assert "connect with you on LinkedIn" in reply
    assert "values" not in reply
    assert empty.json("show", "1")["answer"]["plans"][0]["minutes"] == 20
    shown = empty("show", "1")
    assert "◔ not yet  “business I have spoken with”" in shown
    assert "a phone call would open it" in shown
    assert "LinkedIn is open: offer that" in shown
    assert "a phone call would open it · LinkedIn is open" in empty("inbox")

    waits = empty("wait", "1")
    assert "it waits for: have a phone call" in waits
    assert "How about a short call one of these days?" in waits
    assert empty.json("inbox") == []
    assert empty.row("Nadia Lindqvist", state="waiting")["state"] == "waiting"

    assert "is back" not in empty("note", "Nadia Lindqvist", "sent me the programme of the fair")
    assert "is back" not in empty("note", "Nadia Lindqvist", "message")
    assert "is back" not in empty()

    back = empty("note", "Nadia Lindqvist", "call", "about the fair")
    assert "Nadia Lindqvist on Facebook is back: ✓ accept" in back
    assert "business I have spoken with" in back
    row = empty.row("Nadia Lindqvist")
    assert (row["verdict"], row["because"]) == ("accept", ["business I have spoken with"])
    assert (row["state"], row["steps"], row["possible"]) == ("open", [], ["accept"])
    assert "Nadia Lindqvist" in empty()

    assert "on Facebook: accepted" in empty("accept", "1", "--freely", "--because", "we had a good call")
    assert empty.json("inbox") == []
    kinds = [entry["kind"] for entry in empty.json("log")]
    assert kinds == ["accept", "note", "note", "note", "wait", "state facts", "add request"]

    assert "Taken back" in empty("undo")
    row = empty.row("Nadia Lindqvist")
    assert (row["state"], row["verdict"]) == ("open", "accept")
    assert empty.json("undo")["undoes"] == 6  # the call, and with it the coming back
    assert empty.json("inbox") == []
    assert empty.row("Nadia Lindqvist", state="waiting")["verdict"] == "not_yet"
