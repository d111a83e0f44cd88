"""The command `replay`: what standards would have answered to everybody who ever asked."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import UsageError
from .app import DAY, App, as_json, give_json, pass_app, remark, reported, say

if TYPE_CHECKING:
    from ..desk.replayed import Line
    from ..studies.replay import Part, Totals

MAX_LISTED = 40
FILES = "Not your own: Parquet or CSV files, a pattern in quotes, a folder, or FILE.duckdb#TABLE."
FORMULA = ("=", "+", "-", "@")  # a spreadsheet would run what begins so


@click.command()
@click.option("--policy", "wanted", metavar="POLICY", help="A file, or a version by number or day (else today's).")
@click.option("--network", help="Only this network; of files, the one that all of them ask on.")
@click.option("--since", type=DAY, metavar="DAY", help="Only requests from this day on.")
@click.option("--csv", "to", metavar="FILE", type=click.Path(path_type=Path), help="Write the list to a new file.")
@click.option("--requests", metavar="FILES", multiple=True, help=FILES)
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), help="Of files: the folder for the answers.")
@click.option("--network-column", metavar="COLUMN", default="", help="Of files: what names each one's network.")
@click.option("--id", "id_column", metavar="COLUMN", default="", help="Of files: what you know them again by.")
@click.option(
    "--unknown-if-invalid", is_flag=True, help="Of files: take what cannot be read for unknown, and count it."
)
@click.option("--workers", type=click.IntRange(1, 256), help="Of files: how many processes (else one a core).")
@as_json
@pass_app
@reported
def replay(
    app: App, /, wanted: str | None, network: str | None, since: date | None, to: Path | None,
    requests: tuple[str, ...], json_: bool, **of_files: Any,
) -> None:  # fmt: skip
    """Answer every request anew: against what was answered, and what you decided.

    What is known today counts, not what was known then. With --requests, files of any size are decided instead: one row
    a request, one column a fact; a run that was broken off goes on when it is begun again.
    """
    from ..desk import versions
    from ..desk.blind import LEFT_OUT, is_on
    from ..desk.people import network_named
    from ..desk.replayed import replayed
    from ..studies.replay import totals

    _ensure_fit(bool(requests), {"--since": since, "--csv": to}, of_files)
    with app.desk() as desk:
        policy, name = versions.named(desk, wanted or versions.NOW)
        key = network_named(desk, network) if network else None
        if requests:
            from .replay_files import replay_files

            replay_files(policy, requests, key or "", json_=json_, **of_files)
            return
        is_other = name != versions.NOW
        explain = json_ or to is not None
        lines = replayed(desk, policy, network=key, since=since, is_other=is_other, explain=explain)
        counted = totals(one.study for one in lines)
        if is_on(desk.ledger):
            remark(LEFT_OUT)
        if to is not None:
            _write_csv(to, lines)
        if json_:
            give_json({"policy": name, "totals": _as_dict(counted), "requests": [one.as_dict() for one in lines]})
            return
        _print(name, counted, lines)
        if to is not None:
            remark(f"{len(lines):,} rows in {to}")


def _ensure_fit(is_files: bool, of_ledger: dict[str, object], of_files: dict[str, object]) -> None:
    """UsageError where an option is given that belongs to the other kind of replay."""
    for name, value in (of_ledger if is_files else of_files).items():
        if value:
            option = "--id" if name == "id_column" else "--" + name.removeprefix("--").replace("_", "-")
            raise UsageError(
                f"{option} goes {'without' if is_files else 'with'} --requests",
                next_step="--requests decides files; without it your own requests are answered anew",
            )


def _as_dict(counted: "Totals") -> dict[str, object]:
    def pairs(some: dict[tuple[str, str], int], first: str) -> list[dict[str, object]]:
        return [{first: one, "now": two, "requests": number} for (one, two), number in sorted(some.items())]

    def parts(some: "tuple[Part, ...]", what: str) -> list[dict[str, object]]:
        return [
            {what: one.name, "flips": one.flips, "answered": one.answered, "requests": one.requests} for one in some
        ]

    return {
        "requests": counted.requests, "now": counted.now, "answered": counted.answered, "flipped": counted.flipped,
        "against": counted.against, "flips": pairs(counted.flips, "before"),
        "decided": pairs(counted.decided, "state"), "networks": parts(counted.networks, "network"),
        "roles": parts(counted.roles, "role"),
    }  # fmt: skip


def _print(name: str, counted: "Totals", lines: "list[Line]") -> None:
    from ..desk.words import WORDS, count_of, listed
    from .screen import counts

    if not counted.requests:
        say("Nobody has asked: doorstep import ARCHIVE.zip")
        return
    by = "your standards of today" if name == "now" else name
    say(f"{count_of(counted.requests, 'request')} by {by}, with what is known today:")
    counts({one: counted.now.get(one, 0) for one in WORDS})
    answered = sum(counted.answered.values())
    if answered:
        flips = sorted(counted.flips.items(), key=lambda one: -one[1])
        told = listed([f"{WORDS[was]} → {WORDS[now]} {number:,}" for (was, now), number in flips])
        held = " (where nothing is decided, the one of your standards of today)" if name != "now" else ""
        say("", f"{count_of(answered, 'request')} had an answer{held}, {counted.flipped:,} would get another"
                + (f": {told}" if told else ""))  # fmt: skip
    else:
        say("", "None of them had an answer on record.")
    settled = sum(counted.decided.values())
    if settled:
        say(f"{count_of(settled, 'request')} {'is' if settled == 1 else 'are'} settled, "
            f"{counted.against:,} the other way round than it would be answered now")  # fmt: skip
    if counted.flipped:
        _parts(counted)
    _list(lines)


def _parts(counted: "Totals") -> None:
    from .screen import Text, plain_table

    rows = [
        [Text(one.name.replace("_", " ")), Text(f"{one.flips:,}", justify="right"),
         Text(f"of {one.answered:,} that had an answer", style="dim")]
        for some in (counted.networks, counted.roles) for one in some if one.flips
    ]  # fmt: skip
    say("")
    plain_table(rows[:MAX_LISTED], flexible=0)


def _list(lines: "list[Line]") -> None:
    from ..desk.words import WORDS
    from .screen import Text, plain_table

    some = [one for one in lines if one.study.is_flip or one.study.is_against]
    if not some:
        return
    say("")
    rows = []
    for one in some[:MAX_LISTED]:
        study = one.study
        turn = f"{WORDS[study.before]} → {WORDS[study.now]}" if study.is_flip else WORDS[study.now]
        rows.append([
            Text(str(study.id), justify="right"), Text(one.name or "(no name)", style="bold"),
            Text(study.network, style="dim"), Text("" if study.state == "open" else study.state, style="dim"), turn,
            Text(" ".join(f"“{rule}”" for rule in one.because[:1]), style="dim"),
        ])  # fmt: skip
    plain_table(rows, flexible=5, spare=(5, 2))
    if len(some) > MAX_LISTED:
        say(f"and {len(some) - MAX_LISTED:,} more, all in --json and --csv")


def _write_csv(to: Path, lines: "list[Line]") -> None:
    """Writes one row a request to a new file; UsageError or ConflictError where that cannot be."""
    import csv
    from io import StringIO

    from ..desk.paper import write_new

    text = StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(["id", "person", "network", "asked_on", "roles", "state", "answered", "on_record", "now",
                   "because", "flips", "against"])  # fmt: skip
    for one in lines:
        rows.writerow([_cell(value) for value in one.as_dict().values()])
    write_new(to, [text.getvalue()])


def _cell(value: object) -> str:
    """A value as a cell of a table; text that a spreadsheet would run stays text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
