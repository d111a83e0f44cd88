"""What each network can do with a request and what the other side sees of it, read from networks.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

from ..errors import DoorstepError
from ..facts.words import did_you_mean

ACTIONS = ("accept", "reply", "leave", "ignore", "decline", "report", "withdraw")
PURPOSES = ("business", "personal", "public")
R = TypeVar("R")
UNDO = {
    "yes": "Can be undone.",
    "no": "Cannot be undone.",
    "not known": "",
}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done about a request. `kind` is of ACTIONS, `label` the network's own word.

    `reply` answers with words and accepts nothing; `leave` keeps the request open; `report` harms the asker
    and is for spam alone. `undo` is yes, no or not known; `as_of` is the day that `source` speaks of.
    """

    kind: str
    label: str
    they_see: str
    undo: str
    undo_how: str
    how: str
    as_of: date
    source: str

    @property
    def line(self) -> str:
        """What the other side sees and whether it can be undone, as far as it is known, to stand beside the action."""
        see = "" if self.they_see == "not known" else f"They see: {self.they_see}."
        return " ".join(part for part in (see, UNDO[self.undo]) if part)


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that the network holds people to: `number` `text`, as `source` has it on `as_of`."""

    name: str
    number: int
    text: str
    as_of: date
    source: str


@dataclass(frozen=True, slots=True)
class Limiting:
    """The one setting by which somebody who was let in sees less: `how` to find it, what they still see with it."""

    label: str
    they_see: str
    how: str
    as_of: date
    source: str

    @property
    def line(self) -> str:
        """The setting as a sentence, to stand below an accept."""
        return f"To show them less, {self.label}: {self.how} They see {self.they_see}. (As of {self.as_of.year}.)"


@dataclass(frozen=True, slots=True)
class Network:
    """One network: its defaults for a door, its actions by kind, its limits by name, its pages.

    `handle` is the pattern of a profile's name; `profile`, `profile_by_id` and `requests` are empty where
    there is no such page. `asking` is what asking means there, where it is not always a request. An action in
    neither `actions` nor `not_there` is in `not_known`: too little is known of it. `limiting` is None where no
    such setting is known, or there is none.
    """

    key: str
    name: str
    purpose: str
    closeness: int
    actions: Mapping[str, Action]
    limits: Mapping[str, Limit]
    handle: str = ""
    profile: str = ""
    profile_by_id: str = ""
    requests: str = ""
    caution: str = ""
    asking: str = ""
    not_there: tuple[str, ...] = ()
    not_known: tuple[str, ...] = ()
    limiting: Limiting | None = None


@cache
def load() -> Mapping[str, Network]:
    """Every network that doorstep knows, by key."""
    return parse(files(__package__).joinpath("networks.toml").read_text(encoding="utf-8"))


def parse(text: str) -> Mapping[str, Network]:
    """The networks that a table describes; DoorstepError with the place of the first mistake in it."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise DoorstepError(str(wrong), place="networks.toml") from wrong
    return MappingProxyType({key: _network(key, row) for key, row in table.items()})


def _network(key: str, row: dict[str, Any]) -> Network:
    place = f"networks.toml, {key}"
    actions = {kind: _action(kind, row.pop(kind), f"{place}, {kind}") for kind in ACTIONS if kind in row}
    limits = [_record(Limit, each, f"{place}, limit") for each in row.pop("limit", [])]
    if "limiting" in row:
        row["limiting"] = _record(Limiting, row["limiting"], f"{place}, limiting")
    for name in ("not_there", "not_known"):
        row[name] = tuple(row.get(name, ()))
    network = _record(
        Network,
        {
            **row,
            "key": key,
            "actions": MappingProxyType(actions),
            "limits": MappingProxyType({limit.name: limit for limit in limits}),
        },
        place,
    )
    _check(network, place)
    return network


def _action(kind: str, row: dict[str, Any], place: str) -> Action:
    action = _record(Action, {**row, "kind": kind}, place)
    if action.undo not in UNDO:
        raise DoorstepError(f"`undo` is yes, no or not known, not `{action.undo}`", place=place)
    return action


def _record(kind: type[R], row: dict[str, Any], place: str) -> R:
    """The row as a record; a word too many, one too few or a value of another type is a DoorstepError."""
    fields: Mapping[str, Any] = kind.__dataclass_fields__  # type: ignore[attr-defined]  # R is a dataclass
    for name, value in row.items():
        if name not in fields:
            hint = did_you_mean(name, fields)
            raise DoorstepError(f"unknown word `{name}`", place=place, next_step=hint)
        wanted = fields[name].type
        if isinstance(wanted, type) and type(value) is not wanted:
            raise DoorstepError(f"`{name}` is not a {wanted.__name__}", place=place)
    try:
        return kind(**row)
    except TypeError as wrong:
        raise DoorstepError(f"a word is missing: {wrong}", place=place) from wrong


def _check(network: Network, place: str) -> None:
    """DoorstepError where a default is out of range, a link is not https, or an action is told not once."""
    if network.purpose not in PURPOSES or network.closeness not in range(4):
        raise DoorstepError("purpose or closeness is out of range", place=place)
    for link in (network.profile, network.profile_by_id, network.requests):
        if link and not link.startswith("https://"):
            raise DoorstepError(f"`{link}` is not an https link", place=place)
    told = sorted([*network.actions, *network.not_there, *network.not_known])
    if told != sorted(ACTIONS):
        raise DoorstepError("each action stands once: described, in not_there or in not_known", place=place)
