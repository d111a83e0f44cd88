"""Editing the standards: all doors told, a text or a change previewed, saved, its versions, the page to publish."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from ...desk import comparing, doors, editing, given, rewording, versions
from ...desk.home import print_of
from ...desk.standards import required
from ...errors import UsageError
from . import standard_models
from .shared import Id, In, Shared, Word
from .standards import MOST

router = APIRouter(prefix="/api/policy", tags=["standards"])
Whole = Annotated[str, Field(max_length=MOST)]
Print = Annotated[str, Field(max_length=64, description="The print of the text that the edit began from.")]
Wanted = Annotated[str, Query(pattern="^(now|[1-9][0-9]{0,14})$", description="The number of a version, or `now`.")]


@router.get("/doors", response_model=standard_models.Doors)
def all_doors(shared: Shared) -> Any:
    """All doors side by side in plain sentences, and where somebody waits before none."""
    with shared.looking() as previews:
        return doors.doors(previews.desk, previews).as_dict()


class Previewing(In):
    """A text of standards; with `everybody` also requests that are settled count."""

    text: Whole
    everybody: bool = False


@router.post("/preview", response_model=standard_models.Preview)
def preview(shared: Shared, body: Previewing) -> Any:
    """What a text would change, over one's own requests and over everybody there can be; nothing is saved."""
    with shared.looking() as previews:
        look = previews.look(body.text, everybody=body.everybody)
        reach = look.changes.reach if look.changes else None
        return {
            "mistakes": given.listed_mistakes(look.mistakes), "findings": [given.finding(one) for one in look.findings],
            "changes": look.changes.as_dict() if look.changes else None,
            "changed": reach.count if reach else 0, "of": reach.of if reach else 0,
        }  # fmt: skip


class Line(In):
    """Where a rule stands: a network, `house` or `define` (a word, whose kind is empty); its kind; its name."""

    door: Word
    kind: Literal["accept", "ask", "decline", ""] = ""
    name: Word


class Rewording(In):
    """A rule or word of the standards that is added (no `was`), changed, renamed, moved or taken out (no `to`)."""

    was: Line | None = None
    to: Line | None = None
    condition: Annotated[str, Field(max_length=8_000)] = ""


@router.post("/reword", response_model=standard_models.Text)
def reword(shared: Shared, body: Rewording) -> Any:
    """The text with one rule changed and every comment kept; nothing is saved."""
    if body.was is None and body.to is None:
        raise UsageError("`was` or `to` says which rule it is about")
    with shared() as desk:
        required(desk)
        return {"text": editing.drafted(desk, rewording.RuleChange(_line(body.was), _line(body.to), body.condition))}


def _line(one: Line | None) -> rewording.Line | None:
    return None if one is None else rewording.Line(one.door, one.kind, one.name)


class Door(In):
    """What a door says of itself. A new one begins with one rule that accepts."""

    network: Word
    purpose: Literal["business", "personal", "public"]
    closeness: Annotated[int, Field(ge=0, le=3)]
    otherwise: Literal["ask", "decline"] = "ask"
    new: bool = False
    rule: Annotated[str, Field(max_length=200)] = ""
    condition: Annotated[str, Field(max_length=8_000)] = ""


@router.post("/reword/door", response_model=standard_models.Text)
def reword_door(shared: Shared, body: Door) -> Any:
    """The text with a door added, or with what a door says of itself; nothing is saved."""
    change = rewording.DoorChange(
        body.network, body.purpose, body.closeness, body.otherwise, body.new, body.rule, body.condition
    )
    with shared() as desk:
        required(desk)
        return {"text": editing.drafted(desk, change)}


class Saving(In):
    """A text of standards, and the print of the one that it began from (empty where there was none)."""

    text: Whole
    print: Print


@router.put("", response_model=standard_models.Saved)
def save(shared: Shared, body: Saving) -> Any:
    """Saves the standards; refused where they hold a mistake, or where others stand there by now."""
    with shared() as desk:
        return _saved(editing.save(desk, body.text, body.print))


def _saved(done: editing.Saved) -> dict[str, Any]:
    return {"print": print_of(done.policy.text), "version": done.version, "before": done.before}


@router.get("/versions", response_model=list[standard_models.Version])
def history(shared: Shared, limit: Annotated[int, Query(ge=1, le=10_000)] = 20) -> Any:
    """The versions, the newest first."""
    with shared() as desk:
        return [one.as_dict() for one in versions.history(desk, limit)]


@router.get("/versions/{number}", response_model=standard_models.VersionText)
def version(shared: Shared, number: Id) -> Any:
    """One version as it was written."""
    with shared() as desk:
        found = versions.version(desk, str(number))
        return {"number": found.number, "at": found.at.isoformat(), "text": found.text}


@router.get("/compare", response_model=standard_models.Comparison)
def compare(shared: Shared, first: Wanted, second: Wanted = versions.NOW) -> Any:
    """All that changes from one version to another."""
    with shared.looking() as previews:
        desk = previews.desk
        (old, was), (new, now) = comparing.kept_one(desk, first), comparing.kept_one(desk, second)
        return {"from": was, "to": now, **comparing.compared(desk, old, new, replay=previews.replay()).as_dict()}


class Restoring(In):
    """A version to be put back, and the print of what stands there now."""

    version: Id
    print: Print


@router.post("/restore", response_model=standard_models.Saved)
def restore(shared: Shared, body: Restoring) -> Any:
    """Puts a version back, which makes it the newest one."""
    with shared() as desk:
        return _saved(editing.restored(desk, body.version, body.print))


@router.get("/public", response_model=standard_models.Text)
def public(shared: Shared, name: Annotated[str, Query(max_length=100)] = "") -> Any:
    """The page that can be published, in Markdown; `name` where the exports do not tell the user's own."""
    with shared() as desk:
        owner = name.strip() or desk.owner
        if not owner:
            raise UsageError("the page needs your name", next_step="give it as `name`")
        return {"text": required(desk).public_page(owner)}
