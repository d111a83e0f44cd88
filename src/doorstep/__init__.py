"""doorstep: somebody asks to connect with you; answer by your own written standards, evenly."""

from .policy import Policy
from .policy.answer import Answer

__all__ = ["Answer", "Policy"]
