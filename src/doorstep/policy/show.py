"""A policy in plain sentences: all of it for its owner, and the page that the owner can publish."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ..facts.record import replace
from .phrases import all_public, escaped, network_name, sentence_for, to_public
from .standards import Door
from .told import KIND_HEADS, ToldRule, from_public_to_private, is_renamed_fact, told
from .tree import And, AtLeast, Constant, Node, Not, Or, Test, Word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import Policy

PUBLIC_PURPOSES = {"business": "For business contacts.", "personal": "For personal contacts.", "public": "For anyone."}
PUBLIC_HEADS = {"accept": "Accepted:", "decline": "Declined:", "ask": "Decided case by case:"}


# --- for the owner --------------------------------------------------------------------------------------------


def plain(policy: Policy) -> str:
    """The whole policy in plain sentences, door by door from public to private."""
    all_of_it = told(policy)
    blocks = ["A rule that declines wins over one that asks, and one that asks over one that accepts."]
    words = [f"- “{word}”: {means}." for word, means in all_of_it.words if not is_renamed_fact(policy, word)]
    if words:
        blocks.append("\n".join(["In your words:", *words]))
    blocks += all_of_it.assumed
    if all_of_it.house:
        blocks.append("\n".join(["At every door:", *_rules(all_of_it.house, "  ")]))
    for door in all_of_it.doors:
        blocks.append("\n".join([door.head, *_rules(door.rules, ""), door.otherwise]))
    return "\n\n".join(blocks) + "\n"


def _rules(rules: Sequence[ToldRule], indent: str) -> Iterator[str]:
    for kind, same in groupby(rules, lambda rule: rule.kind):
        yield f"{indent}{KIND_HEADS[kind]}:"
        yield from (f"{indent}- {rule.name} — {rule.says}." for rule in same)


# --- for everyone ---------------------------------------------------------------------------------------------


def public_page(policy: Policy, owner: str) -> str:
    """A page in Markdown that the owner can publish: what each door accepts and declines, in neutral words.

    Told is only what stands on public facts (phrases.PUBLIC); whatever a rule says beyond them, its name, the
    owner's own facts and words of the owner's making stay out.
    """
    name = escaped(" ".join(owner.split()))
    blocks = [
        f"# How {name} answers requests to connect",
        f"{name} answers requests by written standards, the same for everyone who asks. "
        "Where a request fits several lines, a decline counts before an acceptance.",
    ]
    for door in from_public_to_private(policy.standards.doors):
        blocks += [f"## {escaped(network_name(door.network))}", PUBLIC_PURPOSES[door.purpose]]
        blocks += _public_door(policy, door, name)
    return "\n\n".join(blocks) + "\n"


def _public_door(policy: Policy, door: Door, owner: str) -> Iterator[str]:
    say = to_public(policy.catalogue, owner)
    lines_of: dict[str, list[str]] = {kind: [] for kind in PUBLIC_HEADS}
    withheld = False
    for rule in door.rules:
        for part in alternatives(rule.node):
            if all_public(part):
                lines_of[rule.kind].append(_people(sentence_for(part, say)))
            else:
                withheld = True
    for kind, head in PUBLIC_HEADS.items():
        lines = list(dict.fromkeys(line for line in lines_of[kind] if line))
        if lines:
            yield "\n".join([head, "", *(f"- {line}" for line in lines)])
    if "everyone" in lines_of["decline"] + lines_of["accept"]:
        if withheld:
            yield "Some requests are decided case by case."
    else:
        case_by_case = door.otherwise == "ask" or withheld
        yield f"Any other request is {'decided case by case' if case_by_case else 'declined'}."


def _people(sentence: str) -> str:
    """Who is meant by a clause; nobody is said by an empty text."""
    return {"always": "everyone", "never": ""}.get(sentence, f"people who {sentence}")


def alternatives(node: Node, holds: bool = True) -> Iterator[Node]:
    """The conditions of which any one is enough for this one, defined words opened."""
    match node:
        case Word():
            yield from alternatives(node.meaning, holds)
        case Not():
            yield from alternatives(node.inner, not holds)
        case Or() if holds:
            for part in node.parts:
                yield from alternatives(part)
        case And() if not holds:
            for part in node.parts:
                yield from alternatives(part, False)
        case AtLeast() if holds and node.count == 1:
            for part in node.parts:
                yield from alternatives(part)
        case Constant():
            yield replace(node, value=node.value == holds)
        case Test() | And() | Or() | AtLeast():
            yield node if holds else Not(node)
