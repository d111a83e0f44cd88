"""A run over requests in bulk: looked over, decided on all cores, summed up."""

import os
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import DoorstepError
from .asked import Asked
from .checking import Looked, looked_over, looked_over_before
from .folder import Folder, print_of
from .tables import Source, found, module
from .workers import every

if TYPE_CHECKING:
    from .parts import Task

SMALL = 400_000  # rows for which other processes are not worth their start
FORMAT = 1
Progress = Callable[[str, int, int], None]  # what is done, how many of how many


@dataclass(frozen=True, slots=True)
class Done:
    """A run that is finished, with its manifest. `was_finished` is true where there was nothing left to do; `kept` are
    the rows that an earlier, broken run had decided already."""

    manifest: dict[str, Any]
    was_finished: bool
    kept: int = 0


def replay(
    asked: Asked, requests: Sequence[str], out: Path, workers: int = 0, progress: Progress | None = None
) -> Done:
    """Decides all requests that `requests` name (files, patterns, folders, `file.duckdb#table`) into the folder `out`:
    Parquet parts with a row a request, in order, and at the end `manifest.json` with the totals.

    The bytes do not hang on the number of `workers` (0: one a core), nor on being killed and begun again. Errors:
    FactError with all that is wrong with the requests, ConflictError where the folder holds another run.
    """
    module()
    sources = found(requests)
    folder = Folder(out, _run(asked, sources))
    try:
        with folder.held():
            return _replay(asked, sources, folder, workers or os.cpu_count() or 1, progress)
    except OSError as error:
        raise DoorstepError(
            f"the answers cannot be written: {error.strerror or error}",
            place=str(out),
            next_step="make room, and run the same command again: it goes on where it was",
        ) from None


def _replay(asked: Asked, sources: Sequence[Source], folder: Folder, cores: int, progress: Progress | None) -> Done:
    if (manifest := folder.finished()) is not None and _is_whole(folder, manifest):
        return Done(manifest, was_finished=True)
    noted = _noted(folder.begun(), sources)
    if noted is None:
        if progress:
            progress("looking the requests over", 0, 0)
        looked = looked_over(asked, sources, cores)
        folder.begin({"run": folder.run, "sources": [_note(one) for one in looked]})
    else:
        looked = looked_over_before(asked, sources, noted)
    return _decide(asked, folder, looked, cores, progress)


def _run(asked: Asked, sources: Sequence[Source]) -> dict[str, Any]:
    """What a run is known by: the same policy, requests and options give the same bytes."""
    return {
        "format": FORMAT,
        "policy": print_of(asked.policy.text),
        "options": dict(asked.options()),
        "requests": [one.print for one in sources],
    }


def _is_whole(folder: Folder, manifest: dict[str, Any]) -> bool:
    """True where all parts of a finished run are still there, as long as they were."""
    try:
        return all((folder.path / one["file"]).stat().st_size == one["bytes"] for one in manifest["parts"])
    except (OSError, KeyError, TypeError):
        return False


def _note(one: Looked) -> dict[str, Any]:
    """What a run that goes on with it has to know of a source."""
    return {"name": one.source.name, "rows": one.rows, "cuts": one.cuts, "invalid": dict(one.invalid)}


def _noted(begun: dict[str, Any] | None, sources: Sequence[Source]) -> list[dict[str, Any]] | None:
    """What a run that was broken off had noted of each source; None where there is nothing, or it makes no sense."""
    if begun is None:
        return None
    match begun.get("sources"):
        case [*noted] if len(noted) == len(sources) and all(map(_is_note, noted)):
            return noted
    return None


def _is_note(one: object) -> bool:
    match one:
        case {"rows": int(), "cuts": [*cuts], "invalid": dict(invalid)}:
            return all(isinstance(value, int) for value in (*cuts, *invalid.values()))
    return False


def _decide(asked: Asked, folder: Folder, looked: Sequence[Looked], cores: int, progress: Progress | None) -> Done:
    from .parts import Task, Work, part_name, written

    run = print_of(folder.run)
    total = sum(one.rows for one in looked)
    parts = sum(len(one.cuts) - 1 for one in looked)
    whole = {number: told for number in range(parts) if (told := written(folder.path / part_name(number), run))}
    kept = sum(rows for rows, _ in whole.values())
    tasks: list[Task] = []
    first = 0
    for one in looked:
        tasks += _tasks(one, first, whole)
        first += len(one.cuts) - 1
    busy = max(1, min(cores, len(tasks)))
    work = Work(
        asked.policy.text, asked.policy.name, asked.network, asked.network_column, asked.id_column, folder.path, run,
        threads=max(1, cores // busy),
    )  # fmt: skip
    at = kept
    for rows in every(work, tasks, busy, small=total < SMALL):
        at += rows
        if progress:
            progress("deciding", at, total)
    manifest = _summed_up(folder, looked, parts, run)
    folder.finish(manifest)
    return Done(manifest, was_finished=False, kept=kept)


def _tasks(looked: Looked, first: int, done: Container[int]) -> "Iterator[Task]":
    """The parts of a source that are still to be written, as tasks: each by itself where the source can be entered
    anywhere, all in one where it has to be read from its beginning."""
    from .parts import Task

    source, facts = looked.source, looked.facts
    left = frozenset(place for place in range(len(looked.cuts) - 1) if first + place not in done)
    if source.kind == "csv":
        if left:
            yield Task(source, facts, looked.cuts, first, left)
        return
    for place, ends in enumerate(pairwise(looked.cuts)):
        if place in left:
            yield Task(source, facts, ends, first + place, frozenset({0}))


def _summed_up(folder: Folder, looked: Sequence[Looked], parts: int, run: str) -> dict[str, Any]:
    """The manifest: what was asked, what was read, what was taken for unknown, what came out."""
    from .parts import part_name, written

    totals: dict[str, dict[str, int]] = {}
    listed = []
    for number in range(parts):
        path = folder.path / part_name(number)
        told = written(path, run)
        if told is None:
            raise OSError(None, "a part is missing that was written", str(path))
        rows, verdicts = told
        listed.append({"file": path.name, "rows": rows, "bytes": path.stat().st_size})
        for network, counts in verdicts.items():
            found = totals.setdefault(network, dict.fromkeys(counts, 0))
            for verdict, count in counts.items():
                found[verdict] += count
    return {
        "run": folder.run,
        "rows": sum(one["rows"] for one in listed),
        "verdicts": {network: totals[network] for network in sorted(totals)},
        "sources": [{"name": one.source.name, "rows": one.rows, "taken_for_unknown": dict(one.invalid)}
                    for one in looked],
        "parts": listed,
    }  # fmt: skip
