"""Live accounts, and what each network can tell and do."""

from .known import ACTIONS, Action, Limit, Network, load
from .links import profile_link, requests_link

__all__ = ["ACTIONS", "Action", "Limit", "Network", "load", "profile_link", "requests_link"]
