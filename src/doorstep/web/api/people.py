"""People: finding them, all about them, what the user says of them, who may be one, and forgetting."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from ...desk import given, joining, people, sameness
from ...desk.timeline import timeline
from ...facts.values import as_text
from . import models
from .shared import Day, Id, In, Shared, Word

router = APIRouter(prefix="/api", tags=["people"])


@router.get("/people", response_model=list[models.Who])
def find(
    shared: Shared,
    words: Annotated[str, Query(max_length=200)],
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
) -> Any:
    """People of a name or a handle, the best match first."""
    with shared() as desk:
        return [{"id": one.id, "name": one.name} for one in desk.ledger.find_people(words, limit)]


@router.get("/people/{person_id}", response_model=models.Person)
def person(shared: Shared, person_id: Id) -> Any:
    """A person: profiles, facts, what each door says, requests."""
    with shared() as desk:
        return given.person(people.portrait(desk, f"#{person_id}"), desk.catalogue)


@router.get("/people/{person_id}/known", response_model=dict[str, models.Known])
def known(shared: Shared, person_id: Id) -> Any:
    """What is known of a person: each fact with what it rests on, and what speaks against it."""
    with shared() as desk:
        return given.known(people.portrait(desk, f"#{person_id}").known, desk.catalogue)


@router.get("/people/{person_id}/about", response_model=dict[str, Any])
def about(shared: Shared, person_id: Id) -> Any:
    """Everything that is held about a person, with its sources."""
    with shared() as desk:
        return people.about(desk, f"#{person_id}")


@router.get("/people/{person_id}/timeline", response_model=list[models.Event])
def events(shared: Shared, person_id: Id, limit: Annotated[int, Query(ge=1, le=1000)] = 100) -> Any:
    """What happened with a person, the newest first."""
    with shared() as desk:
        desk.ledger.person(person_id)
        return [{"on": one.on, "what": one.what, "words": one.words} for one in timeline(desk, person_id, limit)]


class Happened(In):
    """What happened; with `what` left empty only the words are kept, and state nothing.

    `by` names who introduced, vouched or warned.
    """

    what: Literal["call", "met", "message", "introduced", "vouched", "warned", ""] = ""
    by: Annotated[str, Field(max_length=200)] = ""
    words: Annotated[str, Field(max_length=4_000)] = ""
    on: Day | None = None


@router.post("/people/{person_id}/note", response_model=models.Told)
def note(shared: Shared, person_id: Id, body: Happened) -> Any:
    """Notes a call, a meeting, a message, a word from somebody, or only words."""
    with shared() as desk:
        kept, back = people.note(desk, f"#{person_id}", body.what, body.words, body.on, body.by)
        return _told(f"{kept.name}: {body.what or 'noted'}", back)


class Rating(In):
    """A rating, for the user alone: 0 to 5, or nothing to take it back."""

    what: Literal["know", "like", "trust", "respect"]
    level: Annotated[int, Field(ge=0, le=5)] | None


@router.post("/people/{person_id}/rate", response_model=models.Told)
def rate(shared: Shared, person_id: Id, body: Rating) -> Any:
    """Rates somebody."""
    return _stated(shared, person_id, [f"{body.what}={'unknown' if body.level is None else body.level}"])


@router.post("/people/{person_id}/facts", response_model=models.Told)
def state(
    shared: Shared,
    person_id: Id,
    body: Annotated[dict[Word, Annotated[str, Field(max_length=200)]], Field(min_length=1, max_length=100)],
) -> Any:
    """States facts by name, in words as on the command line; `unknown` takes back what was said."""
    return _stated(shared, person_id, [f"{name}={value}" for name, value in body.items()])


def _stated(shared: Shared, person_id: int, facts: list[str]) -> Any:
    with shared() as desk:
        kept, shown, back = people.state(desk, f"#{person_id}", facts)
        return _told(f"{kept.name}: " + ", ".join(f"{fact} {value}" for fact, value in shown), back)


def _told(kept: str, back: Any) -> dict[str, Any]:
    return {"kept": kept, "came_back": [one.item.as_dict() for one in back]}


@router.delete("/people/{person_id}", response_model=models.Forgotten)
def forget(shared: Shared, person_id: Id) -> Any:
    """Erases everything about a person, in the backups too. This cannot be undone."""
    with shared() as desk:
        _, report = people.forget(desk, f"#{person_id}")
        return {
            "removed": report.removed, "kept_without_name": report.kept_without_name,
            "backups_cleaned": [one.name for one in report.backups_cleaned],
            "backups_unreached": [str(one) for one in report.backups_unreached],
            "mentioned_with": list(report.mentioned_with),
        }  # fmt: skip


@router.get("/suggestions", response_model=list[models.Suggestion])
def suggestions(shared: Shared, person: Annotated[int, Query(ge=1, le=2**53 - 1)] | None = None) -> Any:
    """What is guessed and was not answered yet: of everybody, or of one person."""
    with shared() as desk:
        return [
            {
                "id": one.id, "kind": one.kind, "person": {"id": one.person_id, "name": one.name},
                "other": {"id": one.other_person_id, "name": one.other_name} if one.other_person_id else None,
                "fact": one.observation.fact if one.observation else None,
                "value": as_text(desk.catalogue[one.observation.fact], one.observation.value)
                if one.observation and one.observation.fact in desk.catalogue else None,
                "reason": one.reason,
            }
            for one in desk.ledger.suggestions(person_id=person)
        ]  # fmt: skip


class Settling(In):
    """Whether it is so."""

    is_so: bool


@router.post("/suggestions/{suggestion_id}", response_model=models.Settled)
def settle(shared: Shared, suggestion_id: Id, body: Settling) -> Any:
    """Confirms a guess, or remembers for good that it is not so."""
    with shared() as desk:
        person_id, back = joining.settle(desk, suggestion_id, body.is_so)
        return {"person_id": person_id, "came_back": [one.item.as_dict() for one in back]}


@router.get("/same", response_model=list[models.Pair])
def same(shared: Shared, limit: Annotated[int, Query(ge=1, le=1000)] = 10) -> Any:
    """Who may be one person, side by side, those first who would change an answer."""
    with shared() as desk:
        return [one.as_dict() for one in sameness.pairs(desk)[:limit]]


class Same(In):
    """Somebody else by number, and whether that is the same person."""

    other: Id
    is_so: bool


@router.post("/people/{person_id}/same", response_model=models.Settled)
def say_same(shared: Shared, person_id: Id, body: Same) -> Any:
    """Joins two people, or remembers for good that they are not the same."""
    with shared() as desk:
        one, other = f"#{person_id}", f"#{body.other}"
        if not body.is_so:
            sameness.keep_apart(desk, one, other)
            return {"person_id": person_id, "came_back": []}
        kept, back = sameness.join(desk, one, other)
        return {"person_id": kept.id, "came_back": [each.item.as_dict() for each in back]}


@router.get("/people/{person_id}/joined", response_model=list[models.Joined])
def joined(shared: Shared, person_id: Id) -> Any:
    """Those who were joined into a person."""
    with shared() as desk:
        desk.ledger.person(person_id)
        return [
            {"id": one.id, "name": one.gone_name, "at": one.at.isoformat()} for one in joining.joined(desk, person_id)
        ]


@router.post("/joined/{merge_id}/apart", response_model=models.Who)
def apart(shared: Shared, merge_id: Id) -> Any:
    """Takes two apart that were joined; gives the second of them."""
    with shared() as desk:
        person_id = joining.take_apart(desk, merge_id)
        return {"id": person_id, "name": desk.ledger.person(person_id).name}
