"""Decide one, against the peers; plans; compiling."""

from collections.abc import Sequence
from datetime import timedelta
from statistics import median
from typing import Any

from encoding import ACCEPT, DECLINE, NEITHER
from peers import FORMS, PEERS, Peer
from people import columns, people, read_policy
from table import Table, at_least, at_most
from timing import Spread, clock_cost, each, each_pair, seconds_of, settle

from doorstep import Answer, Policy
from doorstep.policy.plans import plans

PEOPLE = 4_000  # at 5 doors: 20,000 requests
PASSES = 5
ONE_BAR, PEER_BAR, PLANS_BAR, COMPILE_BAR = 1.5, 2.0, 50.0, 5.0  # microseconds, times, microseconds, milliseconds


def show() -> None:
    """Prints the tables."""
    policy = read_policy()
    everybody = people(columns(policy, PEOPLE))
    pairs = [(network, facts) for facts in everybody for network in policy.networks]
    show_one(policy, pairs)
    show_plans(policy, pairs)
    show_compiling(policy)


def outcome(answer: Answer) -> str:
    """The three outcomes that peers can tell: a decline is a decline rule that surely holds."""
    if answer.verdict == ACCEPT:
        return ACCEPT
    return DECLINE if any(rule.kind == "decline" and rule.truth == "yes" for rule in answer.rules) else NEITHER


def show_one(policy: Policy, pairs: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """Decide one: agreement first, then times."""
    answers = [policy.decide(network, facts) for network, facts in pairs]
    wanted = [outcome(answer) for answer in answers]
    shares = ", ".join(f"{word} {wanted.count(word) / len(wanted):.0%}" for word in (ACCEPT, DECLINE, NEITHER))
    table = Table(
        f"Decide one: {len(pairs):,} requests at {len(policy.networks)} doors, microseconds a request ({shares})",
        ("", "input -> answer", "median", "mean", "p99", "x doorstep", "bar"),
    )
    settle()
    fresh = Policy.parse(policy.text)
    first = each_pair(fresh.decide, pairs)
    own = min((each_pair(fresh.decide, pairs) for _ in range(PASSES)), key=lambda found: found.median)
    bar = at_most(ONE_BAR, own.median / 1e3, "us", "decide one, median")
    table.row("doorstep", "plain dict -> every rule", *_micro(own), 1.0, bar)
    table.row("  the very first pass", "the same", *_micro(first), first.median / own.median, "")
    for words, more in (("  with its verdict", _verdict), ("  with all that as_dict() says", _whole)):
        found = each([(more, (fresh, *pair)) for pair in pairs])
        table.row(words, "the same", *_micro(found), found.median / own.median, "")
    spans = {fact.name for fact in policy.catalogue if fact.type == "duration"}
    timed = [(n, {k: timedelta(v) if k in spans else v for k, v in facts.items()}) for n, facts in pairs]
    each_pair(fresh.decide, timed)
    found = each_pair(fresh.decide, timed)
    table.row("  with durations as timedelta", "the same", *_micro(found), found.median / own.median, "")
    masks = [answer.masks for answer in answers]
    for form in FORMS:
        for kind in PEERS:
            if kind.tells_rules or not form.every_rule:
                _show_peer(table, kind(policy, form), pairs, masks if form.every_rule else wanted, own)
    table.notes = [
        f"Each call is timed by itself; {clock_cost() / 1e3:.2f} us of each figure is the clock.",
        f"Doorstep's first row and the peers' rows are the best of {PASSES} passes, the others one pass.",
        "All peers agree with doorstep on every request. encoding.py says what `made ahead` means.",
        "Peers are held against the bar twice: where they have it best (an outcome alone, from an input made ahead),",
        "and like for like (the truth of every rule, from the plain dict, implications and assumptions included).",
    ]
    table.show()


def _show_peer(
    table: Table, peer: Peer, pairs: Sequence[tuple[str, dict[str, Any]]], wanted: Sequence[object], own: Spread
) -> None:
    calls = peer.calls(pairs)
    said = [peer.read(call(given)) for call, given in calls]
    wrong = [spot for spot, (got, want) in enumerate(zip(said, wanted, strict=True)) if got != want]
    if wrong:
        spot = min(wrong, key=lambda place: len(pairs[place][1]))
        example = f"{pairs[spot]}: doorstep {wanted[spot]}, {peer.name} {said[spot]}"
        raise SystemExit(f"{peer.name} ({peer.form}) disagrees on {len(wrong):,} of {len(pairs):,}, as on {example}")
    settle()
    found = min((each(calls) for _ in range(PASSES)), key=lambda one: one.median)
    ratio = found.median / own.median
    is_judged = peer.form in FORMS[:2]
    bar = at_least(PEER_BAR, ratio, f"decide one against {peer.name}, {peer.form}") if is_judged else ""
    table.row(peer.name, peer.form, *_micro(found), ratio, bar)


def _verdict(given: tuple[Policy, str, dict[str, Any]]) -> str:
    policy, network, facts = given
    return policy.decide(network, facts).verdict


def _whole(given: tuple[Policy, str, dict[str, Any]]) -> dict[str, object]:
    policy, network, facts = given
    return policy.decide(network, facts).as_dict()


def _micro(found: Spread) -> tuple[float, float, float]:
    return found.median / 1e3, found.mean / 1e3, found.p99 / 1e3


def show_plans(policy: Policy, pairs: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """The plans of all requests that are neither accepted nor surely declined."""
    fresh = Policy.parse(policy.text)
    todo = []
    for network, facts in pairs:
        door = fresh.door(network)
        assert door is not None
        if outcome(policy.decide(network, facts)) == NEITHER:
            todo.append((door, door.knowledge(facts)))
    settle()
    table = Table(
        f"Plans: {len(todo):,} requests neither accepted nor surely declined, microseconds each",
        ("", "median", "mean", "p99", "most", "bar"),
    )
    for words in ("the first pass", "again"):
        found = each_pair(plans, todo)
        bar = at_most(PLANS_BAR, found.median / 1e3, "us", "plans, median") if words == "again" else ""
        table.row(words, *_micro(found), found.most / 1e3, bar)
    some = sum(bool(plans(door, known)) for door, known in todo)
    table.notes.append(f"{some:,} of them have a plan; up to three are found, each the cheapest of its kind.")
    table.show()


def show_compiling(policy: Policy) -> None:
    """From text to a policy that is ready to decide."""
    times = [seconds_of(lambda: Policy.parse(policy.text)) * 1e3 for _ in range(20)]
    table = Table("Compile: Policy.parse of 23 rules, 20 times, milliseconds", ("", "best", "median", "first", "bar"))
    bar = at_most(COMPILE_BAR, median(times), "ms", "compile, median")
    table.row("doorstep", min(times), median(times), times[0], bar)
    table.show()
