"""Whether a mail is from whom it says, as the receiving server wrote at its top."""

import re

_COMMENT = re.compile(r"\([^()]*\)")
_QUOTED = re.compile(r'"[^"]*"')
PASS, FAIL, UNPROVED = "pass", "fail", "unproved"


def proof_of(results: str, host: str) -> str:
    """`pass`, `fail` or `unproved` for a sender's host, by the top-most Authentication-Results header.

    `pass` where DMARC passed for the host or a host above it, or, where DMARC says neither, a DKIM signature of it.
    """
    said = UNPROVED
    for clause in _QUOTED.sub("", _COMMENT.sub(" ", results[:10_000])).split(";"):
        words = clause.casefold().split()
        if not words:
            continue
        given = dict(word.split("=", 1) for word in words if "=" in word)
        if words[0].startswith("dmarc="):
            if given["dmarc"] == "fail":
                return FAIL
            if given["dmarc"] == "pass" and is_under(host, given.get("header.from", host)):
                said = PASS
        elif words[0] == "dkim=pass":
            signer = given.get("header.d") or given.get("header.i", "").rpartition("@")[2]
            if is_under(host, signer):
                said = PASS
    return said


def is_under(host: str, above: str) -> bool:
    """True where the host is the other one or lies below it; a bare ending such as `com` is above nobody."""
    return "." in above and (host == above or host.endswith(f".{above}"))
