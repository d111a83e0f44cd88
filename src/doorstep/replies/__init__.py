"""From an answer and a person to a drafted reply, in texts that can be replaced one by one."""

from .draft import Draft, ReplyContext, draft
from .invitation import InvitationContext, Tie, invitation
from .names import first_name
from .templates import Templates, parse

__all__ = [
    "Draft", "InvitationContext", "ReplyContext", "Templates", "Tie", "draft", "first_name", "invitation", "parse",
]  # fmt: skip
