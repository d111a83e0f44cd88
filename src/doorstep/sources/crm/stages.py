"""What a stage or an activity in a CRM says about somebody: a table that comes along, and the user's own before it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ...errors import SourceError
from ...facts.catalogue import CATALOGUE
from ...facts.values import fold
from ...facts.words import did_you_mean

_SPOKEN = ("spoken", "met")


@dataclass(frozen=True, slots=True)
class Says:
    """What one stage says: a role, and whether business is open; either may be left unsaid."""

    role: str = ""
    open_business: bool | None = None


@dataclass(frozen=True, slots=True)
class Stages:
    """The table: stages by their folded word, and the fact that a finished activity shows."""

    stages: Mapping[str, Says]
    activities: Mapping[str, str]

    def of(self, words: tuple[str, ...]) -> tuple[frozenset[str], bool | None]:
        """The roles, and whether business is open, that these stages say together: open wins."""
        said = [one for word in words if (one := self.stages.get(fold(word))) is not None]
        opens = {one.open_business for one in said} - {None}
        return frozenset(one.role for one in said if one.role), (True in opens) if opens else None


def stages(own: str = "") -> Stages:
    """The table with the user's own lines (the text of a stages.toml) before it; SourceError where those are wrong."""
    shipped = _shipped()
    if not own.strip():
        return shipped
    theirs = _read(own)
    return Stages({**shipped.stages, **theirs.stages}, {**shipped.activities, **theirs.activities})


@cache
def _shipped() -> Stages:
    return _read(files(__package__).joinpath("stages.toml").read_text(encoding="utf-8"))


def _read(text: str) -> Stages:
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(f"cannot be read: {error}") from error
    for name in whole.keys() - {"stages", "activities"}:
        raise _wrong(f"there is no table `{name}`, only `stages` and `activities`")
    for name, table in whole.items():
        if not isinstance(table, dict):
            raise _wrong(f"`{name}` is a table: write [{name}] on a line of its own")
    activities = {}
    for word, fact in whole.get("activities", {}).items():
        if fact not in (*_SPOKEN, ""):
            raise _wrong(f'`{word}`: an activity shows `spoken` or `met`, or nothing (`""`)')
        activities[fold(word)] = fact
    return Stages({fold(word): _says(word, said) for word, said in whole.get("stages", {}).items()}, activities)


def _says(word: str, said: Any) -> Says:
    if not isinstance(said, dict) or said.keys() - {"role", "open_business"}:
        raise _wrong(f'`{word}`: write {{ role = "client" }}, {{ open_business = true }}, or both')
    role, is_open = said.get("role", ""), said.get("open_business")
    roles = CATALOGUE["role"].options
    if not isinstance(role, str) or (role and role not in roles):
        raise _wrong(f"`{word}`: there is no role `{role}`. {did_you_mean(str(role), roles)}".rstrip())
    if is_open is not None and not isinstance(is_open, bool):
        raise _wrong(f"`{word}`: open_business is true or false")
    return Says(role, is_open)


def _wrong(why: str) -> SourceError:
    return SourceError(why, place="stages.toml", next_step="Mend the line, or take the file away: a table comes along.")
