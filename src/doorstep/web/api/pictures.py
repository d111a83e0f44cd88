"""What the pictures show, for programs: who is at the door since when, and one's circles."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

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
def circles(shared: Shared, limit: Annotated[int, Query(ge=0, le=10_000)] = 100) -> Any:
    """One's connections by the closest door that they came in by, and of each circle those who drift (at most
    `limit`), the latest first."""
    with shared() as desk:
        return [
            {
                "closeness": ring.closeness, "networks": ring.networks, "people": len(ring.people),
                "counts": ring.counts,
                "drifting": [
                    {"id": one.person_id, "name": one.name, "last": one.last}
                    for one in ring.people[:limit] if one.state == pictures.DRIFTING
                ],
            }
            for ring in shared.circles(desk)
        ]  # fmt: skip
