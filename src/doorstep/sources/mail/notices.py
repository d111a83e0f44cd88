"""A network's mail taken for what it is: somebody asks, somebody accepted, or nothing of the kind."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from urllib.parse import quote

from ...facts.text import clean_line
from ...facts.values import fold
from ..addresses import fediverse_key, handle_key, linkedin_url, profile_at
from .bodies import links_in, text_of
from .boxes import Mail
from .headers import NAME_LIMIT, Head
from .proof import FAIL, PASS, is_under, proof_of
from .senders import ACCEPTED, MASTODON, OTHER, REQUEST, SENDERS, Sender, looks_like, mastodon_list, sender_of
from .wording import company_in, note_in

_VIA = re.compile(r"\s+(?:via|über|par|mediante|tramite|przez)\s+linkedin\s*$", re.IGNORECASE)
_BRAND = re.compile(
    r"(?:linkedin|facebook|instagram|invitations?|einladungen|meta|twitter|x|messaging|notifications?)(?:\b.*)?",
    re.IGNORECASE,
)
_INVITATION = re.compile(r"invitationId[=/](\d{5,25})\b")


@dataclass(frozen=True, slots=True)
class Notice:
    """One mail that tells of a request or of an accepted one. `key` is empty where there is only a name.

    `number` is the network's own for the request; it serves only to know a reminder again. `note` is None where the
    mail does not tell it. `to` are the addresses that the network sent it to.
    """

    network: str
    kind: str
    key: str
    name: str
    at: datetime
    number: str = ""
    note: str | None = None
    company: str = ""
    to: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Refused:
    """A mail that would have been one, and why it is not taken for it: a sentence, and a word to count it by."""

    why: str
    reason: str


def notice_of(head: Head, mail: Mail, at: datetime | None) -> Notice | Refused | None:
    """What a mail of a network tells; None for every other mail. No link in it is followed or kept."""
    people = head.people(b"from")
    listed = mastodon_list(head.text(b"list-id")) if b"." in head.values.get(b"list-id", b"") else None
    if len(people) != 1 or at is None:
        return None
    address, display = people[0]
    local, _, host = address.rpartition("@")
    sender, likeness = _by_host(host)
    if listed is not None and sender is None and (listed[0] == "follow_request" or listed[0] == "follow"):
        sender = MASTODON
    subject = head.text(b"subject")
    if sender is None:
        return _look_alike(head, subject, host, likeness)
    kind = _kind(sender, head, local, subject, listed)
    if kind == OTHER:
        return None
    proof = proof_of(head.text(b"authentication-results"), host)
    if b"from" in head.repeated or proof == FAIL:
        return Refused("forged", f"it says that it is from {sender.shown}, but the check of its sender failed")
    if sender is MASTODON and listed is not None and not (is_under(host, listed[1]) or is_under(listed[1], host)):
        return Refused("forged", f"it speaks for the server `{listed[1]}`, but comes from `{clean_line(host, 80)}`")
    # of what nothing proves, not even the body is opened
    text, links = text_of(mail) if proof == PASS else ("", [])
    name, handle = _named(sender, kind, subject, display, text)
    if proof != PASS:
        about = f" about {name or handle}" if name or handle else ""
        return Refused(
            "unproved",
            f"a mail of {at:%Y-%m-%d}{about}, as if from {sender.shown}: nothing in it proves the sender, "
            "so it is not taken for a request",
        )
    key = _key_of(sender, handle, listed[1] if listed is not None else "") or _profile_key(sender, name, text, links)
    if not (name or key):
        return Refused("unclear", f"from {sender.shown}, but it names nobody, or several at once")
    number = _INVITATION.search(f"{text} {' '.join(to for _, to in links)}") if sender.network == "linkedin" else None
    note = note_in(text, name) if sender.network == "linkedin" and kind == REQUEST else None
    company = company_in(text, name) if sender.network == "linkedin" else ""
    to = frozenset(one for one, _ in head.people(b"to"))
    return Notice(sender.network, kind, key, name or key, at, number[1] if number else "", note, company, to)


def address_in(network: str, key: str) -> str:
    """The plain address of a profile."""
    match network:
        case "linkedin":
            return linkedin_url(f"https://www.linkedin.com/in/{quote(key, safe='-._~')}")
        case "facebook":
            return f"https://www.facebook.com/{'profile.php?id=' if key.isdigit() else ''}{key}"
        case "instagram":
            return f"https://www.instagram.com/{key}/"
        case "x":
            return f"https://x.com/{key}"
        case _:
            user, _, server = key.partition("@")
            return f"https://{server}/@{user}"


@lru_cache(maxsize=20_000)
def _by_host(host: str) -> tuple[Sender | None, str]:
    return sender_of(host), looks_like(host)


def _look_alike(head: Head, subject: str, host: str, likeness: str) -> Refused | None:
    """Refused where it reads as a network's request, but its host only looks like that network's."""
    has_mark = b"x-linkedin-template" in head.values or b"x-facebook-notify" in head.values
    if not (likeness or has_mark):
        return None
    if not has_mark and not any(one.fullmatch(subject) for sender in SENDERS for one in sender.asks + sender.accepts):
        return None
    what = likeness or ("LinkedIn" if b"x-linkedin-template" in head.values else "Facebook")
    return Refused(
        "forged", f"it reads as if from {what}, but comes from `{clean_line(host, 80)}`, which is not {what}"
    )


def _kind(sender: Sender, head: Head, local: str, subject: str, listed: tuple[str, str] | None) -> str:
    """Whether it is a request, an acceptance or something else: by the network's own headers, then by the subject."""
    if sender is MASTODON:
        return REQUEST if listed is not None and listed[0] == "follow_request" else OTHER
    asks = any(one.fullmatch(subject) for one in sender.asks)
    accepts = any(one.fullmatch(subject) for one in sender.accepts)
    by_subject = ACCEPTED if accepts else REQUEST if asks else OTHER
    if sender.network == "linkedin":
        marks = f"{head.text(b'x-linkedin-template')} {head.text(b'x-linkedin-class')}".casefold()
        if re.search(r"security|password|message|inmail|pymk|recommend", marks):
            return OTHER
        if re.search(r"invit|accept|connection", marks):
            return ACCEPTED if accepts or "accept" in marks else REQUEST if "invit" in marks else by_subject
        return by_subject if marks.strip() == "" and local in ("invitations", "notifications-noreply") else OTHER
    if "suggestion" in local:
        return OTHER
    notify = head.text(b"x-facebook-notify").partition(";")[0].casefold()
    if re.search(r"suggest|pymk|you_may_know", notify):
        return OTHER
    if notify and sender.network == "facebook":
        if "friend" not in notify:
            return OTHER
        return ACCEPTED if accepts or re.search(r"confirm|accept", notify) else REQUEST
    if "request" in notify and sender.network == "instagram":
        return ACCEPTED if accepts or "accept" in notify else REQUEST
    return by_subject


def _named(sender: Sender, kind: str, subject: str, display: str, text: str) -> tuple[str, str]:
    """The name and the handle of whom it is about, either empty."""
    patterns = sender.accepts if kind == ACCEPTED else sender.asks
    lines = [subject, *(clean_line(line, 500) for line in text.split("\n")[:30])]
    name = handle = ""
    for line in lines:
        for one in patterns:
            found = one.fullmatch(line)
            if found is not None and not (name or handle):
                groups = found.groupdict()
                name, handle = (groups.get("name") or "").strip(), (groups.get("handle") or "").strip()
    if sender is MASTODON and not handle:
        found = re.search(r"@?(\w[\w.-]{0,98}@[\w.-]{4,253})", subject, re.ASCII)
        handle = found[1] if found else ""
    if sender.network == "linkedin":
        # the subject may hold only the first name
        shown = _VIA.sub("", display).strip()
        if shown and not _BRAND.fullmatch(shown) and "@" not in shown:
            name = shown
        if _BRAND.fullmatch(name) or re.match(r"you\b", name, re.IGNORECASE):
            name = ""
    return clean_line(name, NAME_LIMIT), handle.removeprefix("@").casefold()


def _key_of(sender: Sender, handle: str, home: str) -> str:
    """A handle as its network compares it, or nothing; `home` is the server of those who are named without one."""
    if not handle:
        return ""
    return fediverse_key(handle, home) if sender is MASTODON else handle_key(sender.network, handle)


def _profile_key(sender: Sender, name: str, text: str, links: list[tuple[str, str]]) -> str:
    """The key in the one profile link that bears the name, else in the only one of the text; two such tell nothing.

    Of a link only host and path are looked at: what follows may hold a key that acts without a sign-in.
    """
    if not name or sender is MASTODON:
        return ""
    wanted = fold(name)
    told = [to for words, to in links if fold(words) == wanted] or ([] if links else links_in(text))
    found = {profile[1] for to in told if (profile := profile_at(to)) is not None and profile[0] == sender.network}
    return found.pop() if len(found) == 1 else ""
