"""The note that goes with a request of one's own: what the two share, and never a reason that is private."""

from dataclasses import dataclass
from typing import Literal

from ..facts.text import clean_line
from .fill import fill, tidy
from .names import first_name
from .templates import Templates

Tie = Literal["met", "spoken", "written", "worked_together", "introduced", "again", "plain"]


@dataclass(frozen=True, slots=True)
class InvitationContext:
    """All that a note can know: who is asked, the display name of the network, whose note it is, what the two share
    (`again` where that is long ago), and how many characters the network takes."""

    asked: str
    network: str
    owner: str = ""
    tie: Tie = "plain"
    limit: int | None = None


def invitation(context: InvitationContext, templates: Templates) -> str:
    """The longest note that fits the limit, whole, or nothing; where the name is too long, without it."""
    owner = clean_line(context.owner, 80)
    for name in dict.fromkeys((first_name(context.asked), "")):
        plain = {
            "first_name": name, "owner": first_name(owner) or owner, "owner_name": owner,
            "network": clean_line(context.network, 40),
        }  # fmt: skip
        greeting = templates.phrases["greeting_invitation" if name else "greeting_invitation_neutral"]
        values = plain | {
            "greeting": fill(greeting, plain),
            "closing": fill(templates.phrases["closing"], plain) if owner else "",
        }
        for text in templates.texts[f"invitation.{context.tie}"]:
            note = tidy(fill(text, values))
            if context.limit is None or len(note) <= context.limit:
                return note
    return ""
