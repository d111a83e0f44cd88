"""What is remembered: people, requests, decisions, and how each came to be."""

from .journal import Change
from .ledger import Ledger
from .records import (
    AgendaItem,
    Backup,
    ContactSummary,
    Decision,
    ForgetReport,
    Import,
    ImportOutcome,
    Interaction,
    JournalEntry,
    Kept,
    Merge,
    OpenSuggestion,
    OwnView,
    Person,
    Profile,
    Rejudged,
    Rejudging,
    Reply,
    Request,
)

__all__ = [
    "AgendaItem",
    "Backup",
    "Change",
    "ContactSummary",
    "Decision",
    "ForgetReport",
    "Import",
    "ImportOutcome",
    "Interaction",
    "JournalEntry",
    "Kept",
    "Ledger",
    "Merge",
    "OpenSuggestion",
    "OwnView",
    "Person",
    "Profile",
    "Rejudged",
    "Rejudging",
    "Reply",
    "Request",
]
