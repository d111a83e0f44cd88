"""How to get each export, how long it takes and what it tells, read from guide.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person needs to know about one source; `of` is the source's name, `cannot` what it never tells."""

    key: str
    of: str
    title: str
    takes: str
    steps: tuple[str, ...]
    give: str
    tells: tuple[str, ...]
    cannot: str


@cache
def entries() -> tuple[Entry, ...]:
    """Every entry, in the order of the file."""
    told = tomllib.loads(files("doorstep.sources").joinpath("guide.toml").read_text(encoding="utf-8"))
    return tuple(
        Entry(
            key, one["of"], one["title"], one["takes"], tuple(one["steps"]), one["give"], tuple(one["tells"]),
            one["cannot"],
        )
        for key, one in told.items()
    )  # fmt: skip


def entry_of(source: str) -> Entry | None:
    """The entry of a source by its name, or None."""
    return next((one for one in entries() if one.of == source), None)
