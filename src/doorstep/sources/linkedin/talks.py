"""Conversations judged: which are between two, which side is the owner, who the other one is."""

from collections import Counter
from hashlib import blake2b

from ...facts.seen import SeenInteraction
from ...facts.text import clean_line
from ..addresses import linkedin_url
from .messages import Message, Thread
from .names import NAME_LIMIT, Slugs, is_closed_account
from .people import People, Person


def likely_owner(found: dict[str, Thread], slugs: Slugs, owner_name: str) -> str:
    """The slug of whoever wrote under the owner's name; else of who is in most conversations."""
    by_name: Counter[str] = Counter()
    present: Counter[str] = Counter()
    for thread in found.values():
        inside: set[str] = set()
        for message in thread.messages:
            inside.add(message.sender)
            inside.update(_slugs_in(message.recipients, slugs))
            if owner_name and message.sender_name == owner_name:
                by_name[message.sender] += 1
        present.update(inside - {""})
    if by_name:
        return by_name.most_common(1)[0][0]
    match present.most_common(2):
        case [(slug, most), (_, next_most)] if most > next_most and most > 1:
            return slug
    return ""


def interactions(
    found: dict[str, Thread], people: People, slugs: Slugs, owner: str, owner_name: str
) -> list[SeenInteraction]:
    """What was said between the owner and somebody, oldest first within each conversation.

    In a conversation of two every message counts as `message`, in or out. In a group what others wrote is
    `group_message`. Closed accounts, adverts never answered and mail in the spam folder tell nothing.
    """
    made: list[SeenInteraction] = []
    used: set[str] = set()
    owner_key = people.name_keys[owner_name] if owner_name else ""
    urls = {slug: url for url, slug in slugs.items() if slug}
    keys = people.name_keys
    parsed: dict[str, frozenset[str]] = {}

    def is_mine(message: Message) -> bool:
        if message.sender and owner:
            return message.sender == owner
        return bool(owner_key) and keys[message.sender_name] == owner_key

    for conversation, thread in found.items():
        if thread.is_spam:
            continue
        mine = [is_mine(message) for message in thread.messages]
        if thread.has_advert and not any(mine):
            continue
        others: dict[str, str] = {}
        for message, is_own in zip(thread.messages, mine, strict=True):
            if not is_own:
                others.setdefault(message.sender or f"?{keys[message.sender_name]}", message.sender_name)
            if message.recipients:
                there = parsed.get(message.recipients)
                if there is None:
                    there = parsed[message.recipients] = frozenset(_slugs_in(message.recipients, slugs))
                for slug in there:
                    if slug != owner and slug not in others:
                        others[slug] = ""
        is_group = thread.is_group or len(others) > 1 or _is_wider(thread.messages, mine, people, owner_name)
        person: Person | None = None
        if not is_group:
            person = _the_other(thread.messages, others, people, urls, conversation)
            if person is None:
                continue
        for message, is_own in zip(thread.messages, mine, strict=True):
            if is_group:
                if is_own or not message.sender:
                    continue
                person = people.exact(message.sender, message.sender_name, _address(urls, message.sender))
            assert person is not None
            if message.key in used:
                continue
            used.add(message.key)
            kind = "group_message" if is_group else "message"
            made.append(SeenInteraction(person.who, message.key, kind, "out" if is_own else "in", message.at))
    return made


def _the_other(
    messages: list[Message], others: dict[str, str], people: People, urls: dict[str, str], conversation: str
) -> Person | None:
    """The one other person of a conversation; None for a closed account or where nobody is named."""
    slug, name = next(iter(others.items()), ("", ""))
    if not name:
        name = messages[0].to if messages else ""
        name = clean_line(name, NAME_LIMIT)
    if slug and not slug.startswith("?"):
        known = people.get(slug)
        return known if known is not None else people.exact(slug, name, _address(urls, slug))
    if not name or is_closed_account(name):
        return None
    mark = blake2b(conversation.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return people.named(f"?{people.name_keys[name]}|thread {mark}", name)


def _is_wider(messages: list[Message], mine: list[bool], people: People, owner_name: str) -> bool:
    """True where, without a list of addresses, `TO` names more than one person.

    Names hold commas themselves, so it is never split: it is compared with the one name that it should be.
    """
    if not any(", " in message.to and not message.recipients for message in messages):
        return False
    my_names, their_names = {owner_name.casefold()}, set[str]()
    for message, is_own in zip(messages, mine, strict=True):
        (my_names if is_own else their_names).add(message.sender_name.casefold())
    for message, is_own in zip(messages, mine, strict=True):
        to = message.to.casefold()
        if message.recipients or ", " not in to or to in (their_names if is_own else my_names):
            continue
        known = people.only_connection_named(message.to) if is_own and not their_names else None
        if known is None or known.who.name.casefold() != to:
            return True
    return False


def _slugs_in(recipients: str, slugs: Slugs) -> list[str]:
    return [slug for slug in map(slugs.__getitem__, recipients.split(",")) if slug] if recipients else []


def _address(urls: dict[str, str], slug: str) -> str:
    return linkedin_url(urls.get(slug, ""))
