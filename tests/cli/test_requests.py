"""The day, the inbox, one request, and deciding."""

import pytest

from ..archives import FRED, archive
from .runner import Doorstep

ROW = {
    "id", "network", "direction", "person", "asked_on", "note", "verdict", "because", "possible", "steps", "questions",
    "offers", "reply", "link", "state",
}  # fmt: skip
MORE = {"note_kind", "note_reason", "assumed", "facts", "own_view"}


def test_a_first_start_says_what_to_do(empty: Doorstep) -> None:
    said = empty()
    assert said.startswith("Welcome.")
    for step in ("doorstep policy new", "doorstep import", "doorstep inbox", str(empty.home)):
        assert step in said


def test_nothing_at_the_door_says_what_to_do_next(fred: Doorstep) -> None:
    assert "No requests yet" in fred("inbox")
    assert "doorstep import" in fred()
    assert fred.json("inbox") == fred.json("questions") == fred.json("log") == []
    assert (fred.json()["open"], fred.json()["first"]) == (0, [])
    assert fred("log") == "Nothing has been changed yet.\n"
    assert fred("questions") == "No question would settle anything now.\n"
    assert fred("export").count("\n") == fred("export").count('{"table": "policy_version"') == 1


def test_the_inbox_is_one_line_a_request_what_can_be_done_first(cast: Doorstep) -> None:
    lines = cast("inbox").splitlines()
    assert [line.split()[1] for line in lines[:5]] == ["Nadia", "Petra", "Ines", "Otto", "Dora"]
    assert lines[4].split("linkedin")[1].strip() == "✕ decline  “sales pitch”"
    assert "✓ accept 0   ◔ not yet 0   ? ask 4   ✕ decline 1" in lines[6]


def test_a_row_of_json_has_everything_that_the_design_names(cast: Doorstep) -> None:
    rows = cast.json("inbox")
    assert all(set(row) == ROW | MORE for row in rows)
    dora = rows[2]
    assert dora["person"] == {"id": dora["person"]["id"], "name": "Dora Vance"}
    assert (dora["asked_on"], dora["verdict"], dora["because"]) == ("2026-11-04", "decline", ["sales pitch"])
    assert (dora["possible"], dora["reply"], dora["note_kind"]) == (["decline"], "", "pitch")
    assert dora["link"] == "https://www.linkedin.com/in/dora-vance/"
    assert {tuple(question) for question in rows[0]["questions"]} == {("fact", "text")}
    assert rows[1]["facts"]["written"] == "yes"


def test_the_inbox_can_be_narrowed(cast: Doorstep) -> None:
    assert [row["id"] for row in cast.json("inbox", "--verdict", "decline")] == [3]
    assert len(cast.json("inbox", "--network", "LinkedIn", "--limit", "2")) == 2
    assert cast.json("inbox", "--network", "facebook") == cast.json("inbox", "--state", "declined") == []
    assert "No request here for `facebook`" in cast("inbox", "--network", "facebook")
    assert "did you mean `linkedin`?" in cast.fails(2, "inbox", "--network", "linkdin")


def test_without_standards_every_request_is_asked_about(cast: Doorstep) -> None:
    (cast.home / "policy.toml").unlink()
    rows = cast.json("inbox")
    assert {(row["verdict"], *row["because"]) for row in rows} == {("ask", "no standards yet: doorstep policy new")}
    assert "doorstep policy new" in cast("inbox")
    assert "no standards yet" in cast()
    assert "policy new" in cast("show", "1")


def test_a_network_without_a_door_is_asked_about(fred: Doorstep) -> None:
    fred("add", "mastodon", "Otto Reiter")
    row = fred.row("Otto Reiter")
    assert (row["verdict"], row["because"]) == ("ask", ["no standards yet for this network"])
    assert "say nothing about this network" in fred("show", "1")


def test_show_tells_the_whole_of_a_request(cast: Doorstep) -> None:
    cast("set", "Nadia Lindqvist", "role=client")
    shown = cast("show", "1")
    for words in (
        "Nadia Lindqvist asks on LinkedIn · 19 days ago", "✓ accept  “people I do business with”",
        "We met at Ines's talk", "  personal: ", "client  you, today", "Nadia, good to hear from you",
        "They see: a notice that you accepted", "https://www.linkedin.com/in/nadia-lindqvist/",
    ):  # fmt: skip
        assert words in shown
    told = cast.json("show", "1")
    assert ROW | MORE | {"answer", "known"} == set(told)
    assert told["answer"]["rules"][-2]["truth"] == "yes"
    assert told["known"]["role"]["because"] == [{"source": "you", "seen_on": "2026-11-21", "said_by": "me"}]


def test_a_note_taken_wrongly_is_corrected_and_remembered(cast: Doorstep) -> None:
    assert "✕ decline" in cast("show", "3")
    assert "? ask" in cast("show", "3", "--note", "personal")
    assert cast.row("Dora Vance")["verdict"] == "ask"
    assert "`note` has no option `pich`" in cast.fails(4, "show", "3", "--note", "pich")
    cast("undo")
    assert cast.row("Dora Vance")["verdict"] == "decline"


@pytest.mark.parametrize("command", ["show", "accept", "decline", "wait", "snooze"])
@pytest.mark.parametrize("number", ["99", "0", "99999999999999999999999"])
def test_a_number_that_does_not_exist_is_told(cast: Doorstep, command: str, number: str) -> None:
    assert f"there is no request {number}" in cast.fails(5, command, number)


def test_a_request_that_one_made_oneself_is_not_decided(
    cast: Doorstep, tmp_path_factory: pytest.TempPathFactory
) -> None:
    row = [FRED[0], "Tomas Reyes", "11/1/26, 9:00 AM", "", "OUTGOING", FRED[1], "https://www.linkedin.com/in/tomas-rey"]
    cast("import", str(archive(tmp_path_factory.mktemp("own"), [row])))
    assert "request 6 is one that you made" in cast.fails(5, "accept", "6")


def test_accept_gives_the_words_and_what_is_seen_and_keeps_the_reason(cast: Doorstep) -> None:
    said = cast("accept", "1", "--because", "she is kind", "--obliged")
    for words in ("Nadia Lindqvist on LinkedIn: accepted", "choose Accept", "Words to send:", "good to hear from you"):
        assert words in said
    assert "your standards say" not in said, "an answer that asks leaves it to the user"
    assert "she is kind" in cast("about", "Nadia Lindqvist")
    (decision,) = cast.content()["decision"]
    assert decision[3:9] == ("accept", "ask", decision[5], decision[6], "she is kind", 1)


def test_a_decision_that_differs_is_kept_as_the_users_own(cast: Doorstep) -> None:
    done = cast.json("accept", "3")
    assert (done["verdict"], done["differs"], done["state"]) == ("decline", True, "accepted")
    cast("undo")
    said = cast("accept", "3")
    assert "your standards say decline (“sales pitch”); the decision is yours" in said
    assert cast.json("decline", "1")["differs"] is False


def test_a_decision_tells_what_the_other_side_sees_of_it_and_not_of_the_answer(cast: Doorstep) -> None:
    said = cast("wait", "3")
    assert "choose Ignore" not in said
    assert "choose Accept" not in said
    assert "reply to it instead of accepting" in said
    assert "it waits until you decide" in said
    assert "choose Ignore" in cast("decline", "3")


def test_a_decided_request_is_not_decided_again_but_can_be_changed(cast: Doorstep) -> None:
    cast("accept", "1")
    assert "request 1 is accepted already" in cast.fails(8, "accept", "1")
    assert "request 1 is accepted already" in cast.fails(8, "wait", "1")
    cast("decline", "1")
    assert cast.row("Nadia Lindqvist", state="declined")["id"] == 1


def test_many_are_decided_as_one_change(cast: Doorstep) -> None:
    assert cast("decline", "3", "4", "--yes") == "2 declined · doorstep undo takes all of them back\n"
    assert len(cast.json("inbox")) == 3
    cast("undo")
    assert len(cast.json("inbox")) == 5


def test_of_many_those_that_cannot_be_decided_are_named_and_not_in_the_way(cast: Doorstep) -> None:
    cast("accept", "1")
    said = cast.run("accept", "1", "2", "2", "--yes", "--obliged", "--because", "a wish")
    assert (said.code, said.out) == (0, "1 accepted · doorstep undo takes all of them back\n")
    assert "1  not changed: request 1 is accepted already" in said.err
    assert cast.content()["decision"][-1][-3:-1] == ("a wish", 1)
    assert cast("accept", "1", "2", "--yes") == "Nothing was changed.\n"


def test_two_requests_of_one_person_share_their_fate(fred: Doorstep) -> None:
    fred("add", "facebook", "Nadia", "--on", "2026-11-01")
    fred("add", "facebook", "Nadia", "--on", "2026-11-09", "--same-as", "#1")
    assert [row["id"] for row in fred.json("inbox")] == [2]
    assert fred.json("inbox")[0]["facts"]["asked_before"] == "1"
    said = fred.run("decline", "1", "2", "--yes")
    assert said.out.startswith("1 declined")
    assert "it goes along with request 2" in said.err
    assert fred.json("inbox", "--state", "all")[-1]["state"] == "declined"
    fred("undo")
    assert [row["id"] for row in fred.json("inbox")] == [2]


def test_all_of_one_answer_are_decided_at_once_and_a_dry_run_writes_nothing(cast: Doorstep) -> None:
    before = cast.content()
    said = cast("decline", "--all", "--dry-run")
    assert "Dora Vance" in said
    assert "1 would be declined; nothing was written." in said
    assert cast.json("decline", "--all", "--dry-run") == {"dry_run": True, "action": "decline", "ids": [3]}
    assert cast("accept", "3", "--dry-run").endswith("1 would be accepted; nothing was written.\n")
    assert cast.content() == before
    assert cast("accept", "--all") == "Nothing to do: no open request has this answer.\n"
    assert cast("decline", "--all", "--yes").startswith("1 declined")
    assert cast.json("inbox", "--verdict", "decline") == []


def test_many_are_asked_about_first_and_no_is_no(cast: Doorstep) -> None:
    assert "nothing was done" in cast.fails(2, "decline", "--all", keys="n\n")
    assert "nobody answered" in cast.fails(2, "decline", "--all", keys="")
    assert "1 declined" in cast("decline", "--all", keys="y\n")


def test_words_that_were_sent_are_kept_with_one_request(cast: Doorstep) -> None:
    assert "--reply holds the words to one person" in cast.fails(2, "accept", "1", "2", "--reply", "Hello")
    cast("accept", "1", "--reply", "Hello Nadia,\nlet us talk.")
    assert cast.content()["reply"][0][2] == "Hello Nadia,\nlet us talk."


@pytest.mark.parametrize("words", [("accept",), ("accept", "1", "--all")])
def test_which_request_is_to_be_told_in_one_way(cast: Doorstep, words: tuple[str, ...]) -> None:
    cast.fails(2, *words)


def test_a_snoozed_request_comes_back_on_its_day(cast: Doorstep) -> None:
    assert "comes back on 2026-12-05" in cast("snooze", "1")
    assert "snooze until a day that is still to come" in cast.fails(2, "snooze", "1", "--until", "2026-11-21")
    assert "is no day" in cast.fails(2, "snooze", "1", "--until", "soon")
    assert cast.json("snooze", "1", "--days", "3")["until"] == "2026-11-24"
    assert "1 snoozed" in cast()
    assert len(cast.at("2026-11-23").json("inbox")) == 4
    assert "Nadia Lindqvist on LinkedIn is back: ? ask, its day has come" in cast.at("2026-11-24")()
    assert len(cast.json("inbox")) == 5


def test_a_waiting_request_comes_back_when_the_wait_is_over(fred: Doorstep) -> None:
    fred("add", "facebook", "Ines")
    facts = ("role=classmate", "known_for=700 days", "met=yes", "worked_together=yes", "values_conflict=no")
    fred("set", "Ines", *facts, "open_business=no")
    row = fred.row("Ines")
    assert (row["verdict"], row["steps"][0]["text"]) == ("not_yet", "wait 1 month, until 2026-12-21")
    assert "it waits for: wait 1 month, until 2026-12-21" in fred("wait", "1")
    assert fred.at("2026-12-20").json("inbox") == []
    assert "“we go back”" in fred.at("2026-12-21")()


def test_a_waiting_request_comes_back_when_it_would_be_declined(fred: Doorstep) -> None:
    fred("add", "facebook", "Otto")
    fred("set", "Otto", "role=partner", "spoken=no", "values_conflict=no", "open_business=no")
    fred("wait", "1")
    said = fred("set", "Otto", "values_conflict=yes")
    assert "Otto on Facebook is back: ✕ decline, it would be declined now: “our values would clash”" in said


def test_a_request_declined_by_no_rule_says_so(fred: Doorstep) -> None:
    fred("add", "facebook", "Otto")
    nothing = ("role=stranger", "values_conflict=no", "open_business=no", "worked_together=no", "history=bad")
    path = fred.home / "policy.toml"
    path.write_text('[networks.facebook]\notherwise = "decline"\naccept = { "friends" = "role == friend" }\n')
    fred("set", "Otto", *nothing)
    row = fred.row("Otto")
    assert (row["verdict"], row["because"]) == ("decline", [])
    assert "nothing would open this door" in fred("show", "1")
    assert "nothing would open this door" in fred("inbox")


def test_settled_requests_are_shown_as_settled_and_not_judged_again(cast: Doorstep) -> None:
    cast("accept", "1")
    line = cast("inbox", "--state", "all").splitlines()[0]
    assert line.split("linkedin")[1].split() == ["accepted", "on", "2026-11-21"]
    assert "? ask 3" in cast("inbox", "--state", "all")


def test_the_day_tells_what_to_do_first_whatever_there_is(cast: Doorstep) -> None:
    said = cast()
    assert said.startswith("5 open requests on LinkedIn")
    assert "First:" in said
    cast("decline", "1", "2", "4", "5", "--yes")
    assert "Dora Vance" in cast().split("First:")[1]
    cast("decline", "3")
    assert cast().startswith("Nobody is at the door.")
    assert "First:" not in cast()


def test_json_goes_behind_the_command(cast: Doorstep) -> None:
    assert "doorstep inbox --json" in cast.fails(2, "--json", "inbox")


def test_a_note_that_the_user_has_judged_says_so(cast: Doorstep) -> None:
    cast("show", "3", "--note", "personal")
    assert "personal: you said so" in cast("show", "3")


def test_a_bare_undo_takes_back_what_came_back_by_looking_together_with_what_the_user_did(cast: Doorstep) -> None:
    cast("snooze", "1", "--days", "3")
    later = Doorstep(cast.home, "2026-12-24")
    later("inbox")
    assert [one["kind"] for one in later.json("log")][:2] == ["came back", "snooze"]
    later("undo")
    assert [(one["id"], one["state"]) for one in later.json("inbox") if one["id"] == 1] == [(1, "open")]
    assert later.json("log")[0]["undoes"] == later.json("log")[3]["id"]
