"""A policy in plain sentences: all of it for its owner, and the page that the owner can publish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..facts.record import replace
from ..facts.values import Value
from .phrases import all_public, escaped, network_name, person_in_words, sentence_for, to_owner, to_public
from .standards import KINDS, Door, Rule
from .tree import And, AtLeast, Constant, Node, Not, Or, Test, Word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import Policy

CLOSENESS = ("public", "semi-public", "fairly private", "private")
PURPOSES = {"business": "for business", "personal": "for people you are close to", "public": "for anyone"}
KIND_HEADS = {"decline": "declines", "ask": "asks you first about", "accept": "accepts"}
PUBLIC_PURPOSES = {"business": "For business contacts.", "personal": "For personal contacts.", "public": "For anyone."}
PUBLIC_HEADS = {"accept": "Accepted:", "decline": "Declined:", "ask": "Decided case by case:"}


# --- for the owner --------------------------------------------------------------------------------------------


def plain(policy: Policy) -> str:
    """The whole policy in plain sentences, door by door from public to private."""
    standards = policy.standards
    blocks = ["A rule that declines wins over one that asks, and one that asks over one that accepts."]
    words = [(name, node) for name, node in standards.words.items() if not isinstance(node, Test)]
    if words:
        blocks.append("\n".join(["In your words:", *(f"- “{name}”: {_owner(policy, node)}." for name, node in words)]))
    blocks += _assumptions(policy)
    if standards.house:
        blocks.append("\n".join(["At every door:", *_rules(policy, standards.house, "  ")]))
    blocks += [_door(policy, door) for door in from_public_to_private(standards.doors)]
    return "\n\n".join(blocks) + "\n"


def from_public_to_private(doors: Mapping[str, Door]) -> list[Door]:
    """The doors, the most public first; those alike in the file's order."""
    return sorted(doors.values(), key=lambda door: door.closeness)


def _door(policy: Policy, door: Door) -> str:
    own = [rule for rule in door.rules if not rule.is_house]
    name = network_name(door.network)
    lines = [f"{name} is {CLOSENESS[door.closeness]}, {PURPOSES[door.purpose]}.", *_rules(policy, own, "")]
    what = "it asks you" if door.otherwise == "ask" else "it declines, unless something would open the door"
    return "\n".join([*lines, f"Otherwise {what}."])


def _rules(policy: Policy, rules: Sequence[Rule], indent: str) -> Iterator[str]:
    for kind in reversed(KINDS):
        some = [rule for rule in rules if rule.kind == kind]
        if some:
            yield f"{indent}It {KIND_HEADS[kind]}:"
        for rule in some:
            yield f"{indent}- {rule.name} — {_when(policy, rule.node)}."


def _when(policy: Policy, node: Node) -> str:
    sentence = _owner(policy, node)
    return sentence if sentence in ("always", "never") else f"when {sentence}"


def _owner(policy: Policy, node: Node) -> str:
    return sentence_for(node, to_owner(policy.catalogue), _word)


def _word(name: str, holds: bool) -> str:
    return f"“{name}” {'holds' if holds else 'does not hold'}"


def _assumptions(policy: Policy) -> Iterator[str]:
    standards = policy.standards
    if standards.assume:
        yield f"Until you say otherwise, take it that {_facts(policy, standards.assume)}."
    if standards.assume_strangers:
        taken = _facts(policy, standards.assume_strangers)
        yield f"Of somebody with nothing on record, until you say otherwise, take it that {taken}."


def _facts(policy: Policy, facts: Mapping[str, Value]) -> str:
    """Assumed values as one clause."""
    who, *rest = person_in_words(dict(facts), policy.catalogue).split("; ")
    return "; ".join([*([f"this person is {who}"] if "role" in facts else []), *rest])


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
    told: dict[str, list[str]] = {kind: [] for kind in PUBLIC_HEADS}
    withheld = False
    for rule in door.rules:
        for part in alternatives(rule.node):
            if all_public(part):
                told[rule.kind].append(_people(sentence_for(part, say)))
            else:
                withheld = True
    for kind, head in PUBLIC_HEADS.items():
        lines = list(dict.fromkeys(line for line in told[kind] if line))
        if lines:
            yield "\n".join([head, "", *(f"- {line}" for line in lines)])
    if "everyone" in told["decline"] + told["accept"]:
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
