"""Standards of every shape, for hypothesis: own facts, added labels, words, assumptions, a house, several doors."""

from typing import Any

from hypothesis import strategies as st

from doorstep.facts.catalogue import CATALOGUE, NETWORKS, PURPOSES, TYPES, Catalogue, Fact, Step
from doorstep.facts.values import Value, fold
from doorstep.policy.linked import contradiction
from doorstep.policy.standards import KINDS, STRATEGIES, Door, Rule, Standards
from doorstep.policy.tree import And, AtLeast, Constant, Node, Not, Or, Test, Word

UNITS = (1, 7, 30, 365)
letters = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"))
texts = st.builds("{}{}".format, st.sampled_from("aZ9é'\"\\#=字"), st.text(letters, max_size=10))
quotable = st.builds(
    "{}{}".format, st.sampled_from("aZ9é'字"), st.text(letters.filter(lambda one: one != '"'), max_size=10)
)
words_of_text = quotable.map(fold).filter(bool)
days = st.builds(lambda number, unit: number * unit, st.integers(0, 999_999), st.sampled_from(UNITS))
names = st.builds("{}_{}".format, st.text("abcé", min_size=1, max_size=3), st.text("xyz019_", max_size=3)).map(
    lambda name: name + "n"
)


def values(fact: Fact) -> st.SearchStrategy[Any]:
    """One value as a condition names it."""
    match fact.type:
        case "labels" | "one of":
            return st.sampled_from(fact.options)
        case "level":
            return st.integers(0, 5)
        case "count":
            return st.integers(0, 999_999_999)
        case "duration":
            return days
        case _:
            return words_of_text


@st.composite
def tests(draw: st.DrawFn, catalogue: Catalogue) -> Test:
    """One test of some fact."""
    fact = draw(st.sampled_from(list(catalogue)))
    if fact.type == "yes/no":
        return Test(fact.name)
    order = ("<", "<=", ">", ">=") if fact.type in ("level", "count", "duration") else ()
    op = draw(st.sampled_from(("==", "!=", "in", "not in", *order)))
    most = 3 if "in" in op else 1
    return Test(fact.name, op, tuple(draw(st.lists(values(fact), min_size=1, max_size=most, unique=True))))


@st.composite
def at_least(draw: st.DrawFn, parts: st.SearchStrategy[Node]) -> AtLeast:
    some = draw(st.lists(parts, min_size=1, max_size=4))
    return AtLeast(draw(st.integers(1, len(some))), tuple(some))


def conditions(catalogue: Catalogue, words: dict[str, Node] | None = None) -> st.SearchStrategy[Node]:
    """Every shape of tree that the parser makes."""
    leaves: st.SearchStrategy[Node] = tests(catalogue) | st.builds(Constant, st.booleans())
    if words:
        leaves |= st.sampled_from([Word(name, meaning) for name, meaning in words.items()])

    def grown(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        several = st.lists(parts, min_size=2, max_size=4).map(tuple)
        return st.builds(Not, parts) | st.builds(And, several) | st.builds(Or, several) | at_least(parts)

    return st.recursive(leaves, grown, max_leaves=6)


@st.composite
def own_facts(draw: st.DrawFn) -> Fact:
    """A fact of one's own."""
    name, kind = draw(names), draw(st.sampled_from(TYPES))
    options = draw(st.lists(quotable, min_size=1, max_size=3, unique=True)) if kind in ("labels", "one of") else []
    question = draw(texts)
    step: Step | None = None
    implies: tuple[str, ...] = ()
    if kind == "yes/no":
        step = draw(
            st.none() | st.builds(Step, texts, st.integers(1, 100_000), st.sampled_from(("me", "them", "both")))
        )
        implies = draw(st.sampled_from(((), ("known",), ("written",))))
    return Fact(
        name, kind, draw(st.just(question) | texts), ("me",), question, tuple(options), step, implies,
        stale_days=draw(st.none() | days), own=True,
    )  # fmt: skip


@st.composite
def assumptions(draw: st.DrawFn, catalogue: Catalogue) -> dict[str, Value]:
    """Facts taken for granted that do not contradict each other."""
    found: dict[str, Value] = {}
    for fact in draw(st.lists(st.sampled_from(list(catalogue)), max_size=4, unique_by=lambda fact: fact.name)):
        if fact.type == "yes/no":
            found[fact.name] = draw(st.booleans())
        elif fact.type == "labels":
            found[fact.name] = draw(st.frozensets(st.sampled_from(fact.options), max_size=2))
        else:
            found[fact.name] = draw(texts.map(fold)) if fact.type == "word" else draw(values(fact))
    return {} if contradiction(catalogue, found) else found


@st.composite
def standards(draw: st.DrawFn) -> Standards:
    """Written standards, as the reader makes them."""
    own = draw(st.lists(own_facts(), max_size=3, unique_by=lambda fact: fact.name))
    added = draw(st.dictionaries(st.sampled_from(("role", "connected_on")), st.lists(quotable, min_size=1, max_size=2)))
    labels = {name: tuple(dict.fromkeys(some)) for name, some in added.items()}
    extra = [Fact(name, "labels", CATALOGUE[name].meaning, options=some) for name, some in labels.items()]
    catalogue = CATALOGUE.with_own([*own, *extra])
    words: dict[str, Node] = {}
    for name in draw(st.lists(names.filter(lambda name: name not in catalogue), max_size=2, unique=True)):
        words[name] = draw(conditions(catalogue, words))

    tree = conditions(catalogue, words)

    def rules(prefix: str, is_house: bool) -> tuple[Rule, ...]:
        found: list[Rule] = []
        for kind in KINDS:
            for name in draw(st.lists(texts, max_size=1)):
                found.append(Rule(kind, prefix + name, draw(tree), is_house))
        return tuple(found)

    house = rules("house ", True)
    doors = {}
    for network in draw(st.lists(st.sampled_from((*NETWORKS, "xing")), min_size=1, max_size=3, unique=True)):
        purpose, closeness = draw(st.sampled_from(PURPOSES)), draw(st.integers(0, 3))
        otherwise = draw(st.sampled_from(("ask", "decline")))
        doors[network] = Door(network, purpose, closeness, otherwise, house + rules("own ", False))
    strategy = draw(st.none() | st.sampled_from(STRATEGIES))
    assume, strangers = draw(assumptions(catalogue)), draw(assumptions(catalogue))
    return Standards(strategy, words, tuple(own), labels, assume, strangers, house, doors, catalogue)
