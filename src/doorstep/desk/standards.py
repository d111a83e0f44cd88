"""The policy file: the kinds of standards to begin with, the questions they ask, and writing it."""

import tomllib
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files

from .. import Policy
from ..errors import ConflictError, LedgerError, NotFoundError, PolicyError
from ..facts.values import Value
from ..facts.words import did_you_mean
from .here import Here, given_here
from .home import Desk, print_of, write_private
from .inbox import items
from .known import values


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a template's question, and what it puts into the policy."""

    say: str
    put: str


@dataclass(frozen=True, slots=True)
class TemplateQuestion:
    """A question that a template asks; the first choice is taken where nobody is asked."""

    key: str
    text: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of standards to begin with."""

    name: str
    title: str
    about: str
    questions: tuple[TemplateQuestion, ...]


def templates() -> dict[str, Template]:
    """The kinds of standards that come along, by name."""
    table = tomllib.loads(_shipped("index.toml"))
    found = {}
    for name, row in table.items():
        questions = tuple(
            TemplateQuestion(one["key"], one["text"], tuple(Choice(**choice) for choice in one["choices"]))
            for one in row.get("questions", [])
        )
        found[name] = Template(name, row["title"], row["about"], questions)
    return found


def template(name: str) -> Template:
    """One kind of standards; NotFoundError with the nearest name otherwise."""
    known = templates()
    if name not in known:
        raise NotFoundError(
            f"there is no kind of standards `{name}`",
            next_step=did_you_mean(name, known) or "it knows " + ", ".join(known),
        )
    return known[name]


def text_from(name: str, picked: dict[str, int] | None = None) -> str:
    """The policy of a template, its questions answered by the number of the choice (0 where not given)."""
    chosen = template(name)
    text = _shipped(f"{name}.toml")
    for question in chosen.questions:
        text = text.replace("{{" + question.key + "}}", question.choices[(picked or {}).get(question.key, 0)].put)
    Policy.parse(text)  # a template with a mistake never reaches the user's folder
    return text


def write_new(desk: Desk, text: str, *, replace: bool = False) -> Policy:
    """Writes the policy into the user's folder; ConflictError where there is one and it is not to be replaced.

    The replaced file is kept beside it with its day in the name.
    """
    policy = Policy.parse(text)
    path = desk.policy_path
    if path.exists():
        if not replace:
            raise ConflictError(
                f"there are standards already: {path}",
                next_step="edit them, or begin anew with --replace (the old ones are kept)",
            )
        kept = path.with_name(f"policy-{desk.now():%Y%m%d-%H%M%S}.toml")
        write_private(kept, path.read_text(encoding="utf-8"))
    write_private(desk.policy_file, text)
    desk.forget_policy()
    with suppress(LedgerError):  # the standards are written; a version of them is kept when they are next read
        desk.ledger.keep_policy(policy.text, print_of(policy.text))
    return policy


def required(desk: Desk) -> Policy:
    """The user's policy; NotFoundError with the way to one where there is none."""
    if desk.policy is None:
        raise NotFoundError(
            "there are no standards yet", next_step="`doorstep policy new` writes the first in a minute"
        )
    return desk.policy


def real_requests(desk: Desk, policy: Policy) -> list[tuple[str, dict[str, Value]]]:
    """Every request on record, as its network and what is known of it by the policy's facts; none without a ledger."""
    if not desk.has_ledger:
        return []
    try:
        known = items(desk, None)
    except PolicyError:  # the user's own policy has a mistake, and another file is looked at
        return []
    here = Here(desk)
    return [
        (one.request.network, given_here(here, policy, one.request.network, values(one.facts(policy.catalogue))))
        for one in known
    ]


def _shipped(name: str) -> str:
    return files("doorstep.policy").joinpath("templates", name).read_text(encoding="utf-8")
