"""For programs: what somebody let in would see of one's posts, and who whoever asks really is."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import Field

from ...desk.exposure import networks_with_posts, seen_on, state_audience
from ...desk.given import seen
from ...desk.people import network_named
from ...desk.who import who
from . import exposure_models as models
from .shared import Id, In, Shared

router = APIRouter(prefix="/api", tags=["exposure"])
Tag = Annotated[str, Query(max_length=100, description="Only posts of this topic.")]
Network = Annotated[str, Path(max_length=100)]


@router.get("/exposure", response_model=list[models.Seen])
def networks(shared: Shared, tag: Tag = "") -> Any:
    """The networks side by side."""
    with shared() as desk:
        return [seen(seen_on(desk, one, tag)) for one in networks_with_posts(desk)]


@router.get("/exposure/{network}", response_model=models.Seen)
def on_one(shared: Shared, network: Network, tag: Tag = "") -> Any:
    """One network, with the five posts that the user may mind most."""
    with shared() as desk:
        return seen(seen_on(desk, network_named(desk, network), tag))


class Audience(In):
    """Whom the posts there are for where the export does not tell: public, friends or only me."""

    audience: Annotated[str, Field(min_length=1, max_length=40)]


@router.post("/exposure/{network}/audience", response_model=models.Seen)
def audience(shared: Shared, network: Network, body: Audience) -> Any:
    """Keeps it, and gives what would be seen then."""
    with shared() as desk:
        key = network_named(desk, network)
        state_audience(desk, key, body.audience)
        return seen(seen_on(desk, key))


@router.get("/requests/{request_id}/who", response_model=models.WhoIsIt)
def who_is_it(shared: Shared, request_id: Id) -> Any:
    """What stands out about whoever asks, and ways to make sure."""
    with shared() as desk:
        return who(desk, request_id).as_dict()
