"""The owner's own posts, and whom they mention: the one place where an X archive tells names."""

from html import unescape

from ...facts.seen import SeenFile, SeenPost
from ...facts.text import clean
from ..json_rows import JsonRows
from ..tables import skip
from ..times import posted_at_of
from .people import NETWORK, People, number_of

TEXT_LIMIT = 10_000


def posts(rows: JsonRows, seen: SeenFile, people: People, audience: str) -> list[SeenPost]:
    """The posts of one file; whom they mention is noted among the people."""
    found: list[SeenPost] = []
    for line in rows.entries():
        seen.rows += 1
        entry = rows.value()
        post = entry.get("tweet", entry) if isinstance(entry, dict) else None
        if not isinstance(post, dict):
            skip(seen, line, "no post")
            continue
        number = number_of(post.get("id_str") or post.get("id"))
        text = post.get("full_text", post.get("text"))
        if not number or not isinstance(text, str):
            skip(seen, line, "a post without number or text")
            continue
        at = posted_at_of(post.get("created_at"))
        if at is None:
            skip(seen, line, "no date in `created_at`; kept without one")
        seen.saw(at.date() if at else None)
        _note_mentions(post, int(number), people)
        found.append(SeenPost(NETWORK, number, at, clean(unescape(text), TEXT_LIMIT), audience))
    seen.kept = len(found)
    return found


def _note_mentions(post: dict[str, object], own: int, people: People) -> None:
    entities = post.get("entities")
    mentions = entities.get("user_mentions") if isinstance(entities, dict) else None
    for one in mentions if isinstance(mentions, list) else ():
        if isinstance(one, dict):
            number = number_of(one.get("id_str") or one.get("id"))
            if number:
                people.mentioned(number, own, one.get("screen_name"), one.get("name"))
    number = number_of(post.get("in_reply_to_user_id_str") or post.get("in_reply_to_user_id"))
    if number:
        people.mentioned(number, own, post.get("in_reply_to_screen_name"), None)
