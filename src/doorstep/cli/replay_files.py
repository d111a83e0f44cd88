"""`doorstep replay --requests`: requests in files, as many as there are."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .app import give_json, remark, say

if TYPE_CHECKING:
    from .. import Policy
    from ..desk.bulk.replaying import Done


def replay_files(
    policy: "Policy", requests: tuple[str, ...], network: str, *, out: Path | None, network_column: str,
    id_column: str, unknown_if_invalid: bool, workers: int | None, json_: bool,
) -> None:  # fmt: skip
    """Decides the requests in files into the folder `out`, and prints the totals."""
    from ..desk.bulk.asked import Asked
    from ..desk.bulk.replaying import replay
    from ..errors import UsageError
    from .files import _progress

    if out is None:
        raise UsageError("where shall the answers go?", next_step="--out DIR, a folder that is new or empty")
    asked = Asked(policy, network, network_column, id_column, unknown_if_invalid)
    with _progress() as progress:
        done = replay(asked, requests, out, workers or 0, progress)
    if json_:
        give_json(done.manifest)
    else:
        _print(done, out)


def _print(done: "Done", out: Path) -> None:
    from ..desk.words import WORDS, count_of
    from .screen import Text, plain_table

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
