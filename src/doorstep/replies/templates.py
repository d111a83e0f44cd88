"""The texts that replies are made of: those that come along, and the user's own over them, key by key."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import Mistake
from ..facts.words import did_you_mean
from .fill import mistakes_in

_ALWAYS = ("owner", "owner_name", "network")
_NAMED = (*_ALWAYS, "first_name")
_TEXT = (*_ALWAYS, "greeting", "closing")
_NOT_YET = (*_TEXT, "boundary", "gentle")
# The places that each text may use. The name stands in greetings only, as it may be one that nobody goes by.
TEXTS: Mapping[str, tuple[str, ...]] = {
    "accept.plain": _TEXT,
    "accept.note": _TEXT,
    "not_yet.step": (*_NOT_YET, "invite"),
    "not_yet.step_offer": (*_NOT_YET, "invite", "offer"),
    "not_yet.wait": (*_NOT_YET, "wait"),
    "not_yet.wait_offer": (*_NOT_YET, "wait", "offer"),
    "not_yet.neutral": _NOT_YET,
    "not_yet.neutral_offer": (*_NOT_YET, "offer"),
    "decline.plain": (*_TEXT, "gentle"),
    "decline.offer": (*_TEXT, "gentle", "offer"),
    "ask.question": _TEXT,
} | {
    f"invitation.{tie}": _TEXT
    for tie in ("met", "spoken", "written", "worked_together", "introduced", "again", "plain")
}
PHRASES: Mapping[str, tuple[str, ...]] = {
    "greeting": _NAMED,
    "greeting_note": _NAMED,
    "greeting_neutral": _ALWAYS,
    "greeting_neutral_note": _ALWAYS,
    "greeting_invitation": _NAMED,
    "greeting_invitation_neutral": _ALWAYS,
    "greeting_thanks": _NAMED,
    "greeting_thanks_note": _NAMED,
    "greeting_thanks_neutral": _ALWAYS,
    "greeting_thanks_neutral_note": _ALWAYS,
    "closing": _ALWAYS,
    "boundary": _ALWAYS,
    "wait": (*_ALWAYS, "when"),
    "wait_weeks": (),
    "wait_month": ("month",),
    "wait_later": (),
    "offer": (*_ALWAYS, "offer_network"),
    "offer_linked": (*_ALWAYS, "offer_network", "offer_link"),
    "instead": (*_ALWAYS, "offer_network"),
    "instead_linked": (*_ALWAYS, "offer_network", "offer_link"),
    "gentle": _ALWAYS,
    "months": (),
}
STEP = ("boundary", "invite")
KNOWN = frozenset(name for names in (*TEXTS.values(), *PHRASES.values()) for name in names)


@dataclass(frozen=True, slots=True)
class StepWords:
    """How a step is put to the person asking: the standard behind it (or nothing), and the invitation."""

    boundary: str
    invite: str


@dataclass(frozen=True, slots=True)
class Templates:
    """All texts. `texts` are by `verdict.case`, the longest variant first; `steps` are by fact."""

    texts: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, str]
    steps: Mapping[str, StepWords]


def parse(shipped: str, own: str = "", name: str = "templates.toml") -> tuple[Templates, tuple[Mistake, ...]]:
    """The texts, and every mistake in the user's own ones; a mistaken text stays as shipped.

    `shipped` and `own` are the TOML texts of the package and of the user's folder; `name` is what to call
    the latter in a mistake. Raises ValueError where the shipped texts are mistaken or not complete.
    """
    texts, wrong = _read(shipped, "templates.toml")
    if wrong:
        raise ValueError("\n".join(map(str, wrong)))
    mine, mistakes = _read(own, name)
    texts = {**texts, **mine}
    steps: dict[str, StepWords] = {}
    for step in sorted({key.split(".")[1] for key in texts if key.startswith("steps.")}):
        boundary, invite = (texts.get(f"steps.{step}.{part}", ("",))[0] for part in STEP)
        if invite:
            steps[step] = StepWords(boundary, invite)
        else:
            mistakes.append(Mistake(f"{name}, steps, {step}", "has no `invite`, so replies stay silent about it"))
    try:
        return Templates(
            texts={key: texts[key] for key in TEXTS},
            phrases={key: texts[f"phrases.{key}"][0] for key in PHRASES},
            steps=steps,
        ), tuple(mistakes)
    except KeyError as missing:
        raise ValueError(f"templates.toml has no text {missing}") from missing


def _read(toml: str, name: str) -> tuple[dict[str, tuple[str, ...]], list[Mistake]]:
    """The sound texts of one file, by dotted key, and its mistakes."""
    try:
        table = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as wrong:
        return {}, [_not_toml(toml, name, wrong)]
    except (ValueError, RecursionError):
        return {}, [Mistake(name, "cannot be read as TOML", hint="is this a file of replies?")]
    sound: dict[str, tuple[str, ...]] = {}
    mistakes: list[Mistake] = []
    for key, value in _flat(table):
        place = ", ".join([name, *key.split(".")])
        found = list(_mistakes(key, value, place))
        mistakes += found
        if not found:
            sound[key] = (value,) if isinstance(value, str) else tuple(value)
    return sound, mistakes


def _not_toml(toml: str, name: str, wrong: tomllib.TOMLDecodeError) -> Mistake:
    """The mistake of a file that is not TOML, with a mark under the spot where reading stopped."""
    message, _, where = str(wrong).partition(" (at ")
    lines = toml.rstrip().split("\n")
    spot = re.match(r"line (\d+), column (\d+)", where)
    line, column = (int(spot[1]), int(spot[2])) if spot else (len(lines), len(lines[-1]) + 1)
    text = lines[line - 1] if line <= len(lines) else ""
    return Mistake(f"{name}, line {line}", f"this is not TOML: {message}", text, column - 1)


def _flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _mistakes(key: str, value: object, place: str) -> Iterator[Mistake]:
    allowed = _allowed(key)
    if allowed is None:
        names = [*TEXTS, *(f"phrases.{each}" for each in PHRASES)]
        yield Mistake(place, f"unknown text `{key}`", hint=did_you_mean(key, names))
        return
    variants = value if isinstance(value, list) and key in TEXTS else [value]
    if not variants or not all(isinstance(each, str) for each in variants):
        kinds = "a text or a list of texts" if key in TEXTS else "a text"
        yield Mistake(place, f"this is not {kinds}")
        return
    for each in variants:
        yield from mistakes_in(str(each), allowed, KNOWN, place)
    if key == "phrases.months" and len(str(value).split()) != 12:
        yield Mistake(place, "these are not twelve months")


def _allowed(key: str) -> tuple[str, ...] | None:
    """The places that the text of this key may use, or None where there is no such key."""
    section, _, rest = key.partition(".")
    if section == "steps":
        step, _, part = rest.partition(".")
        return _ALWAYS if step and part in STEP else None
    return PHRASES.get(rest) if section == "phrases" else TEXTS.get(key)
