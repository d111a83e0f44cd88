"""`doorstep replay --requests`: requests in files, as many as there are."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .app import App, give_json, remark, say

if TYPE_CHECKING:
    from ..desk.bulk.replaying import Done


def replay_files(
    app: App, requests: tuple[str, ...], policy: Path | None, out: Path | None, network: str, network_column: str,
    id_column: str, unknown_if_invalid: bool, workers: int, json_: bool,
) -> None:  # fmt: skip
    """Decides the requests in files into the folder `out`, and prints the totals."""
    from .. import Policy
    from ..desk.bulk.asked import Asked
    from ..desk.bulk.replaying import replay
    from ..desk.standards import required
    from ..errors import UsageError
    from .files import _progress

    if out is None:
        raise UsageError("where shall the answers go?", next_step="--out DIR, a folder that is new or empty")
    if policy is not None:
        standards = Policy.read(str(policy))
    else:
        with app.desk() as desk:
            standards = required(desk)
    asked = Asked(standards, network, network_column, id_column, unknown_if_invalid)
    with _progress() as progress:
        done = replay(asked, requests, out, workers, progress)
    if json_:
        give_json(done.manifest)
    else:
        _print(done, out)


def _print(done: "Done", out: Path) -> None:
    from .screen import Text, plain_table
    from .words import WORDS, count_of

    manifest = done.manifest
    if done.was_finished:
        remark("This run is finished already; nothing was left to do.")
    elif done.kept:
        remark(f"{count_of(done.kept, 'request')} had been decided before this run was broken off.")
    verdicts = ("accept", "not_yet", "ask", "decline")
    rows: list[list[Any]] = [["", *(Text(WORDS[one], justify="right") for one in verdicts)]]
    for network, counts in manifest["verdicts"].items():
        rows.append([network or "(none)", *(Text(f"{counts[one]:,}", justify="right") for one in verdicts)])
    plain_table(rows, flexible=0)
    unknown: dict[str, int] = {}
    for source in manifest["sources"]:
        for column, count in source["taken_for_unknown"].items():
            unknown[column] = unknown.get(column, 0) + (source["rows"] if count < 0 else count)
    for column, count in unknown.items():
        say(f"taken for unknown: {column} in {count_of(count, 'row')}")
    say("", f"{count_of(manifest['rows'], 'request')} decided: {count_of(len(manifest['parts']), 'file')} in {out}")
