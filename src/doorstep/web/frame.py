"""What stands around every page: what was just done, and what can be taken back from wherever one is."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from fastapi import Request
from fastapi.responses import RedirectResponse

from ..desk.deciding import last_change
from ..desk.home import Desk
from ..desk.words import change
from ..errors import NotFoundError
from ..ledger import JournalEntry
from .forms import MOST_DIGITS


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words, with its number in the journal."""

    id: int
    words: str
    name: str
    can_undo: bool
    is_undo: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """`done` is the change that led to this page, `undo` the last one that can be taken back, `here` the way back."""

    done: Told | None
    undo: Told | None
    here: str


def frame(desk: Desk, request: Request) -> Frame:
    """The frame of the page that is asked for."""
    given = request.query_params.get("done", "")
    done = None
    if given.isdecimal() and len(given) <= MOST_DIGITS:
        try:
            done = _told(desk, desk.ledger.entry(int(given)))
        except NotFoundError:
            done = None
    last = last_change(desk)
    return Frame(done, _told(desk, last) if last else None, here(request))


def here(request: Request) -> str:
    """The address of this page, without what was done before it; the inbox where this is no page to come back to."""
    if request.method != "GET":
        return "/"
    kept = [one for one in parse_qsl(request.url.query) if one[0] != "done"]
    return request.url.path + (f"?{urlencode(kept)}" if kept else "")


def _told(desk: Desk, entry: JournalEntry) -> Told:
    name = ""
    try:
        if entry.person_id is not None:
            name = desk.ledger.person(entry.person_id).name
    except NotFoundError:
        name = ""
    return Told(entry.id, change(entry.kind), name, entry.can_undo, entry.undoes is not None)


def go_on(desk: Desk, back: str, place: str = "") -> RedirectResponse:
    """On to the page at `back` (and the place in it), which tells of the change that was just made."""
    last = desk.ledger.last_change()
    if last:
        back += ("&" if "?" in back else "?") + urlencode({"done": last})
    return RedirectResponse(back + place, 303)
