"""Makes a large LinkedIn archive of invented people, the same every time for one seed.

    python benchmarks/make_archive.py --connections 30000 --invitations 5000 --messages 100000 OUT.zip
    python benchmarks/make_archive.py … --later 30 LATER.zip

`--later DAYS` gives the archive of the same person that many days later: some open invitations were accepted,
most stay open, and there are new connections, messages and invitations. Where OUT is a folder, the file gets
the name that LinkedIn would give it.
"""

import argparse
import csv
import io
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from urllib.parse import quote

from words import COMPANIES, FAMILY, GIVEN, PERSONAL, PITCHES, POSITIONS, STANDARD, TALK, TEMPLATES

OWNER, OWNER_SLUG = ("Fred", "Doorman"), "fred-doorman"
BASE = "https://www.linkedin.com/in/"
PREAMBLE = (
    'Notes:\r\n"When exporting your connection data, you may notice that some of the email addresses are missing. '
    "You will only see email addresses for connections who have allowed their connections to see or download "
    'their email address."\r\n\r\n'
).replace("\r\n", "\n")
OWNER_EMPLOYERS = ("Lantern Works", "Harbour & Sons")


@dataclass(slots=True)
class Person:
    """An invented member."""

    first: str
    last: str
    slug: str
    company: str
    position: str
    email: str = ""

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}".strip()

    @property
    def url(self) -> str:
        return BASE + quote(self.slug)


@dataclass(slots=True)
class World:
    """What the owner's archive holds, before it is written."""

    connections: list[tuple[Person, date]] = field(default_factory=list)
    closed: list[date] = field(default_factory=list)
    invitations: list[tuple[Person, datetime, str, str]] = field(default_factory=list)
    messages: list[tuple[datetime, list[str]]] = field(default_factory=list)
    people: int = 0


def person(rng: Random, world: World) -> Person:
    """Somebody new; one in ten with credentials, emoji, another script or a one-letter last name."""
    world.people += 1
    number = world.people
    first, last = rng.choice(GIVEN), rng.choice(FAMILY)
    slug = f"{first}-{last}-{number:x}".lower().replace(" ", "-")
    odd = rng.random()
    if odd < 0.03:
        last += rng.choice((", PhD", ", MBA", " ★", " 🚀", ", CPA, PMP"))
    elif odd < 0.05:
        first, last, slug = rng.choice("浩怡健美俊"), rng.choice("林陈王李张"), f"匿名-{number:x}"
    elif odd < 0.08:
        last = last[0]
    company = rng.choice(COMPANIES) if rng.random() < 0.97 else rng.choice(OWNER_EMPLOYERS)
    email = f"{slug}@mail.example" if rng.random() < 0.05 and slug.isascii() else ""
    return Person(first, last, slug, company, rng.choice(POSITIONS), email)


def day_before(rng: Random, today: date, most: int) -> date:
    """A day in the last `most` days, newer ones more often."""
    return today - timedelta(days=int(most * rng.random() ** 1.7))


def moment(rng: Random, day: date) -> datetime:
    """Some time of that day."""
    return datetime.combine(day, time(rng.randrange(7, 22), rng.randrange(60), rng.randrange(60)))


def note(rng: Random, asker: Person) -> str:
    """What stands in an invitation: mostly nothing."""
    luck, first = rng.random(), OWNER[0]
    if luck < 0.62:
        return ""
    if luck < 0.70:
        return rng.choice(STANDARD)
    kinds = TEMPLATES if luck < 0.86 else PITCHES if luck < 0.92 else PERSONAL
    parts = {"owner": first, "me": asker.first, "company": asker.company, "position": asker.position}
    text = rng.choice(kinds) if kinds is TEMPLATES else " ".join(rng.sample(kinds, 3))
    if kinds is not TEMPLATES and rng.random() < 0.3:
        text = f"Hi {first},\n{text}\n{asker.first}"
    for topic in ("topic", "place", "thing", "month"):
        parts[topic] = rng.choice(TALK[topic])
    return text.format(**parts)


def sentence(rng: Random) -> str:
    """A message's text; some on several lines, some in HTML, some long."""
    text = rng.choice(TALK["say"]).format(
        **{key: rng.choice(TALK[key]) for key in ("topic", "place", "thing", "month")}
    )
    luck = rng.random()
    if luck < 0.1:
        return (
            f"{text}\n\n{rng.choice(TALK['say']).format(topic='that', place='town', thing='it', month='May')}\r\nFred"
        )
    if luck < 0.13:
        return f'<p class="t">{text}</p><p>He said "{rng.choice(TALK["topic"])}", so yes.<br></p>'
    return text * rng.randrange(1, 4) if luck < 0.2 else text


def conversation(rng: Random, world: World, other: Person, last: date, length: int, two_way: bool) -> None:
    """A thread of two, its last message on the day `last`."""
    owner, owner_url = " ".join(OWNER), BASE + OWNER_SLUG
    thread = f"2-{rng.getrandbits(120):030x}=="
    at = moment(rng, last)
    for count in range(length):
        mine = two_way and (count % 2 == 0 if length > 1 else rng.random() < 0.5)
        ends = (owner, owner_url, other.name, other.url) if mine else (other.name, other.url, owner, owner_url)
        stamp = f"{at:%Y-%m-%d %H:%M:%S} UTC"
        row = [thread, "", *ends, stamp, "", sentence(rng), "INBOX", "", "No", "No"]
        world.messages.append((at, row))
        at -= timedelta(minutes=rng.randrange(3, 60 * 24 * 40))


def odd_messages(rng: Random, world: World, today: date, count: int) -> None:
    """Groups, adverts, drafts, closed accounts."""
    owner, owner_url = " ".join(OWNER), BASE + OWNER_SLUG
    for number in range(count):
        at = moment(rng, day_before(rng, today, 900))
        some = [one for one, _ in rng.sample(world.connections, 3)] if len(world.connections) > 3 else []
        thread, stamp = f"2-odd{number:x}-{rng.getrandbits(40):x}", f"{at:%Y-%m-%d %H:%M:%S} UTC"
        end = ["INBOX", "", "No", "No"]
        if number % 4 == 0 and some:
            to = ", ".join([owner, some[1].name, some[2].name])
            urls = ",".join([owner_url, some[1].url, some[2].url])
            row = [thread, "Offsite", some[0].name, some[0].url, to, urls, stamp, "", sentence(rng), *end]
        elif number % 4 == 1:
            text = '<p class="spinmail-quill-editor__spin-break">Hi %FIRSTNAME%, learn more</p>'
            row = [thread, "", "Lumen Academy", "", owner, owner_url, stamp, "A course", text, *end]
        elif number % 4 == 2 and some:
            row = [
                thread,
                "",
                owner,
                owner_url,
                some[0].name,
                some[0].url,
                stamp,
                "",
                "not yet",
                "DRAFT",
                "",
                "Yes",
                "No",
            ]
        else:
            row = [thread, "", "LinkedIn Member", "", owner, owner_url, stamp, "", sentence(rng), *end]
        world.messages.append((at, row))


def base_world(rng: Random, today: date, connections: int, invitations: int, messages: int) -> World:
    """Fred's archive as of today."""
    world = World()
    for _ in range(connections - connections // 400):
        world.connections.append((person(rng, world), day_before(rng, today, 4200)))
    world.closed = [day_before(rng, today, 4200) for _ in range(connections // 400)]
    invite(rng, world, today, invitations, 540)
    for _ in range(invitations // 10):
        world.invitations.append((person(rng, world), moment(rng, day_before(rng, today, 200)), "", "OUTGOING"))
    for one, since in rng.sample(world.connections, min(invitations // 25, connections // 10)):
        way = rng.choice(("INCOMING", "OUTGOING"))
        asked = moment(rng, since - timedelta(days=rng.randrange(20)))
        world.invitations.append((one, asked, note(rng, one) if way == "INCOMING" else "", way))
    talk(rng, world, today, messages, 2600)
    return world


def invite(rng: Random, world: World, today: date, count: int, days: int) -> None:
    """Adds `count` incoming, unanswered invitations; one in fifty by somebody who has asked before."""
    askers: list[Person] = []
    for _ in range(count):
        again = askers and rng.random() < 0.02
        asker = rng.choice(askers) if again else person(rng, world)
        askers.append(asker)
        at = moment(rng, day_before(rng, today, days))
        world.invitations.append((asker, at, note(rng, asker), "INCOMING"))


def talk(rng: Random, world: World, today: date, count: int, days: int) -> None:
    """Adds messages until there are `count` more: mostly with connections, some with those who ask."""
    until, odd = len(world.messages) + count, count // 50
    odd_messages(rng, world, today, odd)
    askers = [one for one, _, _, way in world.invitations if way == "INCOMING"]
    while (left := until - len(world.messages)) > 0:
        stranger = (bool(askers) and rng.random() < 0.02) or not world.connections
        if stranger and not askers:
            return
        other = rng.choice(askers) if stranger else rng.choice(world.connections)[0]
        length = min(left, 1 if rng.random() < 0.35 else rng.randrange(2, 14))
        conversation(rng, world, other, day_before(rng, today, days), length, rng.random() < 0.8)


def later_world(rng: Random, world: World, then: date, days: int) -> None:
    """The same archive `days` later."""
    now = then + timedelta(days=days)
    incoming = [one for one, _, _, way in world.invitations if way == "INCOMING"]
    connected = {one.slug for one, _ in world.connections}
    for one in rng.sample(incoming, len(incoming) // 20):
        if one.slug not in connected:
            connected.add(one.slug)
            world.connections.append((one, then + timedelta(days=rng.randrange(1, days + 1))))
    outgoing = [one for one, _, _, way in world.invitations if way == "OUTGOING" and one.slug not in connected]
    for one in rng.sample(outgoing, len(outgoing) // 5):
        world.connections.append((one, then + timedelta(days=rng.randrange(1, days + 1))))
    for _ in range(max(1, len(world.connections) // 300)):
        world.connections.append((person(rng, world), then + timedelta(days=rng.randrange(1, days + 1))))
    invite(rng, world, now, max(1, len(incoming) // 25), days)
    talk(rng, world, now, max(1, len(world.messages) // 60), days)


def table(header: str, rows: list[list[str]], before: str = "", quoted: bool = False) -> str:
    """A file's text as LinkedIn writes it: LF, no newline at the end."""
    out = io.StringIO()
    out.write(before)
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return out.getvalue().removesuffix("\n")


def files(world: World) -> dict[str, str]:
    """The archive's files by name."""
    owner, owner_url = " ".join(OWNER), BASE + OWNER_SLUG
    linked: list[tuple[date, list[str]]] = [
        (on, [one.first, one.last, one.url, one.email, one.company, one.position, f"{on:%d %b %Y}"])
        for one, on in world.connections
    ]
    linked += [(on, ["", "", "", "", "", "", f"{on:%d %b %Y}"]) for on in world.closed]
    linked.sort(key=lambda item: item[0], reverse=True)
    asked = []
    for one, at, text, way in sorted(world.invitations, key=lambda item: item[1], reverse=True):
        clock = f"{at.month}/{at.day}/{at:%y}, {at.hour % 12 or 12}:{at:%M} {at:%p}"
        theirs, mine = (one.name, one.url), (owner, owner_url)
        (sender, sender_url), (to, to_url) = (theirs, mine) if way == "INCOMING" else (mine, theirs)
        asked.append([sender, to, clock, text, way, sender_url, to_url])
    said = [row for _, row in sorted(world.messages, key=lambda item: item[0], reverse=True)]
    praise = [
        [
            one.first,
            one.last,
            one.company,
            one.position,
            "We worked together for two years; I'd do it again.",
            f"{on.month:02}/{on.day:02}/{on:%y}, 09:30 AM",
            "VISIBLE",
        ]
        for one, on in world.connections[:5]
    ]
    skilled = [
        [
            f"{on:%Y/%m/%d} 08:00:00 UTC",
            "Negotiation",
            one.first,
            one.last,
            one.url.removeprefix("https://"),
            "ACCEPTED",
        ]
        for one, on in world.connections[5:60]
    ]
    return {
        "Connections.csv": table(
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On", [r for _, r in linked], PREAMBLE),
        "Invitations.csv": table(
            "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl", asked),
        "messages.csv": table(
            "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,"
            "CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT", said, quoted=True),
        "Profile.csv": table(
            "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
            "Twitter Handles,Websites,Instant Messengers",
            [[*OWNER, "", "", "", "Owner of doors", "", "Doors", "", "Port Example", "", "", ""]]),
        "Positions.csv": table(
            "Company Name,Title,Description,Location,Started On,Finished On",
            [[name, "Director", "", "", "Jan 2015", ""] for name in OWNER_EMPLOYERS]),
        "Recommendations_Received.csv": table(
            "First Name,Last Name,Company,Job Title,Text,Creation Date,Status", praise),
        "Endorsement_Received_Info.csv": table(
            "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,"
            "Endorsement Status", skilled),
        "guide_messages.csv": "No conversations found",
        "ImportedContacts.csv": table("Source,FirstName,LastName,Emails", []),
    }  # fmt: skip


def write(path: Path, texts: dict[str, str], on: date) -> None:
    """The zip, its members dated by the export so that the same seed gives the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for name, text in texts.items():
            info = zipfile.ZipInfo(name, (on.year, on.month, on.day, 12, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)


def main() -> None:
    """Reads the options, writes the archive, says what it holds."""
    parser = argparse.ArgumentParser(description="Makes a LinkedIn archive of invented people.")
    parser.add_argument("--connections", type=int, default=30_000)
    parser.add_argument("--invitations", type=int, default=5_000)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 11, 1))
    parser.add_argument("--later", type=int, default=0, metavar="DAYS")
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    world = base_world(Random(given.seed), given.today, given.connections, given.invitations, given.messages)
    on = given.today
    if given.later:
        later_world(Random(f"{given.seed} later {given.later}"), world, given.today, given.later)
        on += timedelta(days=given.later)
    out = given.out / f"Complete_LinkedInDataExport_{on:%m-%d-%Y}.zip" if given.out.is_dir() else given.out
    write(out, files(world), on)
    print(f"{out}: {len(world.connections) + len(world.closed):,} connections, "
          f"{len(world.invitations):,} invitations, {len(world.messages):,} messages, as of {on}")  # fmt: skip


if __name__ == "__main__":
    main()
