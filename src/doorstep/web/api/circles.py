"""Circles for programs: what they ask for, the room that is left, who is drifting; and the year ahead."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field

from ...desk import circle_words, figures, forecast_words, versions
from ...desk.circles import circles
from ...desk.figures import MOST_DAYS, MOST_HOURS, MOST_MINUTES
from ...desk.forecast import minutes_there, year_ahead
from ...desk.home import Desk
from ...desk.touch import staying, tie_with
from . import circle_models as models
from .shared import Id, In, Shared

router = APIRouter(prefix="/api", tags=["circles"])


@router.get("/circles", response_model=models.Circles)
def shown(shared: Shared) -> Any:
    """The circles, attention and room, and with whom it has been a while."""
    with shared() as desk:
        return circle_words.as_dict(desk, circles(desk), staying(desk))


class Setting(In):
    """What a circle asks for: minutes a month for each person, days between two contacts; one of them or both."""

    circle: models.Name
    minutes: Annotated[int, Field(ge=0, le=MOST_MINUTES)] | None = None
    every_days: Annotated[int, Field(ge=1, le=MOST_DAYS)] | None = None


@router.post("/circles/figures", response_model=models.Figures)
def set_figures(shared: Shared, body: Setting) -> Any:
    """Sets them."""
    with shared() as desk:
        return circle_words.figures_as_dict(figures.set_circle(desk, body.circle, body.minutes, body.every_days))


class Hours(In):
    """Hours a month for all circles together; nothing goes back to a guess."""

    hours: Annotated[float, Field(ge=0, le=MOST_HOURS)] | None


@router.post("/circles/attention", response_model=models.Figures)
def set_attention(shared: Shared, body: Hours) -> Any:
    """Sets how much attention there is; from then on `room` is known."""
    with shared() as desk:
        return circle_words.figures_as_dict(figures.set_attention(desk, body.hours))


@router.get("/people/{person_id}/circle", response_model=models.Tie)
def tie(shared: Shared, person_id: Id) -> Any:
    """Somebody's circle, and how close they are by contact."""
    with shared() as desk:
        person = desk.ledger.person(person_id)
        found, contact = tie_with(desk, person_id)
        return {
            "id": person.id, "name": person.name, "circle": circles(desk).circle_of.get(person_id),
            "tie": found.strength, "parts": circle_words.parts(contact),
        }  # fmt: skip


class Putting(In):
    """The circle to put them into; none leaves it to the contact."""

    circle: models.Name | None


@router.post("/people/{person_id}/circle", response_model=models.Put)
def put(shared: Shared, person_id: Id, body: Putting) -> Any:
    """Puts somebody into a circle."""
    with shared() as desk:
        person = figures.put(desk, f"#{person_id}", body.circle or figures.NONE)
        return {"id": person.id, "name": person.name, "circle": body.circle}


class Aside(In):
    """Whether they are never to be named again."""

    not_any_more: bool


@router.post("/people/{person_id}/not-any-more", response_model=models.Aside)
def not_any_more(shared: Shared, person_id: Id, body: Aside) -> Any:
    """Has somebody never named again as one to be in touch with, or takes that back."""
    with shared() as desk:
        person = figures.not_any_more(desk, f"#{person_id}", not body.not_any_more)
        return {"id": person.id, "name": person.name, "not_any_more": body.not_any_more}


@router.get("/forecast", response_model=models.Ahead)
def forecast(
    shared: Shared,
    seed: Annotated[int, Query(ge=0, le=2**31 - 1, description="Draws the years.")] = 1,
    version: Annotated[int | None, Query(ge=1, le=2**53 - 1, description="Also with this version.")] = None,
) -> Any:
    """The year ahead with the standards of today, and with an older version beside them."""
    with Desk(shared.home, shared.now) as desk:
        wanted = [versions.NOW, *([str(version)] if version is not None else [])]
        policies = {name: policy for policy, name in (versions.named(desk, one) for one in wanted)}
        there, is_guess = minutes_there(desk)
        found = [forecast_words.as_dict(one) for one in year_ahead(desk, policies, seed)]
        return {"attention_minutes": there, "is_guess": is_guess, "seed": seed, "policies": found}
