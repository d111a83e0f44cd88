"""The files of a LinkedIn archive by name: which are read, which are known and left alone, and why."""

import re

_NUMBERED = re.compile(r"_?\d{6,}$")

# Stems as `stem_of` gives them.
READ = {
    "profile": "profile",
    "positions": "positions",
    "connections": "connections",
    "invitations": "invitations",
    "messages": "messages",
    "recommendationsreceived": "recommendations received",
    "recommendationsgiven": "recommendations given",
    "endorsementreceivedinfo": "endorsements received",
    "endorsementgiveninfo": "endorsements given",
    "notes": "your notes on connections",
}
_NO_NEED = "not read: tells nothing about a request"
_COACH = "not read: talk with LinkedIn's coach, not with people"
LEFT_ALONE = {
    "importedcontacts": "not read: an address book uploaded earlier holds other people's data; it is opt-in",
    "contacts": "not read: an address book uploaded earlier holds other people's data; it is opt-in",
    "guidemessages": _COACH,
    "coachmessages": _COACH,
    "learningcoachmessages": _COACH,
    "learningroleplaymessages": _COACH,
    "searchqueries": "not read: your searches are nobody's business",
    "education": "not read: having been at one school does not say that you know each other",
    "shares": _NO_NEED,
    "comments": _NO_NEED,
    "reactions": _NO_NEED,
    "companyfollows": _NO_NEED,
    "memberfollows": _NO_NEED,
    "emailaddresses": _NO_NEED,
    "phonenumbers": _NO_NEED,
    "registration": _NO_NEED,
    "skills": _NO_NEED,
    "adtargeting": _NO_NEED,
    "logins": _NO_NEED,
    "languages": _NO_NEED,
    "certifications": _NO_NEED,
    "richmedia": _NO_NEED,
    "receipts": _NO_NEED,
    "savedjobs": _NO_NEED,
    "jobapplications": _NO_NEED,
}
# Other programs name files like these too: they do not make an archive LinkedIn's.
_TOO_COMMON = {"notes", "contacts", "comments", "languages", "skills", "education", "logins", "receipts"}


def stem_of(name: str) -> str:
    """A file's name without folders, ending, case, spaces, `_`, final number; empty where it is no table."""
    stem, dot, ending = name.rpartition("/")[2].casefold().rpartition(".")
    if not dot or ending not in ("csv", "tsv", "txt"):
        return ""
    return _NUMBERED.sub("", stem).replace(" ", "").replace("_", "").replace("-", "")


def tail_of(key: str) -> str | None:
    """The file's own name where it is one by which a LinkedIn archive is known, else None."""
    stem = stem_of(key)
    if stem in _TOO_COMMON or (stem not in READ and stem not in LEFT_ALONE):
        return None
    return key.rpartition("/")[2] if key.endswith(".csv") or stem in READ else None
