"""What a no may cost and what a yes may cost, in words, each line with the fact that it rests on. No sum, no score."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ..facts.observations import Known

LITTLE = 1  # a level up to which somebody is liked or trusted little
SCARCE = 5  # places left that are few enough to be told at a glance
CLOSE = 2  # from this closeness on a door is more private than public
# what would tell most about the stakes, where it is not known
ASKED = ("open_business", "values_conflict", "like")
_NO_TIE = frozenset({"stranger", "press", "recruiter"})


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is at stake: `short` for a list of all, `text` a sentence, and where it comes from, and when."""

    kind: str
    short: str
    text: str
    source: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What is not a fact about the person: who may hear of it, what they would see of a no, how close the door is.

    `colleagues` are the user's connections at `company`; `tellers` named people who introduced them or vouched;
    `warners` who warned. `obliged` are the days and deeds of decisions about them that felt obliged.
    """

    network: str
    closeness: int
    colleagues: tuple[str, ...] = ()
    company: str = ""
    tellers: tuple[str, ...] = ()
    warners: tuple[str, ...] = ()
    they_see: str = ""
    they_see_source: str = ""
    they_see_on: date | None = None
    obliged: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Stakes:
    """Both sides, the weightiest first, and the facts that would tell more."""

    no: tuple[Line, ...]
    yes: tuple[Line, ...]
    unknown: tuple[str, ...]


def stakes(known: Mapping[str, Known], around: Around) -> Stakes:
    """What is at stake with somebody of whom this is known."""
    asked = [name for name in ASKED if name not in known]
    if around.closeness < CLOSE:
        asked = [name for name in asked if name != "values_conflict"]
    return Stakes(tuple(_no(known, around)), tuple(_yes(known, around)), tuple(asked))


def _no(known: Mapping[str, Known], around: Around) -> Iterable[Line]:
    if _value(known, "open_business") is True:
        yield _line(known, "open_business", "open business",
                    "There is open business between you: a no may alienate them.")  # fmt: skip
    roles = sorted(one.replace("_", " ") for one in _labels(known, "role") - _NO_TIE)
    if roles:
        yield _line(known, "role", ", ".join(roles), f"What they are to you: {', '.join(roles)}.")
    days = _value(known, "known_for")
    if isinstance(days, int) and days > 0:
        yield _line(known, "known_for", f"known for {_span(days)}", f"You have known each other for {_span(days)}.")
    times, last = _value(known, "contacts_past_year"), _value(known, "last_contact")
    if isinstance(times, int) and times > 0:
        often = {1: "once", 2: "twice"}.get(times) or _count(times, "time")
        since = f", last {_ago(last)}" if isinstance(last, int) else ""
        yield _line(known, "contacts_past_year", f"in touch {often} in the past year",
                    f"You were in touch {often} in the past year{since}.")  # fmt: skip
    elif isinstance(last, int):
        yield _line(known, "last_contact", f"last in touch {_ago(last)}", f"You were last in touch {_ago(last)}.")
    history = _value(known, "history")
    if history in ("good", "mixed"):
        how = "treated you well" if history == "good" else "treated you sometimes well, sometimes badly"
        yield _line(known, "history", how, f"They {how} before.")
    if around.tellers:
        names = _listed(around.tellers)
        yield Line("hear", f"{names} may hear of it", f"{names} spoke for them, and may hear of it.", "you")
    if around.colleagues:
        count = len(around.colleagues)
        who, verb = _count(count, "connection"), "works" if count == 1 else "work"
        named = _listed([*around.colleagues[:3], *([f"{count - 3:,} more"] if count > 3 else [])])
        yield Line("hear", f"{who} at {around.company} may hear of it",
                   f"{who} of yours {verb} at {around.company} too, and may hear of it: {named}.",
                   "your connections")  # fmt: skip
    for name, whom in (("close_mutuals", " that you are in touch with"), ("mutuals", ", as the network counts them")):
        shared = _value(known, name)
        if isinstance(shared, int) and shared > 0:
            some = _count(shared, "contact")
            yield _line(known, name, f"{some} in common", f"You share {some}{whom}.")
            break
    if around.they_see:
        yield Line("they_see", "", f"What they see of a no on {around.network}: {around.they_see}.",
                   around.they_see_source, around.they_see_on)  # fmt: skip


def _yes(known: Mapping[str, Known], around: Around) -> Iterable[Line]:
    if _value(known, "warned_about") is True:
        who = f"{_listed(around.warners)} warned you" if around.warners else "You were warned"
        yield _line(known, "warned_about", "a warning", f"{who} of them.")
    if _value(known, "values_conflict") is True:
        yield _line(known, "values_conflict", "you would mind them seeing your posts",
                    "A conflict of values: you would mind them seeing your posts here.")  # fmt: skip
    posts = _value(known, "would_see")
    if isinstance(posts, int) and posts > 0:
        some = f"{_count(posts, 'post')} that you would mind"
        yield _line(known, "would_see", some, f"They would see {some}.")
    for name in ("like", "trust"):
        level = _value(known, name)
        if isinstance(level, int) and level <= LITTLE:
            yield _line(known, name, f"you {name} them little", f"You {name} them little: {level} of 5.")
            if name == "like" and _value(known, "open_business") is True:
                yield _line(known, "open_business", "",
                            "Business can go on where you do it now: it asks for no closeness here.")  # fmt: skip
    history = _value(known, "history")
    if history in ("bad", "mixed"):
        how = "treated you badly" if history == "bad" else "treated you sometimes well, sometimes badly"
        yield _line(known, "history", how, f"They {how} before.")
    room = _value(known, "room")
    if isinstance(room, int):
        left = "no place is" if room == 0 else "1 place is" if room == 1 else f"{room:,} places are"
        short = f"{left} left" if room <= SCARCE else ""
        yield _line(known, "room", short, f"{left.capitalize()} left at this closeness.")
    for on, what in around.obliged:
        yield Line("obliged", "you felt obliged before", f"You felt obliged when you {what}.", "your decisions", on)
    if around.closeness >= CLOSE:
        yield Line("closeness", "", f"{around.network} is rather private: {around.closeness}, "
                   "where 0 is public and 3 is private.", "your doors")  # fmt: skip


def _line(known: Mapping[str, Known], name: str, short: str, text: str) -> Line:
    best = known[name].because[0]
    return Line(name, short, text, best.source, best.seen_on)


def _value(known: Mapping[str, Known], name: str) -> object:
    return known[name].value if name in known else None


def _labels(known: Mapping[str, Known], name: str) -> frozenset[str]:
    value = _value(known, name)
    return value if isinstance(value, frozenset) else frozenset()


def _listed(names: Iterable[str]) -> str:
    some = list(names)
    return ", ".join(some[:-1]) + (" and " if len(some) > 1 else "") + some[-1]


def _ago(days: int) -> str:
    return "today" if days < 1 else "yesterday" if days == 1 else f"{_span(days)} ago"


def _span(days: int) -> str:
    return _count(days, "day") if days < 60 else f"{days // 30} months" if days < 730 else f"{days // 365} years"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
