"""Mail boxes as they really are: cutting, dates, names, who counts as somebody one writes with, and who asks."""

import dataclasses
import io
from datetime import date
from pathlib import Path
from time import process_time
from zlib import crc32

import pytest

from doorstep.errors import EmptyArchiveError, SourceError
from doorstep.facts.seen import Reading
from doorstep.sources import Given, read_export
from doorstep.sources.mail.boxes import CHUNK, mails
from doorstep.sources.mail.proof import proof_of

FRED = "fred@doorman-beispiel.example"
INES = "Ines Wolf <ines@wolf-beispiel.example>"
TOLD = Given(today=date(2026, 11, 23), own=frozenset({FRED}))
LINKEDIN = "X-LinkedIn-Template: email_m2m_invite_single_01"
INVITES = "Nadia Quill via LinkedIn <invitations@linkedin.com>"
PROVED = "Authentication-Results: mx.example; dmarc=pass header.from={}"
LETTERS = (("From: " + INES, "To: " + FRED), ("From: " + FRED, "To: " + INES))


def mail(*lines: str, day: int = 5, body: str = "Hello.", number: str = "") -> str:
    """One mail of October 2026, as it stands in an mbox."""
    number = number or str(crc32(repr((lines, day, body)).encode()))
    head = [f"From x@example Mon Oct {day:2} 09:00:00 2026", f"Date: Mon, {day} Oct 2026 09:00:00 +0000"]
    return "\n".join([*head, f"Message-ID: <{number}>", *lines, "", body, "", ""])


def box(folder: Path, *texts: str | bytes, given: Given = TOLD, name: str = "Inbox.mbox") -> Reading:
    """What a mail box of these mails tells."""
    (folder / name).write_bytes(b"".join(one if isinstance(one, bytes) else one.encode() for one in texts))
    (found,) = read_export([folder / name], given)
    return found


def both() -> list[str]:
    """A letter each way between Fred and Ines."""
    return [mail(*one) for one in LETTERS]


def asked(found: Reading) -> list[tuple[str, str]]:
    """The incoming requests: network and key."""
    return [(one.network, one.who.key) for one in found.requests if one.direction == "incoming"]


def test_only_who_wrote_and_was_written_to_counts(tmp_path: Path) -> None:
    only_in = mail("From: otto@beispiel.example", f"To: {FRED}")
    only_out = mail(f"From: {FRED}", "To: petra@beispiel.example")
    found = box(tmp_path, *both(), only_in, only_out)
    assert [one.who.key for one in found.profiles] == ["ines@wolf-beispiel.example"]
    assert {(one.kind, one.direction) for one in found.interactions} == {("message", "in"), ("message", "out")}


@pytest.mark.parametrize(
    "lines",
    [
        ["List-Unsubscribe: <https://x.example/u>"], ["List-Id: <list.x.example>"], ["Precedence: bulk"],
        ["Auto-Submitted: auto-replied"], ["Content-Type: multipart/report; report-type=delivery-status"],
        ["Return-Path: <>"], ["X-Spam-Flag: YES"], ["X-Gmail-Labels: Spam,Unread"],
        ["X-Gmail-Labels: =?UTF-8?Q?Entw=C3=BCrfe?="], ["X-Mozilla-Status: 0009"],
    ],
)  # fmt: skip
def test_mailing_lists_machines_spam_and_drafts_are_no_correspondence(tmp_path: Path, lines: list[str]) -> None:
    theirs = [mail(*one, *lines) for one in (("From: l@beispiel.example", f"To: {FRED}"),)]
    mine = mail(f"From: {FRED}", "To: l@beispiel.example")
    found = box(tmp_path, *both(), *theirs, mine)
    assert [one.who.key for one in found.profiles] == ["ines@wolf-beispiel.example"]


def test_a_round_of_many_is_no_letter(tmp_path: Path) -> None:
    many = ", ".join(f"p{number}@beispiel.example" for number in range(5))
    found = box(
        tmp_path,
        *both(),
        mail("From: p1@beispiel.example", f"To: {FRED}, {many}"),
        mail(f"From: {FRED}", f"To: {many}"),
    )
    assert [one.who.key for one in found.profiles] == ["ines@wolf-beispiel.example"]


def test_a_mail_without_date_and_id_takes_the_mail_boxs_date_and_is_known_again(tmp_path: Path) -> None:
    bare = f"From x@example Sat Oct  3 08:07:06 2026\nFrom: {INES}\nTo: {FRED}\nSubject: hi\n\nHello.\n\n"
    found = box(tmp_path, bare, bare, both()[1])
    assert [f"{one.at:%d %H:%M:%S}" for one in found.interactions] == ["03 08:07:06", "05 09:00:00"]
    again = box(tmp_path, both()[1], bare, name="Other.mbox")
    assert {one.key for one in found.interactions} == {one.key for one in again.interactions}


def test_a_mail_that_nothing_dates_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(f"From: {INES}\nTo: {FRED}\nSubject: x\n\n")
    with pytest.raises(EmptyArchiveError, match="nothing tells when it was sent"):
        read_export([tmp_path / "a.eml"], TOLD)


def test_a_line_that_begins_with_from_in_the_text_begins_no_mail() -> None:
    text = mail("From: a@x.example", body="\n\nFrom here on.\n\n>From Mon Oct  5 09:00:00 2026\n\nFrom me\nSubject: no")
    raw = (text + mail("From: b@x.example", body="\nFrom x@y Mon Oct  5 09:00:00 2026 is not a mail\n")).encode()
    assert [one.number for one in mails(io.BytesIO(raw))] == [1, 2]
    first = next(mails(io.BytesIO(raw)))
    assert b"\nFrom Mon Oct" in first.body  # the > that the mail box had put there is gone


def test_a_separator_in_the_midst_of_a_paragraph_is_quoted_text() -> None:
    raw = mail(
        "From: a@x.example", body="As she wrote:\nFrom b@x.example Mon Oct  5 09:00:00 2026\nSubject: no"
    ).encode()
    assert [one.number for one in mails(io.BytesIO(raw))] == [1]


@pytest.mark.parametrize("size", [7, 100, 1000])
def test_where_the_chunks_end_makes_no_odds(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = "".join(mail(f"X-N: {n}", body="x" * (n * 13 % 400), number=str(n)) for n in range(60)).encode()
    for one in (raw, raw.replace(b"\n", b"\r\n")):
        whole = [(found.separator.strip(), found.head, found.body) for found in mails(io.BytesIO(one))]
        assert len(whole) == 60
        monkeypatch.setattr("doorstep.sources.mail.boxes.CHUNK", size)
        assert [(found.separator.strip(), found.head, found.body) for found in mails(io.BytesIO(one))] == whole
        monkeypatch.setattr("doorstep.sources.mail.boxes.CHUNK", CHUNK)


def test_a_huge_mail_does_not_stay_in_memory() -> None:
    class Endless(io.RawIOBase):
        left = 60

        def read(self, size: int = -1) -> bytes:
            self.left -= 1
            if self.left == 59:
                return mail("From: a@x.example")[:-2].encode()
            return b"y" * size if self.left > 0 else mail("From: b@x.example").encode() if self.left == 0 else b""

    found = [len(one.head) + len(one._rest) for one in mails(Endless())]  # type: ignore[arg-type]  # enough of a file
    assert max(found) < 8 * CHUNK


def test_names_in_encoded_words_split_between_characters_are_whole(tmp_path: Path) -> None:
    name = "=?UTF-8?B?SW5lcyBXw7Y=?= =?UTF-8?B?bGY=?="
    found = box(tmp_path, mail(f"From: {name} <ines@wolf-beispiel.example>", f"To: {FRED}"), both()[1])
    assert found.profiles[0].who.name == "Ines Wölf"
    raw = mail("From: NAME <ines@wolf-beispiel.example>", f"To: {FRED}").encode().replace(b"NAME", b"In\xeas")
    assert box(tmp_path, raw, both()[1], name="b.mbox").profiles[0].who.name == "Inês"
    odd = "=?unknown-8bit?Q?In=EAs?="
    found = box(tmp_path, mail(f"From: {odd} <ines@wolf-beispiel.example>", f"To: {FRED}"), both()[1], name="c.mbox")
    assert found.profiles[0].who.name == "Inês"


def test_nothing_of_a_body_or_a_subject_is_kept(tmp_path: Path) -> None:
    secret = [mail(*one, "Subject: Merger of Acme", body="the secret word") for one in LETTERS]
    assert not any(word in repr(box(tmp_path, *secret)) for word in ("Merger", "secret word"))


def test_the_folder_of_sent_mail_is_asked_for_where_only_one_side_is_there(tmp_path: Path) -> None:
    request = mail(f"From: {INVITES}", f"To: {FRED}", LINKEDIN, "Subject: Nadia Quill wants to connect",
                   PROVED.format("linkedin.com"))  # fmt: skip
    found = box(tmp_path, both()[0], request)
    assert any("give the folder of sent mail" in one for one in found.warnings)
    assert not found.interactions  # and nobody is said not to write with me


def test_inbox_and_sent_given_together_are_one_correspondence(tmp_path: Path) -> None:
    (tmp_path / "Inbox").write_text(both()[0])
    (tmp_path / "Sent").write_text(both()[1])
    (tmp_path / "Drafts").write_text(mail(f"From: {FRED}", "To: otto@beispiel.example"))
    (found,) = read_export([tmp_path / name for name in ("Inbox", "Sent", "Drafts")], TOLD)
    assert {one.direction for one in found.interactions} == {"in", "out"}
    assert found.files[-1].read_as.startswith("not read")


def test_the_owner_is_worked_out_and_it_is_said(tmp_path: Path) -> None:
    nobody = dataclasses.replace(TOLD, own=frozenset())
    other = mail("From: otto@beispiel.example", f"To: {FRED}")
    found = box(tmp_path, *both(), other, given=nobody)
    assert found.warnings == [f"{FRED} is taken for you: that address is in most mails"]
    with pytest.raises(EmptyArchiveError, match="cannot be told which address is yours"):
        box(tmp_path, *both(), given=nobody, name="b.mbox")


def test_apples_emlx_and_single_mails_are_read(tmp_path: Path) -> None:
    texts = [one.partition("\n")[2].encode() for one in both()]
    (tmp_path / "1.emlx").write_bytes(f"{len(texts[0])}   \n".encode() + texts[0] + b"<?xml version='1.0'?><plist/>")
    (tmp_path / "2.eml").write_bytes(texts[1])
    (found,) = read_export([tmp_path / "1.emlx", tmp_path / "2.eml"], TOLD)
    assert len(found.interactions) == 2


def test_outlooks_own_format_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "a.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(SourceError, match="Outlook"):
        read_export([tmp_path / "mail"], TOLD)


def test_an_introduction_by_somebody_one_writes_with_is_asked_about(tmp_path: Path) -> None:
    lines = (f"To: {FRED}, Nadia <nadia@quill-beispiel.example>", "Subject: Intro: Fred / Nadia")
    found = box(tmp_path, *both(), mail(f"From: {INES}", *lines), mail("From: otto@beispiel.example", *lines))
    (question,) = found.suggestions
    assert question.who.key == "nadia@quill-beispiel.example"
    assert question.reason.startswith("Ines Wolf wrote to the two of you")


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ("mx.example; dmarc=pass header.from=linkedin.com", "pass"),
        ("mx.example; dmarc=pass (p=REJECT sp=REJECT) header.from=linkedin.com; spf=fail", "pass"),
        ("mx.example; dkim=pass header.i=@linkedin.com; dmarc=none", "pass"),
        ("mx.example; dkim=pass header.d=evil.example; spf=pass", "unproved"),
        ("mx.example; dkim=pass header.d=com", "unproved"),
        ("mx.example; dmarc=pass header.from=evil.example", "unproved"),
        ("mx.example; dkim=pass header.d=linkedin.com; dmarc=fail header.from=linkedin.com", "fail"),
        ('mx.example; spf=pass smtp.mailfrom="x; dmarc=pass"@evil.example', "unproved"),
        ("mx.example; spf=none (; dmarc=pass header.from=linkedin.com;) x", "unproved"),
        ("", "unproved"),
    ],
)
def test_only_what_the_receiving_server_proved_counts(results: str, said: str) -> None:
    assert proof_of(results, "linkedin.com") == said


SPOOFS = {
    "dmarc=fail": ([f"From: {INVITES}", LINKEDIN, "Authentication-Results: mx.example; dmarc=fail"], "check of its"),
    "no proof": ([f"From: {INVITES}", LINKEDIN], "nothing in it proves the sender"),
    "forged below the first": (
        [f"From: {INVITES}", LINKEDIN, "Authentication-Results: mx.example; spf=none", PROVED.format("linkedin.com")],
        "nothing in it proves",
    ),
    "two senders": ([f"From: {INVITES}", "From: a@b.example", LINKEDIN, PROVED.format("linkedin.com")], "check of its"),
    "look-alike": (["From: N <invitations@1inkedin.com>", PROVED.format("1inkedin.com")], "which is not LinkedIn"),
    "below another": (["From: N <x@linkedin.com.evil.example>", PROVED.format("evil.example")], "is not LinkedIn"),
    "other letters": (["From: N <x@xn--lnkedin-rog.com>", PROVED.format("xn--lnkedin-rog.com")], "is not LinkedIn"),
    "its template": (["From: N <x@evil.example>", LINKEDIN, PROVED.format("evil.example")], "which is not LinkedIn"),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOOFS)
def test_a_spoofed_notification_is_refused_and_said(tmp_path: Path, name: str) -> None:
    lines, reason = SPOOFS[name]
    forged = mail(*lines, f"To: {FRED}", "Subject: Nadia Quill wants to connect")
    found = box(tmp_path, *both(), forged)
    assert not found.requests
    (problem,) = found.files[0].skipped
    assert reason in problem.reason
    assert problem.row == 3
    assert found.warnings[0].startswith("1 mail ")


BODY = """Hi Fred,
I liked your talk.

Nadia Quill
Publisher at Quill & Co
View profile: https://www.linkedin.com/comm/in/nadia-quill?midToken=SECRET&otpToken=SECRET
Accept: https://www.linkedin.com/comm/mynetwork/invite-accept/invitationId/6999123456/sharedKey/SECRET?x=SECRET
Unsubscribe: https://www.linkedin.com/e/v2?e=SECRET
"""


def test_one_click_tokens_are_never_kept(tmp_path: Path) -> None:
    found = box(tmp_path, mail(f"From: {INVITES}", f"To: {FRED}", LINKEDIN, "Subject: Nadia Quill wants to connect",
                               PROVED.format("linkedin.com"), body=BODY))  # fmt: skip
    (request,) = found.requests
    assert request.who.url == "https://www.linkedin.com/in/nadia-quill"
    assert request.note == "I liked your talk."
    assert "SECRET" not in repr(found)
    assert "6999123456" not in repr(found)


def test_two_profiles_under_the_name_are_ambiguous_and_give_only_the_name(tmp_path: Path) -> None:
    page = "".join(f'<a href="https://www.linkedin.com/in/nadia-{n}">Nadia Quill</a>' for n in (1, 2))
    found = box(tmp_path, mail(f"From: {INVITES}", f"To: {FRED}", LINKEDIN, "Subject: Nadia Quill wants to connect",
                               PROVED.format("linkedin.com"), "Content-Type: text/html", body=page))  # fmt: skip
    assert asked(found) == [("linkedin", "?nadia quill|asked on 2026-10-05")]
    assert not found.requests[0].who.exact


NETWORKS = [
    (["From: F <notification@facebookmail.com>", "X-Facebook-Notify: friend_request; mailid=x",
      "Subject: Petra Sommer wants to be friends on Facebook", PROVED.format("facebookmail.com")],
     [("facebook", "?petra sommer|asked on 2026-10-05")]),
    (["From: Instagram <no-reply@mail.instagram.com>", "X-Facebook-Notify: ig_follow_request; mailid=x",
      "Subject: otto.paints has requested to follow you", PROVED.format("mail.instagram.com")],
     [("instagram", "otto.paints")]),
    (["From: X <info@x.com>", "Subject: Otto Fern (@otto_fern) wants to follow you", PROVED.format("x.com")],
     [("x", "otto_fern")]),
    (["From: X <notify@twitter.com>", "Subject: Otto Fern (@otto_fern) is now following you on Twitter!",
      PROVED.format("twitter.com")], []),
    (["From: M <mastodon@social-beispiel.example>", "List-ID: <follow_request.fred.social-beispiel.example>",
      "Subject: Pending follower: tomas@other-beispiel.example", PROVED.format("social-beispiel.example")],
     [("mastodon", "tomas@other-beispiel.example")]),
    (["From: M <mastodon@mg.social-beispiel.example>", "List-ID: <follow_request.fred.social-beispiel.example>",
      "Subject: x", PROVED.format("mg.social-beispiel.example")], [("mastodon", "tomas@social-beispiel.example")]),
    (["From: M <mastodon@evil-beispiel.example>", "List-ID: <follow_request.fred.social-beispiel.example>",
      "Subject: Pending follower: tomas@other-beispiel.example", PROVED.format("evil-beispiel.example")], []),
    (["From: M <mastodon@social-beispiel.example>", "List-ID: <follow.fred.social-beispiel.example>",
      "Subject: tomas@other-beispiel.example is now following you", PROVED.format("social-beispiel.example")], []),
    (["From: F <friendsuggestion@facebookmail.com>", "X-Facebook-Notify: friend_suggestion; mailid=x",
      "Subject: Do you know Petra Sommer?", PROVED.format("facebookmail.com")], []),
    (["From: LinkedIn <messages-noreply@linkedin.com>", "X-LinkedIn-Template: email_pymk_02",
      "Subject: Nadia Quill wants to connect", PROVED.format("linkedin.com")], []),
    (["From: LinkedIn <invitations@linkedin.com>", LINKEDIN, "Subject: Fred, you have 3 new invitations",
      PROVED.format("linkedin.com")], []),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "found"), NETWORKS, ids=[f"{one[0][0][:28]} {len(one[1])}" for one in NETWORKS])
def test_requests_of_every_network_are_known_and_nothing_else_is_one(
    tmp_path: Path, lines: list[str], found: list[tuple[str, str]]
) -> None:
    local = "tomas has requested to follow you." if "Subject: x" in lines else ""
    assert asked(box(tmp_path, *both(), mail(*lines, f"To: {FRED}", body=local))) == found


def test_an_acceptance_settles_what_was_asked(tmp_path: Path) -> None:
    lines = ("X-LinkedIn-Template: email_accept_invite_01", f"To: {FRED}", PROVED.format("linkedin.com"))
    subject = "Subject: Dora accepted your invitation, explore their network"
    found = box(tmp_path, mail("From: Dora Finch via LinkedIn <invitations@linkedin.com>", subject, *lines))
    (request,) = found.requests
    assert (request.direction, request.state, request.answered_on) == ("outgoing", "accepted", date(2026, 10, 5))
    assert (request.who.name, found.profiles[-1].is_connection) == ("Dora Finch", True)


def test_a_reminder_is_the_same_request(tmp_path: Path) -> None:
    lines = (f"From: {INVITES}", f"To: {FRED}", LINKEDIN, "Subject: I want to connect", PROVED.format("linkedin.com"))
    found = box(tmp_path, mail(*lines, body=BODY), mail(*lines, day=15, body=BODY), mail(*lines, day=25))
    assert len(asked(found)) == 2  # the third names no profile: it may be another of that name


def test_another_number_within_90_days_is_another_request(tmp_path: Path) -> None:
    lines = (f"From: {INVITES}", f"To: {FRED}", LINKEDIN, "Subject: I want to connect", PROVED.format("linkedin.com"))
    again = BODY.replace("6999123456", "7012345678")
    found = box(tmp_path, mail(*lines, body=BODY), mail(*lines, day=15, body=BODY), mail(*lines, day=25, body=again))
    assert [one.asked_at.day for one in found.requests if one.asked_at] == [5, 25]
    times = [seen.value for one in found.requests for seen in one.observations if seen.fact == "asked_before"]
    assert times == [0, 1]


def test_without_a_number_who_asks_again_within_90_days_was_reminding(tmp_path: Path) -> None:
    lines = (*NETWORKS[1][0], f"To: {FRED}")
    again = mail(*lines, day=25)
    assert len(asked(box(tmp_path, *both(), mail(*lines), again))) == 1
    later = again.replace("Oct 2026", "Jul 2026").replace("Oct 25", "Jul 25")
    assert len(asked(box(tmp_path, *both(), mail(*lines, day=31), later, name="b.mbox"))) == 2


def test_a_request_of_long_ago_is_not_taken_for_open(tmp_path: Path) -> None:
    lines = (f"From: {INVITES}", f"To: {FRED}", LINKEDIN, "Subject: I want to connect", PROVED.format("linkedin.com"))
    old = mail(*lines).replace("2026", "2025")
    found = box(tmp_path, *both(), old)
    assert not found.requests
    assert any("1 request from before" in one for one in found.warnings)


def test_an_address_list_of_a_megabyte_and_headers_without_end_are_bounded(tmp_path: Path) -> None:
    much = ", ".join(f"p{n}@beispiel.example" for n in range(50_000))
    found = box(
        tmp_path, *both(), mail(f"From: {INES}", f"To: {much}"), mail("X-Y: " + "z" * 3_000_000, "From: " + INES)
    )
    assert len(found.profiles) == 1


def test_parts_within_parts_without_end_are_not_opened(tmp_path: Path) -> None:
    nested = "".join(f'--b{n}\nContent-Type: multipart/mixed; boundary="b{n + 1}"\n\n' for n in range(900))
    lines = (
        f"To: {FRED}",
        LINKEDIN,
        "Subject: Nadia Quill wants to connect",
        'Content-Type: multipart/x; boundary="b0"',
    )
    bomb = nested + "x\n" * 500_000
    began = process_time()
    found = box(
        tmp_path,
        *both(),
        mail(f"From: {INVITES}", *lines, body=bomb),
        mail(f"From: {INVITES}", *lines, PROVED.format("linkedin.com"), body=bomb),
    )
    assert process_time() - began < 10  # it was 40 s for each
    assert [one.who.name for one in found.requests] == ["Nadia Quill"]


def test_what_a_network_wrote_to_somebody_else_and_was_passed_on_tells_nothing_of_me(tmp_path: Path) -> None:
    """DKIM still proves it: it is a mail of the network, only not to the owner."""
    lines = ("X-LinkedIn-Template: email_accept_invite_01", PROVED.format("linkedin.com"))
    subject = "Subject: Otto accepted your invitation, explore their network"
    sender = "From: Otto Fern via LinkedIn <invitations@linkedin.com>"
    passed_on = mail(sender, subject, *lines, "To: Otto Two <otto.two@beispiel.example>")
    found = box(tmp_path, *both(), passed_on)
    assert not found.requests
    assert [one.who.network for one in found.profiles] == ["email"]
    assert any("sent to otto.two@beispiel.example, which is not known as yours" in one for one in found.warnings)
    user, host = FRED.strip(">").rpartition("<")[2].split("@")
    mine = mail(sender, subject, *lines, f"To: {user}+linkedin@{host}")
    assert len(box(tmp_path, *both(), mine, name="b.mbox").requests) == 1
