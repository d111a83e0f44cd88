"""What the user tells of themselves: their own addresses, their country for phone numbers; and what can be read."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..errors import UsageError
from ..facts.text import clean_line
from ..sources import SOURCES, Given, Progress
from ..sources.guide import Entry, entry_of
from .home import Desk

OWN, REGION, MAPPING = "own", "region", "mapping"  # the names of the settings
_ADDRESS = re.compile(r"[^\s@,;<>\"]{1,64}@[^\s@,;<>\"]{1,190}")


@dataclass(frozen=True, slots=True)
class Me:
    """The user's own addresses (`told` by archives beside those that were said), and the country of their numbers."""

    said: tuple[str, ...]
    told: tuple[str, ...]
    region: str


def me(desk: Desk) -> Me:
    """What is known of the user."""
    said = json.loads(desk.ledger.setting(OWN) or "[]")
    told = {one for each in desk.ledger.imports() for one in each.coverage.get("owner_emails", ())}
    return Me(tuple(said), tuple(sorted(told - set(said))), desk.ledger.setting(REGION) or "")


def change_me(desk: Desk, add: Iterable[str] = (), remove: Iterable[str] = (), region: str | None = None) -> Me:
    """Adds and removes own addresses, sets the country (two letters, or nothing); UsageError where one is none."""
    with desk.ledger.change("setting") as change:
        said = list(me(desk).said)
        for text in add:
            address = clean_line(text, 260).casefold()
            if not _ADDRESS.fullmatch(address):
                raise UsageError(f"`{address}` is no e-mail address", next_step="doorstep me you@example.org")
            said += [] if address in said else [address]
        for text in remove:
            address = clean_line(text, 260).casefold()
            if address not in said:
                raise UsageError(f"`{address}` is not among your addresses", next_step="`doorstep me` lists them")
            said.remove(address)
        desk.ledger.set_setting(OWN, json.dumps(said), change=change)
        if region is not None:
            if region and not re.fullmatch(r"[A-Za-z]{2}", region):
                raise UsageError(f"`{clean_line(region, 40)}` is no country", next_step="two letters, as in NL or DE")
            desk.ledger.set_setting(REGION, region.upper(), change=change)
    return me(desk)


def given(desk: Desk, progress: Progress | None = None) -> Given:
    """What sources are told besides the files."""
    known = me(desk)
    return Given(
        today=desk.today,
        progress=progress,
        own=frozenset(known.said) | frozenset(known.told),
        called={
            one.coverage["owner"][0]: one.coverage["owner"][2]
            for one in desk.ledger.imports()
            if one.coverage.get("owner")
        },
        region=known.region,
        mapping=json.loads(desk.ledger.setting(MAPPING) or "{}"),
    )


def readable() -> list[Entry]:
    """What can be read, each with how to get it, in the order in which sources are tried."""
    return [found for source in SOURCES if (found := entry_of(source.name))]
