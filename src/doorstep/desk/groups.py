"""An auditor's table joined for one run: how often each of its groups was let in. Nothing of it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import unquote

from ..errors import DriftError, UsageError
from ..facts.seen import SeenFile
from ..facts.text import clean_line
from ..ledger import Decision, Request
from ..networks import profile_link
from ..sources import LIMITS
from ..sources.container import opened
from ..sources.tables import Shape, table
from ..studies.rates import FOUR_FIFTHS, LEAST, GroupRate, group_rates
from .home import Desk
from .paper import Part
from .then import last_decisions

DECIDED = ("accept", "decline", "wait")
MOST_GROUPS, MAX_NAME = 50, 80
FINDINGS = {
    "too few": f"fewer than {LEAST}: too few to tell",
    "highest": "the highest rate, the others are held against it",
    "below": "below four fifths",
    "perhaps below": "below four fifths, which may be chance",
    "not below": "four fifths or more",
}


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of the table: the rates, how many decisions were in it, and what could not be used.

    `without` decisions are in no row, `strange` rows belong to no decision, `empty` rows name no group, and `twice`
    decisions are in rows of different groups and left out.
    """

    made_on: date
    column: str
    rates: tuple[GroupRate, ...]
    first: date | None
    last: date | None
    without: int
    strange: int
    empty: int
    twice: int

    @property
    def joined(self) -> int:
        """How many decisions were joined."""
        return sum(one.of for one in self.rates)

    def as_dict(self) -> dict[str, object]:
        """The report as JSON."""
        return {
            "made_on": self.made_on.isoformat(), "column": self.column,
            "period": {"from": _day(self.first), "to": _day(self.last)}, "decisions": self.joined,
            "groups": [_group(one) for one in self.rates],
            "left_out": {"decisions_without_a_row": self.without, "rows_without_a_decision": self.strange,
                         "rows_without_a_group": self.empty, "decisions_in_two_groups": self.twice},
            "method": METHOD,
        }  # fmt: skip

    def parts(self) -> list[Part]:
        """The report as parts of a page."""
        rows = []
        for one in self.rates:
            if one.finding == "too few":
                rows.append([one.name, f"fewer than {LEAST}", "", "", _finding(one)])
                continue
            ratio = "" if one.ratio is None else f"{one.ratio:.2f} ({one.ratio_low:.2f} to {one.ratio_high:.2f})"
            rows.append([one.name, f"{one.accepted} of {one.of}", f"{one.share:.0%} ({one.low:.0%} to {one.high:.0%})",
                         ratio, _finding(one)])  # fmt: skip
        head = ("Group", "Let in", "Rate (95 % interval)", "Ratio to the highest (95 % interval)", "Four fifths")
        left = [f"{count:,} {what}." for count, what in (
            (self.without, "decisions are in no row of the table"),
            (self.strange, "rows of the table belong to no decision"),
            (self.empty, "rows name no group"),
            (self.twice, "decisions are in rows of different groups and were left out"),
        ) if count]  # fmt: skip
        return [
            Part("Rates", ["A request counts once, with the newest decision on it."], head, rows),
            Part("What was left out", left or ["Nothing."]),
            Part("How it was worked out", METHOD),
        ]


METHOD = [
    "Let in are requests that were accepted; declined and waiting ones are not. Intervals of rates are Wilson's.",
    f"The ratio holds each rate against the highest of a group of at least {LEAST}. Below {FOUR_FIFTHS:.2f} it is "
    "below four fifths; where its interval reaches further up, chance alone may have brought that about.",
    "Of many groups some fall low by chance, so the more there are, the further down one has to be to be called below.",
    "A difference of rates tells that groups fared differently, and not why.",
    "The groups are the auditor's. doorstep read them for this report and kept nothing of them.",
]


def joined(desk: Desk, path: Path, column: str, id_column: str = "id") -> Joined:
    """The rates of the table's groups among the user's own decisions; UsageError where the table cannot be used."""
    decided = last_decisions(desk, DECIDED)
    names = _names(decided)
    groups: dict[int, set[str]] = {}
    strange = empty = 0
    for told, group in _rows(path, id_column, column):
        group = clean_line(group, MAX_NAME)
        request_id = names.get(_form(told))
        if request_id is None:
            strange += 1
        elif not group:
            empty += 1
        else:
            groups.setdefault(request_id, set()).add(group)
    kept = {request_id: next(iter(some)) for request_id, some in groups.items() if len(some) == 1}
    if len(set(kept.values())) > MOST_GROUPS:
        raise UsageError(
            f"`{column}` holds more than {MOST_GROUPS} groups", next_step="name the column of the group with --group"
        )
    found = [(one, request) for one, request in decided if request.id in kept]
    days = [one.at.date() for one, _ in found]
    return Joined(
        desk.today, clean_line(column, MAX_NAME),
        group_rates((kept[request.id], one.action == "accept") for one, request in found),
        min(days, default=None), max(days, default=None),
        len(decided) - len(groups), strange, empty, len(groups) - len(kept),
    )  # fmt: skip


def _rows(path: Path, id_column: str, column: str) -> Sequence[tuple[str, str]]:
    """The table's rows as (request, group)."""
    if not path.is_file():
        raise UsageError("there is no such file", place=str(path), next_step="give a table: a .csv file")
    shape = Shape("table", {"id": (id_column,), "group": (column,)}, ("id", "group"))
    with opened([path], LIMITS) as bundles:
        members = [member for bundle in bundles for member in bundle.members]
        if len(members) != 1:
            raise UsageError("this is not one table", place=path.name, next_step="give a .csv file")
        seen = SeenFile(path.name, "table")
        try:
            with table(members[0], shape, seen, LIMITS.member_bytes) as read:
                return [(cells[0], cells[1]) for _, cells in read]
        except DriftError:
            raise UsageError(
                f"no columns `{id_column}` and `{column}` in it", place=path.name,
                next_step="name them as they stand in the first line: --id COLUMN --group COLUMN",
            ) from None  # fmt: skip


def _names(decided: Sequence[tuple[Decision, Request]]) -> dict[str, int]:
    """Each way to name a request: its number, or the address of the profile that asked; the newest decision wins."""
    found: dict[str, int] = {}
    for _, request in decided:
        for told in (request.url, profile_link(request.network, request.key), request.key):
            if told and not told.startswith("?"):
                found[_form(told)] = request.id
    # a number means the request, whatever handle is one
    return found | {str(request.id): request.id for _, request in decided}


def _form(told: str) -> str:
    """A number or an address as it is compared: without scheme, www, query, case and a slash at its end."""
    text = told.strip().casefold()
    if "/" in text:
        text = unquote(text.partition("?")[0].partition("#")[0])
    for head in ("https://", "http://", "www."):
        text = text.removeprefix(head)
    return text.rstrip("/")


def _finding(one: GroupRate) -> str:
    """The finding in words; a few cases do not prove that it is well, either."""
    is_open = one.finding == "not below" and one.ratio is not None and one.ratio_low < FOUR_FIFTHS
    return FINDINGS[one.finding] + (", which may be chance" if is_open else "")


def _group(one: GroupRate) -> dict[str, object]:
    if one.finding == "too few":
        return {"group": one.name, "finding": _finding(one)}
    return {
        "group": one.name, "of": one.of, "accepted": one.accepted, "rate": round(one.share, 4),
        "low": round(one.low, 4), "high": round(one.high, 4),
        "ratio": None if one.ratio is None else round(one.ratio, 4),
        "ratio_low": None if one.ratio is None else round(one.ratio_low, 4),
        "ratio_high": None if one.ratio is None else round(one.ratio_high, 4),
        "finding": _finding(one),
    }  # fmt: skip


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
