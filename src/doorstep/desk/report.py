"""The report for a professional's files: what came, what was answered, where it was not even, and what was done.

It may leave the house, so people are numbers in it, ratings, warnings and places of work stay out, and names in reasons
and in the standards are hidden. With names it holds all of that.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from ..ledger import Decision, Request
from ..studies.directions import facts_in
from ..studies.masking import masked, without_names, words_of
from ..studies.sentences import Sentence
from .evenness import PRIVATE, Evenness, evenness, overridden
from .home import Desk
from .inbox import newest
from .paper import Part
from .rejudging import ANSWERS

WORDS = {"accept": "accept", "not_yet": "not yet", "ask": "ask", "decline": "decline", "": "none"}
DONE = {"accept": "accepted", "decline": "declined", "wait": "waiting", "snooze": "put aside"}
UNDECIDED = "not decided"
MEASURED = ("level", "count", "duration")  # by a fact of one's own that has a measure one judges people
_OTHERWISE = "Every answer that differs is here; declined where they said not yet keeps the door shut as they do."


@dataclass(frozen=True, slots=True)
class Standards:
    """Standards that were in force: their print, when they were first and last decided by, how often, and the text.

    The text is there where it was kept; `is_current` where these are the standards of today.
    """

    print: str
    first: date
    last: date
    decisions: int
    text: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A period: `requests` that came in it, `decisions` in it, in order, and the audit of the newest on each request.

    `hidden` findings rest on private ratings and are left out. `nameless` are the newest decisions on requests of
    people who were forgotten, each with its network; they count among the answers, by their month.
    """

    made_on: date
    start: date | None
    end: date | None
    with_names: bool
    standards: tuple[Standards, ...]
    requests: tuple[Request, ...]
    decisions: tuple[Decision, ...]
    even: Evenness
    hidden: int
    nameless: tuple[tuple[str, Decision], ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The report as JSON."""
        return {
            "made_on": self.made_on.isoformat(),
            "period": {"from": _day(self.start), "to": _day(self.end)},
            "people": "by name" if self.with_names else "by number",
            "standards": [
                {"print": one.print, "first_decision": one.first.isoformat(), "last_decision": one.last.isoformat(),
                 "decisions": one.decisions, "in_force_today": one.is_current, "text": one.text or None}
                for one in self.standards
            ],
            "requests": {"received": len(self.requests), "by_network": dict(_by_network(self.requests)),
                         "of_people_forgotten": len(self.nameless)},
            "answers": [
                {"network": network, "standards_said": said, "decided": decided, "requests": count}
                for (network, said, decided), count in _answers(self)
            ],
            "overrides": [
                {"request": row[0], "day": row[1], "network": row[2], "standards_said": row[3], "because": row[4],
                 "decided": row[5], "reason": row[6]} | ({"name": row[7]} if self.with_names else {})
                for row in _overrides(self)
            ],
            "findings": [
                {"id": one.id, "tier": one.tier, "text": one.text, "numbers": dict(one.numbers),
                 "requests": [int(case) for case in one.cases]}
                for one in _told(self)
            ],
            "findings_left_out": self.hidden,
            "done": [{"day": day, "what": what} for day, what in _done(self)],
        }  # fmt: skip

    def parts(self) -> list[Part]:
        """The report as parts of a page."""
        overrides = _overrides(self)
        head = ["Request", "Day", "Network", "Standards said", "Because", "Decided", "Reason"]
        left_out = [f"Left out, as they rest on what is private: {self.hidden}."] if self.hidden else []
        findings = [*(f"{one.text} [{one.id}]" for one in _told(self)), *left_out]
        done = _done(self)
        forgotten = [
            f"Besides, {len(self.nameless):,} of people who were forgotten were decided; the next table counts them."
        ] if self.nameless else []  # fmt: skip
        return [
            Part("Standards in force", [] if self.standards else ["No decision rests on written standards."],
                 ["Fingerprint", "First decision", "Last decision", "Decisions", ""],
                 [[one.print, one.first, one.last, one.decisions, "in force today" if one.is_current else ""]
                  for one in self.standards]),
            Part("Requests", [f"{len(self.requests):,} requests came in this period.", *forgotten],
                 ["Network", "Requests"], _by_network(self.requests)),
            Part("Answers", [], ["Network", "Standards said", "Decided", "Requests"],
                 [[*key, count] for key, count in _answers(self)]),
            Part("Decided otherwise than the standards say",
                 [_OTHERWISE] if overrides else ["Nothing was decided otherwise than the standards say."],
                 [*head, *(["Name"] if self.with_names else [])], overrides),
            Part("Findings", findings or ["Nothing to tell yet."]),
            Part("What was done", [] if done else ["Nothing was changed afterwards."], ["Day", "What"], done),
            *(Part(f"The standards {one.print}" + (", those of today" if one.is_current else ""), text=one.text)
              for one in self.standards if one.text),
        ]  # fmt: skip


def report(
    desk: Desk, seed: int, *, start: date | None = None, end: date | None = None, with_names: bool = False
) -> Report:
    """The report on a period, first and last day included; without them on all that there is."""

    def within(day: date | None) -> bool:
        return day is not None and (start is None or day >= start) and (end is None or day <= end)

    asked = newest(desk.ledger.requests(direction="incoming"))
    incoming = {one.id for one in asked}
    came = [one for one in asked if within(one.asked_at.date() if one.asked_at else one.first_seen)]
    every = [one for one in desk.ledger.decisions() if within(one.at.date())]
    decisions = [one for one in every if one.request_id in incoming]
    without = desk.ledger.nameless()
    nameless = {one.request_id: (without[one.request_id][0], one) for one in every if one.request_id in without}
    even = evenness(desk, seed, start=start, end=end, anonymous=not with_names)
    hidden = 0 if with_names else sum(bool(_facts_named(even, one.id) & private(desk)) for one in even.sentences)
    in_force = standards_in_force(desk, decisions)
    if not with_names:
        names = _everybody(desk)
        in_force = [replace(one, text=without_names(one.text, (), names)) for one in in_force]
    return Report(
        desk.today, start, end, with_names, tuple(in_force), tuple(came), tuple(decisions), even, hidden,
        tuple(nameless.values()),
    )  # fmt: skip


def private(desk: Desk) -> frozenset[str]:
    """The facts that a report without names says nothing of: what the user thinks of people, and words that may tell
    who somebody is, such as where they work."""
    own = (one.name for one in desk.catalogue if one.type == "word" or (one.own and one.type in MEASURED))
    return PRIVATE | frozenset(own)


def _everybody(desk: Desk) -> frozenset[str]:
    """The words in the names of everybody but the user."""
    people = desk.ledger.people().values()
    return frozenset().union(*(words_of(one.name) for one in people)) - words_of(desk.owner)


def standards_in_force(desk: Desk, decisions: Iterable[Decision]) -> list[Standards]:
    """The standards by which these were decided, the earliest first, as the prints in the decisions tell."""
    by_print: dict[str, list[date]] = {}
    for one in decisions:
        if one.policy:
            by_print.setdefault(one.policy, []).append(one.at.date())
    texts = {one.print: one.text for one in desk.ledger.policy_versions()}
    if desk.policy:
        texts[desk.print_of_policy] = desk.policy.text
    found = [
        Standards(
            text_print, min(days), max(days), len(days), texts.get(text_print, ""), text_print == desk.print_of_policy
        )
        for text_print, days in by_print.items()
    ]
    return sorted(found, key=lambda one: (one.first, one.last))


def _told(report: Report) -> list[Sentence]:
    return [
        one for one in report.even.sentences
        if report.with_names or not _facts_named(report.even, one.id) & private(report.even.desk)
    ]  # fmt: skip


def _facts_named(even: Evenness, id_: str) -> frozenset[str]:
    return next((door.named[id_] for door in even.doors if id_ in door.named), frozenset())


def _by_network(requests: Iterable[Request]) -> list[tuple[str, int]]:
    return Counter(one.network for one in requests).most_common()


def _answers(report: Report) -> list[tuple[tuple[str, str, str], int]]:
    """How many requests by network, what the standards said and what was decided; those that are not decided, too."""
    then = report.even.then
    counted = Counter(
        (one.request.network, WORDS[one.decision.verdict], DONE[one.decision.action]) for one in then.values()
    )
    counted.update((network, WORDS[one.verdict], DONE[one.action]) for network, one in report.nameless)
    counted.update((one.network, "", UNDECIDED) for one in report.requests if one.state in ("open", "snoozed"))
    return sorted(counted.items())


def _overrides(report: Report) -> list[list[str]]:
    """The newest decisions that differ from the standards, in order, each as a row."""
    desk, against = report.even.desk, overridden(report.even.then.values())
    names = frozenset[str]() if report.with_names else _everybody(desk)
    profiles = {} if report.with_names else desk.ledger.profiles({one.request.person_id for one in against})
    words = [fact.name for fact in desk.catalogue if fact.type == "word"]
    rows = []
    for one in against:
        request, decision = one.request, one.decision
        row = [str(request.id), decision.at.date().isoformat(), request.network, WORDS[decision.verdict]]
        if report.with_names:
            row += [", ".join(decision.because), DONE[decision.action], decision.reason, request.name]
        else:
            own = [request.name, request.key, *(str(one.facts[name]) for name in words if name in one.facts)]
            own += [part for each in profiles[request.person_id] for part in (each.name, each.key, *each.former)]
            because = without_names(", ".join(_public(report, decision.because)), (), names)
            row += [because, DONE[decision.action], masked(decision.reason, own, names, strict=True)]
        rows.append(row)
    return rows


def _public(report: Report, rules: Iterable[str]) -> list[str]:
    """The rules by name, without those that tell what the user thinks of somebody; nor can a former rule be told."""
    policy = report.even.desk.policy
    known = {rule.name: rule for door in policy.standards.doors.values() for rule in door.rules} if policy else {}
    unsaid = {name for name, rule in known.items() if facts_in(rule.node) & private(report.even.desk)}
    told = {name: "a private reason" if name in unsaid else name for name in known}
    return [told.get(name, "a former rule") for name in rules]


def _done(report: Report) -> list[tuple[str, str]]:
    """What was done in the period besides deciding: decisions taken anew, other standards, cases judged again."""
    ledger = report.even.desk.ledger
    found: list[tuple[date, str]] = []
    last: dict[int, Decision] = {}
    before = ""
    for one in report.decisions:
        earlier = last.get(one.request_id)
        if earlier is not None and DONE[earlier.action] != DONE[one.action] and earlier.action != "snooze":
            found.append((one.at.date(), f"request {one.request_id}: {DONE[one.action]}, after {DONE[earlier.action]}"))
        if before and one.policy and one.policy != before:
            found.append((one.at.date(), f"decided by other standards from here on ({one.policy})"))
        before = one.policy or before
        last[one.request_id] = one
    for round_ in ledger.rejudgings():
        told = [case for case in round_.cases if case.answer in ANSWERS and case.at is not None]
        days = [case.at.date() for case in told if case.at is not None and _within(report, case.at.date())]
        if days:
            same = sum(case.answer == case.first for case in told)
            found.append((max(days), f"judged {len(told)} own past cases again: {same} answered as before"))
    return [(day.isoformat(), what) for day, what in sorted(found)]


def _within(report: Report, day: date) -> bool:
    return (report.start is None or day >= report.start) and (report.end is None or day <= report.end)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
