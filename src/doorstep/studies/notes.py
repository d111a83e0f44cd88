"""What the note of a request is like: none, standard, template, pitch or personal, with the reason shown."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .phrases import CLAIMS, CLOSINGS, GREETINGS, PITCH, STANDARD
from .similar import clusters

LEAST_WORDS = 6  # shorter texts are alike by chance


@dataclass(frozen=True, slots=True)
class Note:
    """A note and whose it is: `asker` is anything that tells askers apart, `name` is masked in the text."""

    asker: str
    text: str
    on: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a note is like and why. `claim` holds the words that say that we know each other, or nothing.

    `askers`, `first` and `last` tell of near copies: how many people sent them, and from when to when.
    """

    kind: str
    reason: str
    claim: str = ""
    askers: int = 1
    first: date | None = None
    last: date | None = None


SHORT_SPAN = 60  # days that are worth counting


def classify(notes: Sequence[Note], owner: str = "") -> list[Judged]:
    """One judgement a note, in the same order; the notes are compared with each other to find templates."""
    mine = _name_words(owner)
    bare = [bare_words(note.text, mine | _name_words(note.name)) for note in notes]
    is_standard = [_is_standard(words) for words in bare]
    compared = _compared(bare, is_standard)
    askers: dict[int, set[str]] = {}
    days: dict[int, list[date]] = {}
    cluster_of = clusters(compared)
    for note, cluster in zip(notes, cluster_of, strict=True):
        if cluster is not None:
            askers.setdefault(cluster, set()).add(note.asker)
            if note.on is not None:
                days.setdefault(cluster, []).append(note.on)
    made = []
    for note, words, standard, cluster in zip(notes, bare, is_standard, cluster_of, strict=True):
        if not note.text.strip():
            made.append(Judged("none", "there is no note"))
            continue
        folded = _folded(note.text)
        found = _CLAIM.search(folded)
        claim = found[0] if found else ""
        if standard or not _core(words):
            reason = "it is LinkedIn's ready-made sentence" if standard else "it holds no words of its own"
            made.append(Judged("standard", reason, claim))
        elif cluster is not None and len(askers[cluster]) > 1:
            shared = _template(len(askers[cluster]), sorted(days.get(cluster, ())), claim)
            # the same sales text from many is a pitch all the more
            pitch = _pitch(folded)
            made.append(replace(shared, kind="pitch", reason=f"{pitch}; {shared.reason}") if pitch else shared)
        elif pitch := _pitch(folded):
            made.append(Judged("pitch", pitch, claim))
        else:
            reason = f"it says “{claim}”" if claim else "it is written to you and offers nothing for sale"
            made.append(Judged("personal", reason, claim))
    return made


def copies(notes: Sequence[Note], place: int, owner: str = "") -> list[int]:
    """The places of the notes that are nearly the text of the one at `place`, itself among them; nothing where no other
    is, or where it is too short or ready-made."""
    mine = _name_words(owner)
    bare = [bare_words(note.text, mine | _name_words(note.name)) for note in notes]
    cluster_of = clusters(_compared(bare, [_is_standard(words) for words in bare]))
    here = cluster_of[place]
    return [other for other, cluster in enumerate(cluster_of) if here is not None and cluster == here]


def _compared(bare: Sequence[tuple[str, ...]], is_standard: Sequence[bool]) -> list[tuple[str, ...]]:
    """The texts that can be compared: not those that are alike by chance, or ready-made."""
    return [
        words if len(words) >= LEAST_WORDS and not standard else ()
        for words, standard in zip(bare, is_standard, strict=True)
    ]


def claim_in(text: str) -> str:
    """The words in a text that say that we know each other, or nothing."""
    found = _CLAIM.search(_folded(text))
    return found[0] if found else ""


def _template(askers: int, days: list[date], claim: str) -> Judged:
    reason = f"nearly the same text came from {askers} people"
    if not days:
        return Judged("template", reason, claim, askers)
    span = (days[-1] - days[0]).days + 1
    if span == 1:
        reason += " on one day"
    elif span <= SHORT_SPAN:
        reason += f" within {span} days ({days[0]} to {days[-1]})"
    else:
        reason += f" between {days[0]} and {days[-1]}"
    return Judged("template", reason, claim, askers, days[0], days[-1])


def _pitch(folded: str) -> str:
    """Why a text is a pitch, in words, or nothing."""
    reasons: dict[str, str] = {}
    for found in _PITCH.finditer(folded):
        does = _DOES[found.lastgroup or ""]
        reasons.setdefault(does, found[0])
    return "it " + ", ".join(f"{does} (“{words}”)" for does, words in reasons.items()) if reasons else ""


def _is_standard(words: tuple[str, ...]) -> bool:
    return bool(words) and _core(words) in _STANDARD


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without greeting in front, closing behind, and masked names at either end."""
    begin, end = 0, len(words)
    while begin < end and (words[begin] in GREETINGS or words[begin] == _MASK):
        begin += 1
    while end > begin and (words[end - 1] in CLOSINGS or words[end - 1] == _MASK):
        end -= 1
    return words[begin:end]


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'").split())


def _name_words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_folded(name)))


def bare_words(text: str, names: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The bare words: links, numbers and names masked, likewise the word after a greeting."""
    found = _WORD.findall(_NUMBER.sub("0", _LINK.sub(" 0 ", _folded(text))))
    words = [_MASK if word in names else word for word in found]
    for at, word in enumerate(words[1:4], 1):
        if words[at - 1] in _OPENERS and word not in GREETINGS:
            words[at] = _MASK
    return tuple(words)


def _pattern(cues: Iterable[str]) -> str:
    ordered = sorted(cues, key=len, reverse=True)
    return "|".join(re.escape(cue.removesuffix("*")) + (r"\w*" if cue.endswith("*") else r"(?!\w)") for cue in ordered)


_MASK = "‹name›"
_OPENERS = GREETINGS - {"guten", "tag", "mr", "mrs", "ms", "dr", "there", "buenos", "dobrý", "dzień"}
_LINK = re.compile(r"(?:https?://|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,255}\.\w+")
_NUMBER = re.compile(r"\d[\d.,:/]*")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_CLAIM = re.compile(rf"(?<!\w)(?:{_pattern(CLAIMS)})")
_DOES = {f"g{number}": does for number, does in enumerate(PITCH)}
_PITCH = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<g{number}>{_pattern(cues)})" for number, cues in enumerate(PITCH.values())) + ")"
)
_STANDARD = frozenset(_core(bare_words(text)) for text in STANDARD)
