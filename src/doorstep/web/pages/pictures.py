"""The pictures: who is at the door since when, and one's circles, with how many are drifting."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...desk.pictures import RINGS, STATES, waiting
from ..drawing import bars, rings, svg
from ..rendering import page
from ..shared_desk import SharedDesk

router = APIRouter()


@router.get("/pictures")
def pictures(request: Request) -> Response:
    """Both pictures, each with its table."""
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        at_the_door = waiting(shared.kept.items(), desk.today)
        most = max((bar.total for one in at_the_door for bar in one.bars), default=0)
        found = shared.circles(desk)
        return page(
            request, "pictures.html", desk=desk, waiting=at_the_door, rings=found, patterns=svg.patterns(),
            drawn=[bars.bars(one, desk.display(one.network), most) for one in at_the_door], names=bars.NAMES,
            named=bars.named, circles=rings.rings(found) if found else "", each=rings.people_a_dot(found),
            ring_names=RINGS, states=STATES,
        )  # fmt: skip
