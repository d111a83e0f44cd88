"""Somebody known from five sources is forgotten: no byte of them is left, and no import brings them back."""

from pathlib import Path

from doorstep.ledger import Ledger

from ..sources.helpers import CONNECTIONS, INVITATIONS, zipped
from ..sources.test_in_parts import NOW, PEOPLE
from ..sources.test_mail import FRED, INVITES, LINKEDIN, PROVED, mail
from ..sources.test_told_twice import SEEN_BY_MAIL
from .runner import Doorstep

URL = "https://www.linkedin.com/in/nadia-quill"
ADDRESS = "nadia@beispiel.example"


def exports(folder: Path) -> list[str]:
    """LinkedIn's archive, mails, an address card, a calendar and a CRM's table, each naming Nadia."""
    archive = zipped(folder, {
        "Connections.csv": CONNECTIONS + f"Nadia,Quill,{URL},{ADDRESS},Acme,Partner,20 Oct 2026\n",
        "Invitations.csv": INVITATIONS
        + f'Nadia Quill,Fred Doorman,"10/4/26, 11:30 PM",We met,INCOMING,{URL},https://www.linkedin.com/in/fred\n',
    })  # fmt: skip
    asks = mail(
        f"From: {INVITES}", LINKEDIN, "Subject: Nadia Quill wants to connect", PROVED.format("linkedin.com"),
        f"To: {FRED}", body=f"Hi Fred,\nWe met.\nNadia Quill\nPartner at Acme\n\n{SEEN_BY_MAIL}",
    )  # fmt: skip
    files = {
        "Inbox.mbox": asks + mail(f"From: Nadia Quill <{ADDRESS}>", f"To: {FRED}")
        + mail(f"From: {FRED}", f"To: {ADDRESS}"),
        "cards.vcf": f"BEGIN:VCARD\nVERSION:3.0\nFN:Nadia Quill\nEMAIL:{ADDRESS}\nEND:VCARD\n",
        "work.ics": "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1@x\nDTSTAMP:20261001T090000Z\n"
        "DTSTART:20261006T090000Z\nDTEND:20261006T100000Z\nSUMMARY:Coffee with Nadia Quill\n"
        f"ORGANIZER:mailto:{FRED}\nATTENDEE;PARTSTAT=ACCEPTED;CN=Nadia Quill:mailto:{ADDRESS}\n"
        "END:VEVENT\nEND:VCALENDAR\n",
        "people.csv": PEOPLE,
    }  # fmt: skip
    for name, text in files.items():
        (folder / name).write_text(text)
    return [str(archive), *(str(folder / name) for name in files)]


def test_who_is_known_from_five_sources_is_forgotten_to_the_last_byte(fred: Doorstep, tmp_path: Path) -> None:
    paths = exports(tmp_path)
    fred("me", FRED)
    for path in paths:
        fred("import", path)
    with Ledger.open(fred.home, now=lambda: NOW) as ledger:
        (nadia,) = ledger.find_people("Nadia Quill")
        sources = {one.source for one in ledger.interactions(nadia.id)}
        assert {"Mail", "Calendar"} <= sources
        assert len(ledger.requests()) == 1
        assert {one.network for one in ledger.profiles([nadia.id])[nadia.id]} >= {"linkedin", "email"}
    assert b"quill" in b"".join(one.read_bytes() for one in fred.home.glob("*.db*")).lower()
    fred("forget", "Nadia Quill", "--yes")
    for again in (False, True):
        for path in paths if again else []:
            fred.run("import", path)
        for file in (one for one in fred.home.rglob("*") if one.is_file() and one.name != "policy.toml"):
            held = file.read_bytes().lower()
            assert b"quill" not in held, file
            assert ADDRESS.encode() not in held, file
