"""From an answer and a person to a drafted reply, in texts that can be replaced one by one."""

from .draft import Draft, ReplyContext, draft
from .names import first_name
from .templates import Templates, parse

__all__ = ["Draft", "ReplyContext", "Templates", "draft", "first_name", "parse"]
