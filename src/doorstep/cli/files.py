"""Commands about files and the journal: import, export, backup, restore, log, undo."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..facts.text import clean_line
from .app import App, as_json, ask_first, dry_run, give_json, pass_app, remark, reported, say, yes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..desk.importing import Progress
    from ..ledger import JournalEntry


@click.command(name="import")
@click.argument("paths", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--anyway", is_flag=True, help="Also where it is another person's archive than the last one.")
@click.option("--map", "map_", multiple=True, metavar="FIELD=COLUMN,…", help="Which column of a table holds what.")
@yes
@dry_run
@as_json
@pass_app
@reported
def import_(
    app: App, paths: tuple[Path, ...], anyway: bool, map_: tuple[str, ...], yes: bool, dry_run: bool, json_: bool
) -> None:
    """Read an export: a network's, a calendar, contacts.

    A zip, all its parts, the unpacked folder, or single files; `doorstep sources` lists what can be read. All or
    nothing; the same twice changes nothing; `doorstep undo` takes an import back.
    """
    from functools import partial

    from ..desk.importing import take_in
    from ..errors import SourceError
    from .columns import with_columns
    from .imported import show

    for path in paths:
        if str(path) in ("", "."):
            raise SourceError("a file needs a name", next_step="doorstep import ARCHIVE.zip")
        try:
            is_there = path.exists()
        except OSError as error:
            raise SourceError(f"cannot be read: {error.strerror}", place=str(path)) from None
        if not is_there:
            raise SourceError(
                "there is no such file", place=str(path), next_step="check the path; quote it where it has spaces"
            )
    with app.desk() as desk, _progress() as progress:
        take = partial(take_in, desk, paths, dry_run=dry_run, anyway=anyway, progress=progress)
        report = with_columns(desk, lambda mapping: take(mapping=mapping), map_, yes, dry_run)
        if json_:
            give_json(report.as_dict())
            return
        progress_done(progress)
        show(report, bool(desk.ledger.requests(("open", "waiting", "snoozed"), direction="incoming")))
        from .inbox import _came_back

        _came_back(desk, report.came_back)
        if report.still_open_there:
            count = len(report.still_open_there)
            listed = ", ".join(map(str, report.still_open_there[:12])) + (", …" if count > 12 else "")
            say(f"{count} that you accepted here {'is' if count == 1 else 'are'} still open there: {listed}. "
                "doorstep show ID gives the page; nothing is clicked for you.")  # fmt: skip


class _progress:  # noqa: N801  (reads as a word in `with`)
    """Progress on a terminal's error channel: what is read, how far; nothing where nobody looks."""

    def __init__(self) -> None:
        self.shown = ""

    def __enter__(self) -> "Progress | None":
        import sys

        return self.tell if sys.stderr.isatty() else None

    def tell(self, what: str, done: int, of: int) -> None:
        """Writes one line over the last."""
        share = f"{100 * done // of:3d} %" if of else ""
        text = f"{clean_line(what, 48)}  {share}"
        if text != self.shown:
            click.echo(f"\r{text:<60}", nl=False, err=True)
            self.shown = text

    def __exit__(self, *_: object) -> None:
        if self.shown:
            click.echo("\r" + " " * 60 + "\r", nl=False, err=True)
            self.shown = ""


def progress_done(progress: "Progress | None") -> None:
    """Clears the line of progress before the report."""
    if progress is not None:
        click.echo("\r" + " " * 60 + "\r", nl=False, err=True)


@click.command()
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@as_json
@pass_app
@reported
def log(app: App, limit: int, json_: bool) -> None:
    """List what was changed, and what `undo N` can take back."""
    with app.desk() as desk:
        entries = desk.ledger.log(limit)
        people = desk.ledger.people([one.person_id for one in entries if one.person_id is not None])
        if json_:
            from ..desk.given import entry

            give_json([entry(one) for one in entries])
            return
        if not entries:
            say("Nothing has been changed yet.")
            return
        from .screen import Text, plain_table

        rows = []
        for one in entries:
            who = people[one.person_id].name if one.person_id in people else one.source
            what = f"undo of {one.undoes}" if one.undoes else one.kind
            mark = f"undone by {one.undone_by}" if one.undone_by else ("" if one.can_undo else "stays")
            about = f"request {one.request_id}" if one.request_id else _counts_text(one)
            rows.append([f"{one.id:>5}", f"{one.at:%Y-%m-%d %H:%M}", what, who, about, Text(mark, style="dim")])
        plain_table(rows, flexible=4)
        say("", "doorstep undo N takes one back")


def _import_text(entry: "JournalEntry") -> str:
    return f"{entry.source} ({clean_line(entry.file, 60)})" if entry.source else ""


def _counts_text(entry: "JournalEntry") -> str:
    """What an import brought, or how many requests or facts a larger change is about."""
    from ..desk.words import count_of

    nouns = (("people", "person"), ("connections", "connection"), ("requests", "request"), ("interactions", "message"))
    counts = entry.counts
    if entry.kind == "import":
        found = [
            count_of(counts.get(f"{name}_new", 0), noun, "people" if noun == "person" else "") for name, noun in nouns
        ]
        return ", ".join(one for one in found if not one.startswith("0 "))
    for table, noun in (("request", "request"), ("observation", "fact")):
        if counts.get(table, 0) > 1:
            return count_of(counts[table], noun)
    return ""


@click.command()
@click.argument("number", metavar="[N]", type=int, required=False)
@as_json
@pass_app
@reported
def undo(app: App, number: int | None, json_: bool) -> None:
    """Take the last change back, or number N of `doorstep log`. Undoing an undo does it again."""
    from ..desk.deciding import undo as take_back

    with app.desk() as desk:
        entry = take_back(desk, number)
        if json_:
            give_json({"id": entry.id, "undoes": entry.undoes})
            return
        undone = " of ".join(
            filter(None, (desk.ledger.entry(entry.undoes).kind if entry.undoes else "", _import_text(entry)))
        )
        again = f"doorstep undo {entry.id} does it again." if entry.can_undo else "Read the file again to have it back."
        say(f"Taken back: {entry.undoes}, {undone}. {again}")


@click.command()
@click.argument("to", type=click.Path(path_type=Path), required=False)
@click.option("--list", "list_", is_flag=True, help="Only list those that there are.")
@as_json
@pass_app
@reported
def backup(app: App, to: Path | None, list_: bool, json_: bool) -> None:
    """Make a checked copy of the ledger, here or at TO. The policy is a file of its own."""
    with app.desk() as desk:
        made = None if list_ else desk.ledger.backup(to)
        if json_:
            give_json({"path": made, "all": [{"path": one.path, "at": one.at.isoformat(), "there": one.is_there}
                                              for one in desk.ledger.backups()]})  # fmt: skip
            return
        if made:
            say(f"Kept: {made}", "doorstep restore FILE brings it back")
            return
        for one in desk.ledger.backups():
            say(f"{one.at:%Y-%m-%d %H:%M}  {one.path}" + ("" if one.is_there else "  (not there)"))
        if not desk.ledger.backups():
            say("There is no backup yet: doorstep backup makes one")


@click.command()
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@yes
@as_json
@pass_app
@reported
def restore(app: App, source: Path, yes: bool, json_: bool) -> None:
    """Bring a backup back.

    It takes the place of what is held now, of which a backup is made first.
    """
    from ..errors import NotFoundError

    with app.desk() as desk:
        if not source.is_file():
            raise NotFoundError(f"there is no backup `{source}`", next_step="`doorstep backup --list` shows them")
        ask_first(f"Put {source} in the place of what is held now?", yes)
        before = desk.ledger.restore(source)
        if json_:
            give_json({"restored": source, "before": before})
            return
        say(f"Restored. What was held before is kept as {before}")


@click.command()
@click.argument("to", type=click.Path(path_type=Path), required=False)
@pass_app
@reported
def export(app: App, to: Path | None) -> None:
    """Give everything that is held, as lines of JSON.

    To the screen, or to a new file TO.
    """
    import json

    from ..desk.paper import write_new

    with app.desk() as desk:
        if to is None:
            for row in desk.ledger.export():
                click.echo(json.dumps(row, ensure_ascii=False, default=str))
            return
        count = 0

        def lines() -> "Iterator[str]":
            nonlocal count
            for row in desk.ledger.export():
                yield json.dumps(row, ensure_ascii=False, default=str) + "\n"
                count += 1

        write_new(to, lines())
        remark(f"{count:,} rows in {to}")
