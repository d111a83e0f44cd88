"""`doorstep ask`: whether to ask somebody, and the requests that were sent."""

import json
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ..archives import archive, connection, writes
from .runner import Doorstep, environment

TO = "https://www.linkedin.com/in/"


def sends(name: str, at: str, note: str = "") -> list[str]:
    """A row of Invitations.csv: Fred asks somebody."""
    slug = name.lower().replace(" ", "-")
    return ["Fred Doorman", name, at, note, "OUTGOING", TO + "fred-doorman", TO + slug]


@pytest.fixture
def nadia(fred: Doorstep) -> Doorstep:
    """Fred spoke with Nadia, a partner, a week ago; she is on no network yet."""
    fred("ask", "Nadia Lindqvist", "x", "--sent", "--on", "2026-01-05")
    fred("ask", "Nadia Lindqvist", "x", "--accepted")
    fred("set", "Nadia Lindqvist", "role=partner")
    fred("note", "Nadia Lindqvist", "call", "--on", "2026-11-14")
    return fred


def advice(doorstep: Doorstep, name: str, network: str) -> tuple[str, str, str | None]:
    """What `ask` says: the advice, the reason's name, the day."""
    found = doorstep.json("ask", name, network)
    return found["advice"], found["because"], found["until"]


def test_who_shares_what_the_network_is_for_is_asked_with_a_note(nadia: Doorstep) -> None:
    told = nadia("ask", "nadia lindqvist", "LinkedIn")
    assert "Ask now. You spoke 7 days ago, and LinkedIn is for business." in told
    assert "Your own door would let you in (“people I do business with”)." in told
    assert "It was good to talk" in told
    assert "of 200 characters" in told
    found = nadia.json("ask", "Nadia Lindqvist", "linkedin")
    assert found["own_door"] == {"verdict": "accept", "because": ["people I do business with"]}
    assert (found["note_for"], found["limit"], len(found["note"]) <= 200) == ("linkedin", 200, True)


def test_a_door_that_would_stay_shut_before_me_says_which_is_open_instead(fred: Doorstep) -> None:
    fred("add", "mastodon", "Nadia Lindqvist")
    fred("set", "Nadia Lindqvist", "role=client", "spoken=no")
    told = fred("ask", "Nadia Lindqvist", "facebook")
    assert "Wait for a phone call: your own door would ask it of them, too." in told
    assert "LinkedIn is open: ask there instead." in told
    assert "A note for LinkedIn" in told
    found = fred.json("ask", "Nadia Lindqvist", "facebook")
    assert (found["advice"], found["step"], found["better"]) == ("wait", "spoken", "linkedin")


def test_a_request_is_kept_grows_old_and_is_taken_back(nadia: Doorstep) -> None:
    said = nadia("ask", "Nadia Lindqvist", "linkedin", "--sent", "--on", "2026-11-16", "--note", "Hello!")
    assert "Leave it be until 30 November" in said
    assert advice(nadia, "Nadia Lindqvist", "linkedin") == ("wait", "open", "2026-11-30")
    (row,) = nadia.json("ask")
    assert (row["person"]["name"], row["network"], row["days"]) == ("Nadia Lindqvist", "linkedin", 5)
    assert (row["suggestion"], row["until"]) == ("leave", "2026-11-30")
    assert "leave it until 30 November" in nadia("ask")
    later = nadia.at("2026-11-30")
    (row,) = later.json("ask")
    assert (row["suggestion"], row["until"]) == ("withdraw", None)
    assert "take it back" in later("ask")
    told = later("ask", "Nadia Lindqvist", "linkedin")
    assert "Let it go: you asked 14 days ago, and after so long about 4 in 100 are still answered." in told
    assert "--withdrawn keeps that you took it back" in told
    later("ask", "Nadia Lindqvist", "linkedin", "--withdrawn")
    assert later.json("ask") == []
    assert advice(later, "Nadia Lindqvist", "linkedin") == ("wait", "withdrawn", "2026-12-21")
    assert "up to 21 days" in later("ask", "Nadia Lindqvist", "linkedin")
    later("undo")
    assert len(later.json("ask")) == 1


def test_after_the_wait_one_may_ask_once_more_and_after_two_tries_it_ends(nadia: Doorstep) -> None:
    nadia("ask", "Nadia Lindqvist", "linkedin", "--sent", "--on", "2026-11-16")
    nadia.at("2026-12-01")("ask", "Nadia Lindqvist", "linkedin", "--withdrawn")
    again = nadia.at("2026-12-22")
    assert "One try went unanswered. Once more is fine; after that, leave it." in again(
        "ask", "Nadia Lindqvist", "linkedin"
    )
    again("ask", "Nadia Lindqvist", "linkedin", "--sent")
    again.at("2027-01-10")("ask", "Nadia Lindqvist", "linkedin", "--withdrawn")
    told = again.at("2027-03-01")("ask", "Nadia Lindqvist", "linkedin")
    assert "Let it go: you reached out two times, and nothing came back." in told
    again.at("2027-03-02")("note", "Nadia Lindqvist", "call")
    assert advice(again.at("2027-03-02"), "Nadia Lindqvist", "linkedin")[0] == "ask", "they spoke: it begins anew"


def test_a_no_stands(nadia: Doorstep) -> None:
    nadia("ask", "Nadia Lindqvist", "linkedin", "--sent", "--on", "2026-11-16")
    nadia("ask", "Nadia Lindqvist", "linkedin", "--declined")
    assert advice(nadia.at("2028-01-01"), "Nadia Lindqvist", "linkedin")[:2] == ("let_go", "declined")


def test_a_no_on_one_network_stands_on_those_as_close_or_closer(nadia: Doorstep) -> None:
    nadia("set", "Nadia Lindqvist", "role=friend", "met=yes")
    nadia("ask", "Nadia Lindqvist", "linkedin", "--sent", "--on", "2026-09-16")
    nadia("ask", "Nadia Lindqvist", "linkedin", "--declined")
    assert advice(nadia, "Nadia Lindqvist", "facebook")[:2] == ("let_go", "declined")
    told = nadia("ask", "Nadia Lindqvist", "facebook")
    assert "Let it go: they said no on LinkedIn, and that stands until they reach out themselves." in told
    assert "ask there instead" not in told


def test_after_a_no_where_it_is_closer_nobody_says_that_it_went_unanswered(nadia: Doorstep) -> None:
    nadia("ask", "Nadia Lindqvist", "facebook", "--sent", "--on", "2026-11-15")
    nadia("ask", "Nadia Lindqvist", "facebook", "--declined")
    told = nadia.at("2026-12-15")("ask", "Nadia Lindqvist", "linkedin")
    assert "They said no on Facebook, which is closer. Once more is fine; after that, leave it." in told
    assert "unanswered" not in told


def test_who_accepted_is_connected_and_not_asked_again(nadia: Doorstep) -> None:
    nadia("ask", "Nadia Lindqvist", "linkedin", "--sent")
    nadia("ask", "Nadia Lindqvist", "linkedin", "--accepted")
    assert "Nothing to ask: you are connected on LinkedIn already." in nadia("ask", "Nadia Lindqvist", "linkedin")
    assert "connected_on" in nadia.json("person", "Nadia Lindqvist")["facts"]


def test_a_request_of_years_ago_is_kept_though_the_network_has_let_it_lapse(fred: Doorstep) -> None:
    assert "kept · Vera Bianchi on LinkedIn: asked" in fred(
        "ask", "Vera Bianchi", "linkedin", "--sent", "--on", "2000-01-01"
    )
    assert fred.json("ask") == []


def test_who_asks_is_answered_first(cast: Doorstep) -> None:
    told = cast("ask", "Nadia Lindqvist", "linkedin")
    assert "Nothing to ask: they have asked you there." in told
    assert "doorstep show 1 shows what they ask" in told


def test_one_question_at_a_time(nadia: Doorstep) -> None:
    nadia("ask", "Nadia Lindqvist", "linkedin", "--sent", "--on", "2026-11-12")
    told = nadia("ask", "Nadia Lindqvist", "facebook")
    assert "Wait until 26 November: you asked on LinkedIn 9 days ago; one question at a time." in told


def test_requests_and_silence_out_of_an_archive(fred: Doorstep, tmp_path: Path) -> None:
    path = archive(
        tmp_path,
        [sends("Petra Novak", "11/1/26, 9:00 AM"), sends("Otto Reiter", "4/1/26, 9:00 AM")],
        [connection("Ines Prado")],
        [
            writes("Nadia Lindqvist", "2026-10-01 10:00:00"),
            writes("Nadia Lindqvist", "2026-10-02 10:00:00", to_fred=False),
            writes("Nadia Lindqvist", "2026-10-02 11:00:00", to_fred=False),
            writes("Vera Moss", "2026-10-01 10:00:00"),
            writes("Vera Moss", "2026-10-02 10:00:00", to_fred=False),
            writes("Vera Moss", "2026-10-09 10:00:00", to_fred=False),
            writes("Vera Moss", "2026-10-09 10:01:00", to_fred=False),
            writes("Tomas Reyes", "2026-09-01 10:00:00"),
            writes("Tomas Reyes", "2026-10-05 10:00:00", to_fred=False),
            writes("Tomas Reyes", "2026-11-10 10:00:00", to_fred=False),
            writes("Dora Vance", "2026-11-15 10:00:00", to_fred=False),
        ],
    )
    fred("import", str(path))
    (row,) = fred.json("ask")
    assert (row["person"]["name"], row["days"], row["suggestion"]) == ("Petra Novak", 20, "withdraw")
    assert fred.json("ask", "Nadia Lindqvist", "linkedin")["tries"] == [], "to answer is not to reach out"
    assert fred.json("ask", "Vera Moss", "linkedin")["tries"] == ["2026-10-09"], "one day is one try"
    assert advice(fred, "Tomas Reyes", "linkedin")[:2] == ("let_go", "unanswered")
    assert advice(fred, "Dora Vance", "linkedin") == ("wait", "tried", "2026-11-22")
    assert advice(fred, "Ines Prado", "linkedin")[1] == "connected"
    assert fred.json("ask", "Otto Reiter", "linkedin")["tries"] == ["2026-04-01"], "it has lapsed"
    much_later = fred.at("2027-02-01")
    assert "Your records tell of contact up to 2026-11-16" in much_later("ask", "Dora Vance", "linkedin")
    assert much_later.json("ask", "Dora Vance", "linkedin")["tries"] == [], "they may have answered since"


def test_a_request_that_a_newer_list_no_longer_holds_is_gone(fred: Doorstep, tmp_path: Path) -> None:
    old = [sends("Petra Novak", "10/1/26, 9:00 AM"), sends("Otto Reiter", "10/2/26, 9:00 AM")]
    fred("import", str(archive(tmp_path / "a", old, name="Complete_LinkedInDataExport_10-16-2026.zip")))
    fred("import", str(archive(tmp_path / "b", old[1:])))
    assert [row["person"]["name"] for row in fred.json("ask")] == ["Otto Reiter"]


def test_a_request_that_was_noted_and_is_in_an_archive_is_one(fred: Doorstep, tmp_path: Path) -> None:
    rows = [sends("Petra Novak", "11/3/26, 9:00 AM")]
    fred("import", str(archive(tmp_path / "a", [], [], [writes("Petra Novak", "2026-10-01 10:00:00")],
                               name="Complete_LinkedInDataExport_10-16-2026.zip")))  # fmt: skip
    fred("ask", "Petra Novak", "linkedin", "--sent", "--on", "2026-11-03")
    fred("import", str(archive(tmp_path / "b", rows)))
    (row,) = fred.json("ask")
    assert row["days"] == 18
    fred("ask", "Petra Novak", "linkedin", "--withdrawn")
    assert fred.json("ask") == []


def test_the_limits_of_a_network_count(fred: Doorstep) -> None:
    for number in range(5):
        fred("ask", f"Tomas {number}", "linkedin", "--sent", "--note", "Hello!")
    fred("add", "mastodon", "Nadia Lindqvist")
    fred("set", "Nadia Lindqvist", "role=partner", "met=yes")
    assert "You have sent your notes for this month" in fred("ask", "Nadia Lindqvist", "linkedin")


def test_a_full_week_of_requests_waits(fred: Doorstep, tmp_path: Path) -> None:
    rows = [sends(f"Tomas Nr{number}", f"11/{12 + number % 4}/26, 9:00 AM") for number in range(100)]
    fred("import", str(archive(tmp_path, rows)))
    fred("add", "mastodon", "Nadia Lindqvist")
    fred("set", "Nadia Lindqvist", "role=partner", "met=yes")
    assert advice(fred.at("2026-11-16"), "Nadia Lindqvist", "linkedin") == ("wait", "quota", "2026-11-19")
    assert advice(fred.at("2026-11-19"), "Nadia Lindqvist", "linkedin")[0] == "ask"


def test_somebody_new_is_answered_too(fred: Doorstep) -> None:
    told = fred("ask", "Otto Reiter", "linkedin")
    assert "Wait for a few messages: they would hardly know who is asking." in told
    assert "You have nothing about this person yet" in told
    assert fred.json("ask", "Otto Reiter", "linkedin")["person"] == {"id": None, "name": "Otto Reiter"}
    assert "a public account is followed without asking" in fred("ask", "Otto Reiter", "x")
    assert not any(fred.content().get(name) for name in ("person", "request", "journal")), "looking writes nothing"


def test_without_standards_ties_and_purpose_decide(empty: Doorstep) -> None:
    empty("add", "mastodon", "Nadia Lindqvist")
    empty("set", "Nadia Lindqvist", "role=client", "met=yes")
    found = empty.json("ask", "Nadia Lindqvist", "facebook")
    assert (found["advice"], found["because"], found["better"]) == ("let_go", "off_purpose", "linkedin")
    told = empty("ask", "Nadia Lindqvist", "linkedin")
    assert "Ask now. You have met, and LinkedIn is for business." in told
    assert "You have no standards for LinkedIn yet." in told


def test_the_table_behind_the_days_is_shown_and_ones_own_when_there_is_enough(fred: Doorstep) -> None:
    told = fred("ask", "--why")
    assert "46.7% of 13,248" in told
    assert "follow up once, after 7 days" in told
    assert "take a request back after 14" in told
    assert "after two messages stop" in told
    assert "too little to tell. 0 first contacts of yours could be watched for two months; 100 would do." in told
    found: dict[str, Any] = fred.json("ask", "Otto Reiter", "linkedin", "--why")
    assert (found["measured"]["first_contacts"], found["own_is_enough"]) == (13_248, False)


def test_a_hundred_first_contacts_of_ones_own_are_a_table_of_ones_own(fred: Doorstep, tmp_path: Path) -> None:
    rows = [writes("Ines Prado", "2026-11-10 10:00:00")]
    for number in range(100):
        rows.append(writes(f"Tomas Nr{number}", "2026-05-01 10:00:00", to_fred=False))
        if number < 30:
            rows.append(writes(f"Tomas Nr{number}", f"2026-05-{2 + number % 3 * 10:02d} 09:00:00"))
    fred("import", str(archive(tmp_path, messages=rows)))
    found = fred.json("ask", "Ines Prado", "x", "--why")
    assert found["own_is_enough"]
    assert (found["own"]["answered"], found["own"]["within"]["1"], found["own"]["within"]["14"]) == (30, 10, 20)
    own = fred("ask", "--why").split("Your own 100 first contacts")[1]
    assert "30.0% of 100" in own


def test_the_own_door_stays_out_of_sight_while_an_answer_is_hidden(cast: Doorstep) -> None:
    cast("blind", "on")
    for network in ("facebook", "x"):
        found = cast.json("ask", "Dora Vance", network)
        assert found["own_door"] is None
        assert found["better"] is None
        assert "“" not in cast("ask", "Dora Vance", network)


def test_what_cannot_be_is_said(fred: Doorstep) -> None:
    fred("ask", "Nadia Lindqvist", "linkedin", "--sent")
    assert "you asked Nadia Lindqvist on LinkedIn already" in fred.fails(
        8, "ask", "Nadia Lindqvist", "linkedin", "--sent"
    )
    assert "no request of yours to Nadia Lindqvist is open on Facebook" in fred.fails(
        5, "ask", "Nadia Lindqvist", "facebook", "--withdrawn"
    )
    assert "unknown network `linkedn`" in fred.fails(2, "ask", "Nadia Lindqvist", "linkedn")
    assert "not what is to come" in fred.fails(2, "ask", "Otto Reiter", "x", "--sent", "--on", "2027-01-01")
    assert "--on and --note go with --sent" in fred.fails(2, "ask", "Otto Reiter", "x", "--note", "Hello")
    assert "on which network?" in fred.fails(2, "ask", "Nadia Lindqvist")
    assert "--withdrawn for whom?" in fred.fails(2, "ask", "--withdrawn")
    assert "there is no person 99" in fred.fails(5, "ask", "#99", "linkedin")
    assert "somebody needs a name" in fred.fails(2, "ask", "\x1b", "linkedin", "--sent")


def test_one_undo_takes_a_request_and_a_new_person_back(fred: Doorstep) -> None:
    fred("ask", "Otto Reiter", "linkedin", "--sent")
    assert "asked" in fred("log")
    fred("undo")
    assert not any(fred.content().get(name) for name in ("person", "profile", "request"))


def test_a_network_of_ones_own_can_be_asked_on(empty: Doorstep) -> None:
    empty.home.mkdir(mode=0o700)
    (empty.home / "policy.toml").write_text('[networks.choir.accept]\n"we sing" = "met"\n', encoding="utf-8")
    assert advice(empty, "Otto Reiter", "choir")[:2] == ("wait", "no_tie")
    empty("ask", "Otto Reiter", "choir", "--sent", "--on", "2026-10-01")
    (row,) = empty.json("ask")
    assert (row["suggestion"], row["until"]) == ("leave", None)
    assert "Whether a request can be taken back on choir is not known" in empty("ask", "Otto Reiter", "choir")


def test_requests_that_are_silent_are_named_by_their_number_alone(nadia: Doorstep) -> None:
    nadia("ask", "Petra Novak", "linkedin", "--sent", "--on", "2026-10-01")
    told = nadia("ask", "Nadia Lindqvist", "linkedin")
    assert "On LinkedIn 1 request of yours got no answer in two weeks." in told
    assert "doorstep ask lists what is open" in told
    assert "Petra" not in told


def test_a_name_that_several_bear_is_asked_back(fred: Doorstep) -> None:
    fred("add", "x", "Ines Prado")
    fred("add", "mastodon", "Ines Prado")
    said = fred.fails(2, "ask", "Ines Prado", "linkedin")
    assert "may be several people: #1 Ines Prado, #2 Ines Prado" in said


def test_the_list_names_nobody_but_those_who_were_asked(nadia: Doorstep) -> None:
    assert "Nadia" not in nadia("ask")
    assert "No request of yours is open." in nadia("ask")


def test_who_is_forgotten_is_gone_from_the_list(nadia: Doorstep) -> None:
    nadia("ask", "Nadia Lindqvist", "linkedin", "--sent")
    nadia("forget", "Nadia Lindqvist", "--yes")
    assert nadia.json("ask") == []


def test_what_was_asked_so_long_ago_that_it_has_lapsed_is_kept_and_so_is_how_it_ended(nadia: Doorstep) -> None:
    assert "kept · Nadia Lindqvist on LinkedIn: asked" in nadia(
        "ask", "Nadia Lindqvist", "linkedin", "--sent", "--on", "2025-01-01"
    )
    assert nadia.json("ask") == [], "LinkedIn lets it lapse after half a year"
    nadia("ask", "Nadia Lindqvist", "linkedin", "--declined")
    nadia("undo")
    nadia("ask", "Nadia Lindqvist", "linkedin", "--declined")


def test_what_two_windows_keep_at_once_is_all_kept(nadia: Doorstep) -> None:
    at_once = [
        ("circles", "set", "close", "--minutes", "50"), ("circles", "set", "wider", "--minutes", "9"),
        ("circles", "attention", "20"), ("exposure", "--audience", "facebook", "friends"),
        ("exposure", "--audience", "x", "public"), ("ask", "Vera Moss", "x", "--sent"),
        ("ask", "Vera Moss", "x", "--sent"), ("me", "fred@example.org"), ("me", "door@example.org"),
    ]  # fmt: skip
    under_way = [
        subprocess.Popen(nadia.command(*words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment())
        for words in at_once
    ]
    assert sorted(one.wait(120) for one in under_way) == [0] * 8 + [8], "Vera is asked once"
    held = nadia.json("circles")
    assert [one["minutes"] for one in held["circles"]] == [240, 50, 10, 9]
    assert held["attention"]["there"] == 20 * 60
    with sqlite3.connect(nadia.home / "ledger.db") as raw:
        settings = dict(raw.execute("SELECT key, value FROM setting"))
        (people,) = raw.execute("SELECT count(*) FROM person WHERE name = 'Vera Moss'").fetchone()
    raw.close()
    assert json.loads(settings["audience"]) == {"facebook": "friends", "x": "public"}
    assert sorted(json.loads(settings["own"])) == ["door@example.org", "fred@example.org"]
    assert people == 1
