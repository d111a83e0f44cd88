"""One change of the standards' text by form: every other line, and every comment, stays as it is.

tomlkit writes the text. The same change is made to the plain table beside it, and where the two do not read alike in
the end the text is left to its owner: a form never writes what it was not asked for.
"""

import tomllib
from collections.abc import Callable, MutableMapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from ..errors import ConflictError, Mistake, NotFoundError, PolicyError, UsageError
from ..facts.catalogue import ALIASES, NETWORK_DEFAULTS
from ..policy.standards import KINDS
from .toml_rows import Table, add, add_table, put, replace

HOUSE, WORDS = "house", "define"  # in the place of a network: the rules of every door, and the user's own words


@dataclass(frozen=True, slots=True)
class Line:
    """Where a rule stands, or is to stand: its door (a network, or HOUSE), its kind, its name. A word has no kind."""

    door: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule or word that is added (`was` None), reworded, renamed, moved, or taken out (`to` None)."""

    was: Line | None
    to: Line | None
    condition: str = ""


@dataclass(frozen=True, slots=True)
class DoorChange:
    """What a door says of itself, or a new door, which begins with this one rule to accept."""

    network: str
    purpose: str
    closeness: int
    otherwise: str
    is_new: bool = False
    rule: str = ""
    condition: str = ""


Change = RuleChange | DoorChange


def reworded(text: str, change: Change) -> str:
    """The text after the change. PolicyError where the text before is no TOML, NotFoundError and ConflictError where
    what it is about is gone or there already, UsageError where it can only be written by hand."""
    plain = table_of(text)
    wanted = deepcopy(plain)
    _make(wanted, change, dict)
    try:
        document = tomlkit.parse(text)
        _make(document, change, tomlkit.table)
        made = tomlkit.dumps(document)
        is_right = tomllib.loads(made) == wanted
    except (TOMLKitError, ValueError, TypeError, AttributeError, KeyError):
        is_right = False
    if not is_right:
        raise UsageError(
            "this text is laid out in a way that no form can change safely", next_step="Change it in the text itself."
        )
    return made


def table_of(text: str) -> Table:
    """The text as a plain table; PolicyError where it is no TOML."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PolicyError([Mistake("policy.toml", f"this is not TOML: {error}")]) from None


def condition_of(table: Table, line: Line) -> str:
    """The condition as it is written there; NotFoundError where there is no such rule."""
    rows = _rows(table, line.door, line.kind)
    if rows is None or not isinstance(rows.get(line.name), str):
        raise NotFoundError(f"there is no rule “{line.name}” there any more", next_step="Look at the doors again.")
    return str(rows[line.name])


def _make(table: Table, change: Change, new: Callable[[], Table]) -> None:
    """Makes the change in a table, be it a plain one or tomlkit's; `new` gives an empty one of its sort."""
    if isinstance(change, DoorChange):
        _change_door(table, change, new)
        return
    was, to = change.was, change.to
    if was is not None:
        condition_of(table, was)
    if to is None:
        assert was is not None
        del _ensured(table, was, new)[was.name]
        return
    if not to.name:
        raise UsageError("a rule needs a name", next_step="The name is the reason that you will read beside an answer.")
    rows = _ensured(table, to, new)
    is_there = was is not None and (was.door, was.kind) == (to.door, to.kind)
    if to.name in rows and not (is_there and was is not None and was.name == to.name):
        raise ConflictError(f"there is a rule “{to.name}” there already", next_step="Give it another name.")
    if was is not None and is_there:
        replace(rows, was.name, to.name, change.condition)
    elif was is not None:
        old = _ensured(table, was, new)
        add(rows, to.name, change.condition, like=old[was.name])
        del old[was.name]
    else:
        add(rows, to.name, change.condition, is_quoted=to.door != WORDS)


def _change_door(table: Table, change: DoorChange, new: Callable[[], Table]) -> None:
    networks = table.get("networks")
    key = _key(networks or {}, change.network)
    if change.is_new == (key is not None):
        known = f"there is a door for {change.network} already" if key else f"there is no door for {change.network}"
        raise ConflictError(known, next_step="Look at the doors again.")
    if networks is None:
        networks = add_table(table, "networks", new())
    door = networks[key] if key is not None else add_table(networks, change.network, new())
    purpose, closeness = NETWORK_DEFAULTS.get(change.network, ("business", 1))
    given: dict[str, str | int] = {
        "purpose": change.purpose,
        "closeness": change.closeness,
        "otherwise": change.otherwise,
    }
    usual = {"purpose": purpose, "closeness": closeness, "otherwise": "ask"}
    for name, value in given.items():
        if change.is_new or door.get(name, usual[name]) != value:
            put(door, name, value)
    if change.is_new and change.rule:
        add(add_table(door, "accept", new()), change.rule, change.condition)


def _key(networks: Table, network: str) -> str | None:
    """The name under which the network stands in the text; None where it has no door."""
    return next((key for key in networks if ALIASES.get(key, key) == network), None)


def _rows(table: Table, door: str, kind: str) -> Table | None:
    """The rules of this kind at this door, or the words; None where there are none."""
    found: Any = table.get(WORDS if door == WORDS else HOUSE if door == HOUSE else "networks")
    if found is not None and door not in (HOUSE, WORDS):
        key = _key(found, door)
        found = None if key is None else found[key]
    if found is not None and door != WORDS:
        found = found.get(kind)
    return found if isinstance(found, MutableMapping) else None


def _ensured(table: Table, line: Line, new: Callable[[], Table]) -> Table:
    """The rules among which the line stands, made where there are none yet."""
    found = _rows(table, line.door, line.kind)
    if found is not None:
        return found
    if line.door == WORDS:
        return add_table(table, WORDS, new())
    if line.kind not in KINDS:
        raise UsageError("accept, ask or decline: one of these is to be chosen")
    if line.door == HOUSE:
        above = table[HOUSE] if HOUSE in table else add_table(table, HOUSE, new())
    else:
        key = _key(table.get("networks", {}), line.door)
        if key is None:
            raise NotFoundError(f"there is no door for {line.door}", next_step="Look at the doors again.")
        above = table["networks"][key]
    return add_table(above, line.kind, new())
