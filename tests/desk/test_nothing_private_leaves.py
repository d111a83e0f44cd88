"""Nothing private leaves: ratings, dislikes, conflicts, warnings, obligations and the words for them are in no output
that is meant for others, and in no log. An output of yours? One line in OUTPUTS.
"""

import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstep.desk.deciding import VERDICT_OF, Decided, decide, decide_all, draft_for, keep_obliged
from doorstep.desk.home import Desk
from doorstep.desk.inbox import items
from doorstep.desk.people import add_request, note, state

from ..cli.runner import Doorstep

NOON = datetime(2026, 11, 21, 12)  # noqa: DTZ001  (local wall time)
NAMES = ("Nadia Lindqvist", "Ines Prado", "Dora Vance", "Otto Reiter", "Petra Novak")
MARK = "zq"  # around every private word
# what a private judgement sounds like, whatever its words are
SOUNDS = re.compile(
    r"\b(?:dis)?lik(?:e|es|ed|ing) (?:you|them)\b|\bdislike|\btrust|\brespect|\brating|\bwarn|\bvouch|\bobliged\b"
    r"|\bclash|\bconflict|\bvalues\b|values_conflict|\btreated\b|\bgrudge|\bslights|\bwould_see"
)

POLICY = """
[facts.grudge]
type = "word"
question = "What do you hold against them?"
[facts.slights]
type = "count"
question = "How often did they slight you?"
[house.decline]
"{0}warned" = "warned_about"
"{0}grudge" = "grudge == never and slights >= 5"
[networks.linkedin]
closeness = 1
otherwise = "ask"
accept = {{ "{0}near" = "trust >= 3 or vouched_for", "people I have spoken with" = "spoken" }}
decline = {{ "{0}bad" = "history == bad" }}
[networks.facebook]
closeness = 3
otherwise = "decline"
[networks.facebook.accept]
"{0}liked" = "role in {{partner, friend, client}} and spoken and like >= 2"
[networks.facebook.decline]
"{0}clash" = "values_conflict"
"{0}seen" = "would_see >= 5"
[networks.facebook.ask]
"{0}dislike" = "open_business and like <= 1"
"""

words = st.text("abcdefghijklmnop ", min_size=1, max_size=16).map(lambda text: f"{MARK}{text.strip() or 'a'}{MARK}")
levels = st.integers(0, 5).map(str)
maybe = st.sampled_from(("yes", "no", "unknown"))
numbers = st.integers(7_000_000, 7_999_999)  # no other number in any output is of this size


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who asks, and all that is private about them: facts, words that were noted, answers with their reasons."""

    name: str
    network: str
    facts: dict[str, str]
    voucher: str
    warner: str
    words: str
    grudge: str
    number: int
    action: str
    reason: str
    obliged: bool | None


somebody = st.builds(
    Somebody, name=st.sampled_from(NAMES), network=st.sampled_from(("linkedin", "facebook")),
    facts=st.fixed_dictionaries({
        "like": levels, "trust": levels, "know": levels, "respect": levels, "values_conflict": maybe, "spoken": maybe,
        "warned_about": maybe, "history": st.sampled_from(("good", "bad", "mixed", "none")), "open_business": maybe,
        "role": st.sampled_from(("partner", "friend", "client", "patient")),
    }), voucher=words, warner=words, words=words, grudge=words, number=numbers,
    action=st.sampled_from((*VERDICT_OF, "snooze", "")), reason=words, obliged=st.sampled_from((True, False, None)),
)  # fmt: skip


def replies(desk: Desk, _: Doorstep) -> Iterable[str]:
    """The reply to each request, as it stands and for every verdict that could be given by hand."""
    for one in items(desk, None):
        yield one.draft().text
        for action in VERDICT_OF:
            drafted = draft_for(one, action)
            yield drafted.text if drafted else ""


def kept_replies(desk: Desk, _: Doorstep) -> Iterable[str]:
    """The words that are kept with the requests."""
    return (one.text for each in items(desk, None) for one in desk.ledger.replies(request_id=each.id))


def many(desk: Desk, _: Doorstep) -> Iterable[str]:
    """The words to send of a decision about many."""
    everybody = {one.request.person_id for one in items(desk)}
    done = decide_all(desk, items(desk), "decline", reason=f"{MARK}many{MARK}", obliged=True, named=everybody)
    return (one.reply for one in done if isinstance(one, Decided))


def command(*words: str) -> Callable[[Desk, Doorstep], Iterable[str]]:
    """What a command prints, on either channel."""

    def printed(_: Desk, door: Doorstep) -> Iterable[str]:
        said = door.run(*words)
        assert said.code == 0, said
        return said.out, said.err

    return printed


def notes(desk: Desk, door: Doorstep) -> Iterable[str]:
    """The note that goes with a request of the user's own, to everybody on every network."""
    for person_id in desk.ledger.people():
        for network in ("linkedin", "facebook"):
            yield str(door.json("ask", f"#{person_id}", network)["note"])


def calendar(desk: Desk, door: Doorstep) -> Iterable[str]:
    """The agenda as a calendar file: whoever looks over one's shoulder may see it."""
    path = desk.home.parent / "agenda.ics"
    door("agenda", "--all", "--ics", str(path))
    yield path.read_text(encoding="utf-8").replace("\r\n ", "")  # long lines are folded


def report(desk: Desk, door: Doorstep) -> Iterable[str]:
    """The report for a professional's files, without what it says that it quotes: standards, rules, reasons."""
    path = desk.home.parent / "report.json"
    path.unlink(missing_ok=True)
    said = door("even", "--report", str(path))
    assert "It quotes reasons of yours; look them over" in said or MARK not in path.read_text(encoding="utf-8")
    told = json.loads(path.read_text(encoding="utf-8"))
    yield json.dumps({key: one for key, one in told.items() if key not in ("standards", "overrides")})
    quoted = ("because", "reason")
    yield json.dumps([{key: one for key, one in each.items() if key not in quoted} for each in told["overrides"]])


def backups(desk: Desk, door: Doorstep) -> Iterable[str]:
    """What a backup is called, and what is said of it."""
    yield door("backup")
    yield from (path.name for path in (desk.home / "backups").iterdir())


def errors(desk: Desk, door: Doorstep) -> Iterable[str]:
    """What is said where something cannot be done; people paste that into a bug report."""
    numbers = [str(one.id) for one in items(desk, None)]
    for words in (
        ("accept", *numbers, "999"), ("decline", numbers[0], "--on", "x"), ("obliged", "999"),
        ("show", "999"), ("undo", "999"), ("person", "Nobody"), ("ask", "Nobody", "linkedn"), ("stakes", "999"),
        ("import", str(desk.policy_path)), ("restore", str(desk.policy_path)), ("note", "#999", "call"),
        ("same", "#1", "#999"), ("set", "#1", "role=frend"), ("agenda", "--ics", str(desk.policy_path)),
        ("policy", "case", "999"), ("add", "facebok", "Nadia Lindqvist"),
    ):  # fmt: skip
        said = door.run(*words)
        assert said.code, words
        yield said.err


# Every output that others get to see, or that lies about: what it holds when all is done.
OUTPUTS: dict[str, Callable[[Desk, Doorstep], Iterable[str]]] = {
    "replies": replies,
    "words for many": many,
    "kept replies": kept_replies,
    "public page": command("policy", "show", "--public", "--name", "Fred Doorman"),
    "log": command("log", "--limit", "500"),
    "log for programs": command("log", "--limit", "500", "--json"),
    "notes with own requests": notes,
    "calendar": calendar,
    "report": report,
    "backups": backups,
    "errors": errors,
}


class Written(logging.Handler):
    """Whatever anything writes to Python's logs."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def listening() -> Iterator[Written]:
    """Everything that is logged, at the most talkative level."""
    root, written = logging.getLogger(), Written()
    before = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(written)
    try:
        yield written
    finally:
        root.removeHandler(written)
        root.setLevel(before)


def live(desk: Desk, people: Iterable[Somebody]) -> None:
    """Fred's life with these people: they ask, he says what he thinks of them, and answers some."""
    for number, one in enumerate(people):
        added = add_request(desk, one.network, one.name, handle=f"handle-{number}", note="It was good to talk.")
        who = f"#{added.request.person_id}"
        own = [f"grudge={one.grudge}", f"slights={one.number}", f"would_see={one.number}"]
        state(desk, who, [*(f"{fact}={value}" for fact, value in one.facts.items()), *own])
        note(desk, who, "", one.words)
        note(desk, who, "vouched", one.words, by=one.voucher)
        if one.facts["warned_about"] == "yes":
            note(desk, who, "warned", one.words, by=one.warner)
        if one.action and desk.ledger.request(added.id).state == "open":
            until = NOON.date().replace(year=2027) if one.action == "snooze" else None
            decide(desk, added.id, one.action, reason=one.reason, until=until)
            if one.action in VERDICT_OF:
                keep_obliged(desk, added.id, one.obliged)


def ensure_nothing_private(name: str, text: str) -> None:
    """No marked word, no planted number however it is written, no sound of a judgement."""
    plain = re.sub(r"(?<=\d)[,._\u202f ](?=\d{3})", "", text)
    assert MARK not in text.casefold(), (name, text)
    assert not re.search(r"(?<!\d)7\d{6}(?!\d)", plain), (name, text)
    found = SOUNDS.search(text.casefold())
    assert not found, (name, found, text)


@given(st.lists(somebody, min_size=1, max_size=4), st.text("abcdefgh", min_size=1, max_size=6))
@settings(max_examples=10)
def test_nothing_private_leaves(people: list[Somebody], word: str) -> None:
    with TemporaryDirectory() as folder:
        home = Path(folder) / "fred"
        home.mkdir(mode=0o700)
        (home / "policy.toml").write_text(POLICY.format(MARK + word), encoding="utf-8")
        with listening() as logs, Desk(home, lambda: NOON) as desk:
            live(desk, people)
            for name, output in OUTPUTS.items():
                for text in output(desk, Doorstep(home)):
                    ensure_nothing_private(name, text)
        for line in logs.lines:
            ensure_nothing_private("Python's log", line)
            assert not [one for one in NAMES if one in line], line


def test_the_outputs_are_there_to_look_at(tmp_path: Path) -> None:
    quiet = {"like": "3", "values_conflict": "no", "warned_about": "no", "role": "partner"}
    later = [
        Somebody("Nadia Lindqvist", "facebook", quiet, "zqa", "zqb", "zqc", "zqd", 7_123_456, "snooze", "zqe", None),
        Somebody("Otto Reiter", "linkedin", quiet, "zqa", "zqb", "zqc", "zqd", 7_123_456, "accept", "zqe", None),
    ]
    home = tmp_path / "fred"
    home.mkdir(mode=0o700)
    (home / "policy.toml").write_text(POLICY.format(MARK), encoding="utf-8")
    with Desk(home, lambda: NOON) as desk:
        live(desk, later)
        state(desk, "#1", ["spoken=yes"])
        found = {name: list(output(desk, Doorstep(home))) for name, output in OUTPUTS.items()}
    assert any("I" in one for one in found["notes with own requests"])
    assert "get back to Nadia Lindqvist" in found["calendar"][0]
    assert '"decided": "accepted"' in found["report"][0]
    assert len(found["backups"]) == 2
    assert all(found["errors"][:3])


def test_nothing_private_is_logged_at_any_level(tmp_path: Path) -> None:
    private = {"like": "0", "values_conflict": "yes", "warned_about": "yes", "history": "bad", "open_business": "yes"}
    fred = [
        Somebody(
            "Nadia Lindqvist", "facebook", private, f"{MARK}voucher", f"{MARK}warner", f"{MARK}words", f"{MARK}grudge",
            7_123_456, "decline", f"{MARK}reason", obliged=True,
        )
    ]  # fmt: skip
    tmp_path.joinpath("policy.toml").write_text(POLICY.format(MARK), encoding="utf-8")
    with listening() as logs, Desk(tmp_path, lambda: NOON) as desk:
        live(desk, fred)
        items(desk, None)
        Doorstep(tmp_path).run("show", "1")
        logging.getLogger("doorstep").debug("the logs are listened to")
    assert "the logs are listened to" in logs.lines
    for line in logs.lines:
        assert MARK not in line, line
        assert "Nadia" not in line, line


@pytest.mark.parametrize(
    "leak",
    [f"because {MARK}never{MARK}", "slights 7,123,456", "slights 7123456", "they warned me", "you felt obliged",
     "I don't like you", "our values would clash"],
)  # fmt: skip
def test_a_leak_would_be_seen(leak: str) -> None:
    with pytest.raises(AssertionError):
        ensure_nothing_private("a reply", f"Thank you for asking. {leak}.")
