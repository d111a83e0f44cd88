"""Letters between two: who wrote to whom and when, gathered small, judged once it is clear who the owner is."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import blake2b

from ...facts.observations import Observation
from ...facts.seen import SeenInteraction, SeenProfile, Suggestion, Who
from .headers import Head, decoded

EMAIL = "email"
FEW = 4  # with more people it is a round, not a letter
_MOST = 20
_ROBOTS = re.compile(
    r"(?:.*[._+-])?(?:no-?_?reply|do-?_?not-?_?reply|nicht-?antworten|notifications?|mailer-daemon|postmaster|bounces?"
    r"|alerts?|newsletters?|automated|auto-?confirm)(?:[._+-].*)?@.*"
)
_BULK = (b"list-unsubscribe", b"list-id", b"list-post", b"x-autoreply")
_ASIDE = re.compile(
    r"(?:spam|junk|junk e-?mail|trash|bin|drafts?|papierkorb|entw[üu]rfe?|corbeille|brouillons?|ind[ée]sirables?"
    r"|papelera|borradores|cestino|bozze|prullenbak|concepten|lixeira|rascunhos|kosz|outbox|templates"
    r"|deleted items|deleted messages)"
)
_INTRODUCES = re.compile(
    r"\b(?:introduc\w+|intro|e-?intro|connecting you|meet\b|vorstell\w*|présent\w+|presenta(?:ci[óo]n|zione))\b|<>|↔",
    re.IGNORECASE,
)


# sender, to, cc, and the second at which it was sent
_Letter = tuple[str, tuple[str, ...], tuple[str, ...], int]


@dataclass(slots=True)
class Letters:
    """All letters that were read: of each the sender, whom it went to, when, and a number that tells copies apart."""

    names: dict[str, str] = field(default_factory=dict)
    _seen: dict[int, _Letter | None] = field(default_factory=dict)  # None: met, but no letter
    _rounds: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    _present: Counter[str] = field(default_factory=Counter)
    _introductions: dict[int, str] = field(default_factory=dict)

    def is_new(self, mark: int) -> bool:
        """True the first time that a mail is met, False for its copies in other folders."""
        if mark in self._seen:
            return False
        self._seen[mark] = None
        return True

    def add(self, head: Head, mark: int, at: datetime) -> None:
        """Takes a mail in; what is sent to many or by a machine only tells whose mail box it is."""
        sender, to, cc = head.people(b"from"), head.people(b"to"), head.people(b"cc")
        self._present.update({address for address, _ in (*sender, *to, *cc)})
        if len(sender) != 1 or not to or len(to) + len(cc) > _MOST or is_bulk(head):
            return
        for address, name in (*sender, *to, *cc):
            if name and address not in self.names:
                self.names[address] = name
        there = (sender[0][0], self._shared(to), self._shared(cc), int(at.replace(tzinfo=UTC).timestamp()))
        self._seen[mark] = there
        subject = head.values.get(b"subject", b"")
        if 2 <= len(to) + len(cc) <= 3 and (found := _INTRODUCES.search(decoded(subject[:2000]))):
            self._introductions[mark] = found[0]

    def owner(self, own: frozenset[str]) -> frozenset[str]:
        """The owner's addresses: those that are known and occur, else the one that is in most mails; else none."""
        if own:
            return own & self._present.keys()
        match self._present.most_common(2):
            case [(address, most), (_, next_most)] if most > next_most and most > 1:
                return frozenset({address})
        return frozenset()

    def judged(self, own: frozenset[str]) -> tuple[list[SeenProfile], list[SeenInteraction], list[Suggestion]]:
        """Those to whom the owner wrote and who wrote back: the people, their letters, who was introduced perhaps.

        What was gathered is given up on the way, so that a large box is not in memory twice.
        """
        wrote, got = set[str](), set[str]()
        for letter in self._seen.values():
            for one, kind, direction in _contacts(letter, own):
                if kind == "message":
                    (wrote if direction == "in" else got).add(one)
        both = wrote & got
        introduced = self._introduced(own, both)
        who = {one: Who(EMAIL, one, self.names.get(one, "") or one) for one in sorted(both)}
        shorts = {one: blake2b(one.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest() for one in both}
        made = []
        while self._seen:
            mark, letter = self._seen.popitem()
            for one, kind, direction in _contacts(letter, own):
                if one in both and letter is not None:
                    at = datetime.fromtimestamp(letter[3], UTC).replace(tzinfo=None)
                    made.append(SeenInteraction(who[one], f"mail {mark:016x} {shorts[one]}", kind, direction, at))
        made.sort(key=lambda one: (one.at, one.key))
        return [SeenProfile(one) for one in who.values()], made, introduced

    def _introduced(self, own: frozenset[str], both: set[str]) -> list[Suggestion]:
        """Whom somebody the owner writes with brought together with the owner, in a mail to the two of them."""
        found: dict[str, Suggestion] = {}
        for mark, cue in self._introductions.items():
            letter = self._seen[mark]
            if letter is None:
                continue
            sender, to, cc, seconds = letter
            others = {*to, *cc} - own - {sender}
            if sender not in both or len(others) != 1 or own.isdisjoint({*to, *cc}):
                continue
            (one,) = others
            day: date = datetime.fromtimestamp(seconds, UTC).date()
            by = self.names.get(sender, "") or sender
            reason = f"{by} wrote to the two of you on {day}, with “{cue}” in the subject"
            observed = Observation("introduced", True, "your mail", day, "records")
            who = Who(EMAIL, one, self.names.get(one, "") or one)
            found.setdefault(one, Suggestion("fact", who, reason, observation=observed))
        return list(found.values())

    def _shared(self, people: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        # the same rounds come again and again: each is held once
        addresses = tuple(address for address, _ in people)
        return self._rounds.setdefault(addresses, addresses)


def is_bulk(head: Head) -> bool:
    """True for what went to many or was written by a machine: no correspondence."""
    values = head.values
    if any(name in values for name in _BULK):
        return True
    if values.get(b"auto-submitted", b"no").strip().lower()[:2] != b"no":
        return True
    if values.get(b"precedence", b"").strip().lower() in (b"bulk", b"list", b"junk"):
        return True
    if values.get(b"content-type", b"")[:40].lower().startswith((b"multipart/report", b"text/calendar")):
        return True
    return values.get(b"return-path", b"").strip() == b"<>" or any(
        _ROBOTS.fullmatch(address) for address, _ in head.people(b"from")
    )


def is_aside(head: Head) -> bool:
    """True for what is marked as spam, thrown away or not sent yet."""
    if head.values.get(b"x-spam-flag", b"").strip().upper() == b"YES":
        return True
    mozilla = head.values.get(b"x-mozilla-status", b"").strip()
    if len(mozilla) == 4 and mozilla[3:4] in b"89abcdefABCDEF":  # 0x0008: deleted, not yet cleared away
        return True
    labels = head.text(b"x-gmail-labels").casefold()
    return any(_ASIDE.fullmatch(label.strip(' "')) for label in labels.split(","))


def is_aside_folder(key: str) -> bool:
    """True for a folder or a box of spam, of what was thrown away, or of drafts, by its name."""
    return any(_ASIDE.fullmatch(part.removesuffix(".mbox").strip(".")) for part in key.split("/"))


def _contacts(letter: _Letter | None, own: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """Who was in touch with the owner by a letter: the address, message or group_message, in or out."""
    if letter is None:
        return
    sender, to, cc, _ = letter
    people = {sender, *to, *cc} - own
    if sender not in own:
        is_letter = len(people) < FEW and not own.isdisjoint(to)
        yield sender, "message" if is_letter else "group_message", "in"
    elif len(people) < FEW:
        for one in people.intersection(to):
            yield one, "message", "out"
