"""What the pictures show, for programs: who is at the door since when, and one's circles."""

from typing import Any

from fastapi import APIRouter

from ...desk import pictures
from . import picture_models
from .shared import Shared

router = APIRouter(prefix="/api/pictures", tags=["pictures"])


@router.get("/door", response_model=list[picture_models.Waiting])
def door(shared: Shared) -> Any:
    """The open requests by network and verdict, over the time of asking; times without any are left out."""
    with shared() as desk:
        return [
            {
                "network": one.network, "step": one.step, "counts": one.counts,
                "bars": [{"first": bar.first, "counts": bar.counts} for bar in one.bars if bar.total],
            }
            for one in pictures.waiting(shared.kept.items(), desk.today)
        ]  # fmt: skip


@router.get("/circles", response_model=list[picture_models.Ring])
def circles(shared: Shared) -> Any:
    """One's connections by the closest door that they came in by: how many are in touch, how many drift."""
    with shared() as desk:
        return [
            {"closeness": one.closeness, "networks": one.networks, "people": len(one.people), "counts": one.counts}
            for one in shared.circles(desk)
        ]
