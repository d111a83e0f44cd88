"""What has gone wrong with invitations and messages, one test a symptom."""

from datetime import date
from pathlib import Path

import pytest

from doorstep.errors import EmptyArchiveError
from doorstep.facts.seen import Reading

from .helpers import CONNECTIONS, INVITATIONS, MESSAGES, NADIA, read, reading

ME = "https://www.linkedin.com/in/fred-doorman"
PROFILE = "First Name,Last Name\nFred,Doorman"


def invitation(name: str, at: str = "7/8/26, 3:43 PM", note: str = "", way: str = "INCOMING", me: str = ME) -> str:
    url = f"https://www.linkedin.com/in/{name.lower().replace(' ', '-')}"
    ends = f"{name},Fred Doorman" if way == "INCOMING" else f"Fred Doorman,{name}"
    urls = f"{url},{me}" if way == "INCOMING" else f"{me},{url}"
    return f'{ends},"{at}","{note}",{way},{urls}\n'


def message(name: str, way: str = "in", thread: str = "t1", text: str = "Hello", **more: str) -> str:
    url = f"https://www.linkedin.com/in/{name.lower().replace(' ', '-')}" if name != "LinkedIn Member" else ""
    ends = [f'"{name}",{url}', f'"Fred Doorman",{ME}']
    sides = ",".join(ends if way == "in" else ends[::-1])
    at = more.get("at", "2026-10-01 10:00:00 UTC")
    end = f"{more.get('folder', 'INBOX')},{more.get('draft', 'No')}"
    return f'{thread},{more.get("title", "")},{sides},{at},,"{text}",{end}\n'


def invited(folder: Path, rows: str, connected: str = "") -> Reading:
    return reading(folder, {"Invitations.csv": INVITATIONS + rows, "Connections.csv": CONNECTIONS + connected})


def talked(folder: Path, rows: str) -> list[tuple[str, str, str]]:
    files = {"messages.csv": MESSAGES + rows, "Profile.csv": PROFILE, "Connections.csv": CONNECTIONS + NADIA}
    return [(one.who.key, one.kind, one.direction) for one in reading(folder, files).interactions]


def test_who_asked_and_is_no_connection_is_unanswered_never_declined(tmp_path: Path) -> None:
    (request,) = invited(tmp_path, invitation("Otto Stranger")).requests
    assert (request.direction, request.state, request.answered_on) == ("incoming", "open", None)
    assert str(request.asked_at) == "2026-07-08 15:43:00"


def test_who_asked_and_is_a_connection_was_accepted_on_that_day(tmp_path: Path) -> None:
    (request,) = invited(tmp_path, invitation("Nadia Quill"), NADIA).requests
    assert (request.state, request.answered_on) == ("accepted", date(2026, 10, 20))


def test_whom_i_asked_and_is_a_connection_has_accepted(tmp_path: Path) -> None:
    (request,) = invited(tmp_path, invitation("Nadia Quill", way="OUTGOING"), NADIA).requests
    assert (request.direction, request.state) == ("outgoing", "accepted")


def test_invitations_with_a_header_alone_are_no_requests_and_no_error(tmp_path: Path) -> None:
    found = invited(tmp_path, "", NADIA)
    assert (found.requests, len(found.profiles)) == ([], 1)
    (file,) = [one for one in found.files if one.name == "Invitations.csv"]
    assert (file.rows, file.skipped) == (0, [])


def test_who_asks_again_is_one_person_who_asked_before(tmp_path: Path) -> None:
    rows = invitation("Otto Stranger", "7/8/26, 3:43 PM") + invitation("Otto Stranger", "1/8/25, 3:43 PM")
    found = invited(tmp_path, rows + invitation("Otto Stranger", "1/8/25, 3:43 PM"))
    before = [seen.value for one in found.requests for seen in one.observations if seen.fact == "asked_before"]
    assert before == [0, 1]
    assert {one.who.key for one in found.requests} == {"otto-stranger"}


@pytest.mark.parametrize(
    "at", ["7/8/2026, 3:43\u202fPM", "7/8/26 15:43", "2026-07-08 15:43", "7/8/26,\u00a03:43\u00a0pm"]
)
def test_a_time_is_read_whatever_space_stands_before_pm(at: str, tmp_path: Path) -> None:
    (request,) = invited(tmp_path, invitation("Otto S", at)).requests
    assert str(request.asked_at) == "2026-07-08 15:43:00"


def test_an_unreadable_time_keeps_the_request(tmp_path: Path) -> None:
    found = invited(tmp_path, invitation("Otto S", "one day"), NADIA)
    assert found.requests[0].asked_at is None
    assert [one.row for one in found.files[1].skipped] == [2]


def test_a_name_alone_never_makes_a_connection_of_the_asker(tmp_path: Path) -> None:
    old = 'From,To,Sent At,Message,Direction\nNadia Quill,Fred Doorman,"7/8/26, 3:43 PM",,INCOMING\n'
    found = reading(tmp_path, {"Invitations.csv": old, "Connections.csv": CONNECTIONS + NADIA})
    assert found.requests[0].state == "open"
    (same,) = found.suggestions
    assert same.other is not None
    assert (same.kind, same.other.key) == ("same_person", "nadia-quill")


def test_two_connections_of_one_name_are_not_even_suggested(tmp_path: Path) -> None:
    old = 'From,To,Sent At,Message,Direction\nNadia Quill,Fred Doorman,"7/8/26, 3:43 PM",,INCOMING\n'
    both = NADIA + NADIA.replace("nadia-quill", "nadia-2")
    assert not reading(tmp_path, {"Invitations.csv": old, "Connections.csv": CONNECTIONS + both}).suggestions


def test_the_owner_is_known_from_invitations_and_several_are_warned_of(tmp_path: Path) -> None:
    rows = invitation("Otto S") + invitation("Dora R") + invitation("Ines H", me=ME + "-2")
    found = invited(tmp_path, rows)
    assert found.owner is not None
    assert found.owner.key == "fred-doorman"
    assert any("several owners" in warning for warning in found.warnings)


def test_a_note_keeps_its_lines_and_is_judged(tmp_path: Path) -> None:
    (request,) = invited(tmp_path, invitation("Otto S", note="Hi,\r\nwe met at the fair\x1b.")).requests
    assert request.note == "Hi,\nwe met at the fair."
    assert {one.fact: one.value for one in request.observations} == {
        "note": "personal", "claims_to_know_me": True, "asked_before": 0
    }  # fmt: skip


def test_messages_of_two_count_both_ways(tmp_path: Path) -> None:
    rows = message("Nadia Quill") + message("Nadia Quill", "out", at="2026-10-02 10:00:00 UTC")
    assert talked(tmp_path, rows) == [("nadia-quill", "message", "in"), ("nadia-quill", "message", "out")]


def test_a_group_is_not_a_talk_between_two(tmp_path: Path) -> None:
    titled = message("Nadia Quill", thread="t1", title="Offsite")
    wide = message("Ines H", thread="t2").replace(ME, f'"{ME},https://www.linkedin.com/in/dora-r"')
    assert talked(tmp_path, titled + wide) == [
        ("nadia-quill", "group_message", "in"),
        ("ines-h", "group_message", "in"),
    ]


def test_a_name_with_a_comma_is_not_a_group(tmp_path: Path) -> None:
    header = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT\n"
    ines = '"Wren Hale, PhD",https://www.linkedin.com/in/wren'
    end = "2026-01-01 10:00:00 UTC,,a\n"
    rows = f't1,{ines},Fred Doorman,{end}t1,Fred Doorman,{ME},"Wren Hale, PhD",{end}'
    rows = rows.replace("a\n", "b\n", 1)
    group = f't2,Fred Doorman,{ME},"Wren Hale, PhD, Otto S",2026-01-02 10:00:00 UTC,,b\n'
    files = {"messages.csv": header + rows + group, "Profile.csv": PROFILE}
    made = [(one.who.key, one.kind, one.direction) for one in reading(tmp_path, files).interactions]
    assert made == [("wren", "message", "in"), ("wren", "message", "out")]


def test_drafts_adverts_spam_and_closed_accounts_tell_nothing(tmp_path: Path) -> None:
    rows = (
        message("Nadia Quill", "out", "t1", draft="Yes")
        + message("Nadia Quill", "out", "t2", folder="DRAFT")
        + message("Lumen Academy", "in", "t3", "<p class=spinmail-quill-editor__spin-break>Hi %FIRSTNAME%</p>")
        + message("LinkedIn Member", "in", "t4")
        + message("LinkedIn Member", "out", "t4")
        + message("Otto S", "in", "t5", folder="SPAM")
    )
    assert talked(tmp_path, rows) == []


def test_decoys_with_messages_in_their_name_are_not_the_inbox(tmp_path: Path) -> None:
    decoys = (
        "guide_messages.csv",
        "coach_messages.csv",
        "learning_role_play_messages.csv",
        "LearningCoachMessages.csv",
    )
    found = reading(
        tmp_path, {"Connections.csv": CONNECTIONS + NADIA, **dict.fromkeys(decoys, "No conversations found")}
    )
    assert not found.interactions
    assert any("messages.csv is missing" in warning for warning in found.warnings)
    assert sum(file.read_as.startswith("not read") for file in found.files) == 4


def test_no_text_of_a_message_is_kept(tmp_path: Path) -> None:
    files = {"messages.csv": MESSAGES + message("Nadia Quill", text="planted secret"), "Profile.csv": PROFILE}
    found = reading(tmp_path, files)
    assert "planted" not in repr(found)
    assert [len(one.key) for one in found.interactions] == [16]


def test_a_message_has_the_same_key_in_the_next_export(tmp_path: Path) -> None:
    one = message("Nadia Quill", text="Hello\nthere")
    again = one.replace("\nthere", "\r\nthere")
    found = [
        reading(tmp_path, {"messages.csv": MESSAGES + rows, "Profile.csv": PROFILE}).interactions
        for rows in (one, message("Otto S", thread="t2") + again)
    ]
    assert found[0][0].key == found[1][1].key


def test_messages_alone_find_their_owner(tmp_path: Path) -> None:
    path = tmp_path / "messages.csv"
    path.write_text(MESSAGES + message("Nadia Quill", thread="t1") + message("Otto S", thread="t2"))
    (found,) = read([path])
    assert found.owner is not None
    assert found.owner.key == "fred-doorman"
    assert len(found.interactions) == 2


def test_one_message_alone_cannot_tell_whose_it_is(tmp_path: Path) -> None:
    path = tmp_path / "messages.csv"
    path.write_text(MESSAGES + message("Nadia Quill"))
    with pytest.raises(EmptyArchiveError, match="which side is you"):
        read([path])


def test_importing_twice_tells_the_same(tmp_path: Path) -> None:
    rows = invitation("Otto S") + invitation("Nadia Quill")
    assert invited(tmp_path, rows, NADIA) == invited(tmp_path, rows, NADIA)
