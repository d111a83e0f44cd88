"""What the owner published: when, and the words. To whom it was shown, the export does not tell."""

from hashlib import blake2b

from ...errors import DriftError
from ...facts.seen import SeenFile, SeenPost
from ...facts.text import clean
from ..meta.letters import repaired
from ..meta.moments import moment
from ..tables import skip

_TEXT_LIMIT = 20_000


def posts(document: object, seen: SeenFile, network: str) -> list[SeenPost]:
    """The posts that have words; pictures alone are left out. DriftError where it is no list of posts."""
    if not isinstance(document, list):
        raise DriftError(
            "is no list of posts of a form that is known",
            place=seen.name,
            next_step="If the file is as Facebook made it, the format has changed: please report it.",
        )
    found = []
    for number, one in enumerate(document, 1):
        seen.rows += 1
        if not isinstance(one, dict):
            skip(seen, number, "is no post")
            continue
        data = one.get("data")
        words = [
            part["post"]
            for part in (data if isinstance(data, list) else ())
            if isinstance(part, dict) and isinstance(part.get("post"), str)
        ]
        text = clean(repaired("\n".join(words)), _TEXT_LIMIT).strip()
        at = moment(one.get("timestamp"))
        if not text:
            continue
        if at is None:
            skip(seen, number, "no date that can be read; kept without one")
        else:
            seen.saw(at.date())
        seen.kept += 1
        key = blake2b(f"{at}\0{text}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        found.append(SeenPost(network, key, at, text))
    return found
