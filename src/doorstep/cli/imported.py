"""What an import brought, printed: each export by itself, then what to do next."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from ..desk.importing import Imported, Report
from ..desk.words import count_of
from ..facts.seen import SeenFile
from .app import say
from .screen import Text, card, console

MOST_PROBLEMS = 10
_CALLS = frozenset({"call", "meeting"})


def show(report: Report, somebody_waits: bool) -> None:
    """Prints the report of one import, of however many exports; `somebody_waits` where a request is open by now."""
    for one in report.imported:
        card(Text(_title(one), style="bold"), _told(one, report.dry_run))
        say("")
    if guesses := sum(one.outcome.suggestions_new for one in report.imported):
        what = count_of(guesses, "guess", "guesses")
        say(f"{what} to confirm or not: doorstep questions asks about those who are at the door")
    new = [one for one in report.imported if not one.outcome.nothing_new]
    if any(not profile.who.exact for one in new for profile in one.reading.profiles):
        say("some have no more than a name: doorstep same shows who may be one person")
    if report.dry_run:
        say("Nothing was written: without --dry-run it is taken in.")
    else:
        waits = ["doorstep inbox shows who is waiting"] if somebody_waits else []
        if waits or new:
            say(" · ".join([*waits, *_way_back(new)]))


def _title(one: Imported) -> str:
    return f"{one.reading.source}, as of {one.reading.exported_on.isoformat()}"


def _told(one: Imported, dry_run: bool) -> Iterator[Text | str]:
    """What stands below an export's title."""
    reading, outcome = one.reading, one.outcome
    yield from _files(reading.files)
    problems = [problem for seen in reading.files for problem in seen.skipped]
    for problem in problems[:MOST_PROBLEMS]:
        yield f"problem: {problem.place}: {problem.reason}"
    if len(problems) > MOST_PROBLEMS:
        yield f"… and {len(problems) - MOST_PROBLEMS:,} more problems, all in --json"
    for warning in reading.warnings:
        yield Text(f"note: {warning}", style="dim")
    if one.guide:
        yield f"It can tell: {'; '.join(one.guide.tells)}."
        yield one.guide.cannot
    if outcome.forgotten_skipped:
        yield f"{count_of(outcome.forgotten_skipped, 'profile')} passed over: you had them forgotten"
    if outcome.nothing_new:
        yield "Nothing new in it: all of this was known already."
        return
    yield f"{'would be added' if dry_run else 'added'}: {_added(one)}"
    if outcome.requests_accepted:
        yield f"accepted since: {count_of(outcome.requests_accepted, 'request')} that had been open"


def _files(files: Sequence[SeenFile]) -> Iterator[Text]:
    """A line a file; two lines where the screen is too narrow for that."""
    rows: list[tuple[Text, str, str, str]] = []
    for name, seen in zip(_short([one.name for one in files]), files, strict=True):
        span = f"{seen.first} to {seen.last}" if seen.first != seen.last else f"{seen.first or ''}"
        kept = "" if seen.read_as.startswith("not read") else f"{seen.kept:,} of {seen.rows:,}"
        rows.append((Text(name), kept, span, seen.read_as))
    wide = [max((cell_len(str(row[at])) for row in rows), default=0) for at in range(4)]
    if sum(wide) + 2 * len(wide) <= console().width:
        for text, kept, span, read_as in rows:
            text.pad_right(wide[0] - text.cell_len)
            between = f"  {kept:>{wide[1]}}  " + (f"{span:<{wide[2]}}  " if wide[2] else "")
            yield text.append(between).append(read_as, "dim")
        return
    for text, kept, span, read_as in rows:
        yield text
        yield Text(f"  {' · '.join(one for one in (read_as, kept, span) if one)}", style="dim")


def _short(paths: Sequence[str]) -> list[str]:
    """Each path by its end alone, as far as that tells it from the others."""
    ends = Counter(path.rpartition("/")[2] for path in paths)
    return [path if ends[path.rpartition("/")[2]] > 1 else path.rpartition("/")[2] for path in paths]


def _added(one: Imported) -> str:
    """What was new: `4 people, 2 requests`; of an address book of known people, what it tells of them."""
    outcome = one.outcome
    kinds = {seen.kind for seen in one.reading.interactions}
    contact = "call or meeting" if kinds <= _CALLS else "contact" if kinds & _CALLS else "message"
    parts = (
        (outcome.people_new, "person", "people"),
        (outcome.connections_new, "connection", ""),
        (outcome.requests_new, "request", ""),
        (outcome.interactions_new, contact, "calls and meetings" if kinds <= _CALLS else ""),
        (outcome.posts_new, "post", ""),
    )
    found = [count_of(count, noun, plural) for count, noun, plural in parts if count]
    if not found and outcome.observations_new:
        found = [f"{count_of(outcome.observations_new, 'fact')} about people you had"]
    return ", ".join(found) or "addresses, names and guesses of people you had"


def _way_back(new: list[Imported]) -> list[str]:
    """How the import is undone; each export by its own number in the log."""
    if len(new) < 2:
        return ["doorstep undo takes this import back"] if new else []
    each = ", ".join(f"{one.outcome.entry_id} {one.reading.source}" for one in new)
    return [f"doorstep undo N takes one back: {each}"]
