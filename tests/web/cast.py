"""An invented cast in a fresh folder, for the pictures of the pages: some dozens of people, or thousands, or nobody."""

from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random

from doorstep.desk import people, standards
from doorstep.desk.deciding import decide
from doorstep.desk.home import Desk
from doorstep.desk.inbox import items
from doorstep.desk.outcomes import note_outcome
from doorstep.desk.outgoing import keep_sent
from doorstep.desk.promising import promise
from doorstep.desk.reviewing import review
from doorstep.facts.observations import Observation
from doorstep.facts.seen import Reading, SeenFile, SeenInteraction, SeenPost, SeenProfile, SeenRequest, Who
from doorstep.studies.notes import Note, classify

from .window import NOON

FIRST = ("Nadia", "Dora", "Ines", "Otto", "Petra", "Tomás", "Mila", "Emil", "Vera", "Ugo", "Zora", "Idris", "Aiko")
LAST = ("Lindqvist", "Vance", "Reyes", "Sandoval", "Kovač", "Reiter", "Novak", "Okafor", "Bianchi", "Duarte", "Sato")
LONG = "Maximiliane Theodora Freifrau von und zu Hohenstein-Altenburg-Schönfeld, MBA, PMP, Certified Scrum Professional"
RIGHT_TO_LEFT = ("נועה ברקוביץ׳", "ليلى الحداد")
NOTES = (
    "We met at Ines's talk on Thursday, and I still owe you the name of that book.",
    "",
    "I'd like to add you to my professional network.",
    "Hi! We help firms like yours to triple their leads in 30 days. Do you have 15 minutes this week?",
    "Tomás says that you know more about heat pumps than anybody. May I ask you two things?",
    "",
)
POSTS = (
    ("Back from the hospital, and so glad to be home with the children.", "friends"),
    ("Voted today. Please do, too, whoever you vote for.", "public"),
    ("Our new heat pump runs, quietly.", "public"),
    ("A glass of wine on the balcony in Utrecht, after three weeks without a drink.", ""),
)
LIVED_IN = ("/agenda", "/ask", "/circles?ahead=yes", "/review?anyway=yes", "/exposure", "/exposure/facebook",
            "/requests/3/who", "/people/1", "/people/2")  # fmt: skip
NETWORKS = ("linkedin", "linkedin", "facebook", "instagram")
ROLES = ("client", "partner", "friend", "recruiter", "prospect")


def empty(home: Path) -> Path:
    """A folder with standards, and nobody at the door."""
    home.mkdir(mode=0o700)
    text = standards.text_from("business-and-personal", {})
    (home / "policy.toml").write_text(text, encoding="utf-8")
    return home


def filled(home: Path, asking: int, known: int, seed: int = 7) -> Path:
    """A folder with so many who ask and so many connections; some who ask are decided already."""
    draw = Random(seed)
    names = [LONG, *RIGHT_TO_LEFT, *(f"{first} {last}" for last in LAST for first in FIRST)]
    names += [f"{names[3 + number % 143]} {number}" for number in range(max(0, asking + known - len(names)))]
    askers, friends = names[:asking], names[asking : asking + known]
    empty(home)
    with Desk(home, lambda: NOON) as desk:
        desk.ledger.record_import(_reading(askers, friends, draw), file_name="Complete_Export.zip", file_hash="1")
        some = items(desk)
        for number, one in enumerate(some):
            if number % 3 == 1:
                said = [f"spoken={'yes' if number % 2 else 'no'}", f"role={ROLES[number % len(ROLES)]}"]
                if number < 300:
                    people.state(desk, f"#{one.request.person_id}", said)
        for number, one in enumerate(some[4:240:4]):
            decide(desk, one.id, ("accept", "decline", "wait")[number % 3], reason="too busy in May" * (number % 2))
        first = some[2].request.person_id
        people.note(desk, f"#{first}", "call", "about the fair, and whether she still looks for a workshop")
        people.state(desk, f"#{first}", ["trust=4", "know=3"])
        people.add_request(desk, "instagram", some[2].request.name, note="It is me, from the fair.")
        promise(desk, "send the slides", who=f"#{first}", on=NOON.date() + timedelta(days=3))
        promise(desk, "ask the printers for their prices")
        keep_sent(desk, f"#{first}", "x", on=NOON.date() - timedelta(days=40))
        keep_sent(desk, "Vera Bianchi-Ferraro", "linkedin", on=NOON.date() - timedelta(days=3))
        settled = [one.id for one in desk.ledger.requests() if one.direction == "incoming" and one.state == "accepted"]
        for number in settled[:2]:
            note_outcome(desk, number, "regret", "sold my address on")
        review(desk, 1)
    return home


def _reading(askers: list[str], friends: list[str], draw: Random) -> Reading:
    def back(days: int) -> datetime:
        return datetime.combine(NOON.date() - timedelta(days=days), time(draw.randrange(8, 20), 5))

    requests, profiles, contacts = [], [], []
    days = sorted((min(draw.randrange(120), draw.randrange(120)) for _ in askers), reverse=True)
    # words of one's own are sent once: what many send is taken for a template
    notes = [*NOTES, *(NOTES[number % 3 + 1] for number in range(len(askers)))][: len(askers)]
    judged = classify([Note(str(at), note, NOON.date(), name) for at, (note, name) in enumerate(zip(notes, askers))])
    for at, (name, note, ago) in enumerate(zip(askers, notes, days)):
        who = Who(NETWORKS[at % 4], f"asker-{at}", name)
        seen = (Observation("note", judged[at].kind, "their note", NOON.date(), "asker"),)
        asked = SeenRequest(
            who, who.network, "incoming", back(ago), note, observations=seen, note_reason=judged[at].reason
        )
        requests.append(asked)
        if at % 5 == 2:
            contacts += [
                SeenInteraction(who, f"a{at}-{n}", "message", way, back(40 + n)) for n, way in enumerate(("in", "out"))
            ]
    for at, name in enumerate(friends):
        who = Who(("linkedin", "linkedin", "facebook", "x")[at % 4], f"friend-{at}", name)
        profiles.append(SeenProfile(who, is_connection=True, connected_since=back(400 + at % 2000).date()))
        if at % 3:
            contacts.append(SeenInteraction(who, f"f{at}", "message", "out", back(draw.choice((5, 60, 200, 420, 900)))))
    for at, name in enumerate(friends[:24]):
        who, silent, apart = Who("linkedin", f"friend-{at}", name), (3, 45, 200)[at % 3], (6, 20, 60)[at % 3]
        contacts += [
            SeenInteraction(who, f"r{at}-{n}", "message", ("in", "out")[n % 2], back(silent + apart * n))
            for n in range(12)
        ]
    posts = [SeenPost("facebook", f"p{at}", back(20 + 40 * at), text, to) for at, (text, to) in enumerate(POSTS)]
    files = [
        SeenFile("Invitations.csv", "invitations", rows=len(requests), kept=len(requests)),
        SeenFile("Connections.csv", "connections", rows=len(profiles), kept=len(profiles)),
    ]
    return Reading(
        "LinkedIn archive",
        NOON.date(),
        files=files,
        profiles=profiles,
        requests=requests,
        interactions=contacts,
        posts=posts,
    )
