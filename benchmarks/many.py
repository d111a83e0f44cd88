"""Decide many: a million requests at each door, against polars and DuckDB on the same columns.

The peers answer accept, decline or neither for each row; doorstep's four verdicts also say whether a plan exists.
"""

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any

import polars as pl
import pyarrow as pa
from bulk_peers import ACCEPT, DECLINE, NEITHER, PEERS, DuckDB, Polars
from people import columns, people, read_policy
from table import Table, at_least, at_most
from timing import seconds_of, settle

from doorstep import Policy

ROWS, PASSES, CHECKED = 1_000_000, 9, 20_000
OWN_BAR, PEER_BAR = 5.0, 5.0  # nanoseconds a request, times
TYPES = {"yes/no": pa.bool_(), "level": pa.int8(), "count": pa.int32(), "duration": pa.int32(), "one of": pa.string()}
LISTS = pa.list_(pa.string())
Columns = Mapping[str, list[Any]]


def same_columns(policy: Policy, made: Columns) -> pa.Table:
    """The table as doorstep takes it."""
    kinds = {name: TYPES.get(policy.catalogue[name].type, LISTS) for name in made}
    labels = [name for name in made if kinds[name] is LISTS]
    listed = {name: [None if one is None else sorted(one) for one in made[name]] for name in labels}
    return pa.table({name: pa.array(listed.get(name, made[name]), kinds[name]) for name in made})


def ready_columns(policy: Policy, made: Columns) -> pa.Table:
    """The same with implications and assumptions filled in, and labels as bits."""
    filled = dict(made)
    both = list(zip(made["met"], made["spoken"], strict=True))
    filled["spoken"] = [True if met else spoken for met, spoken in both]
    filled["met"] = [False if spoken is False else met for met, spoken in both]
    for name, assumed in policy.standards.assume.items():
        filled[name] = [assumed if value is None else value for value in made[name]]
    kinds = dict.fromkeys(made, pa.int32())
    for name in made:
        fact = policy.catalogue[name]
        if fact.type == "labels":
            bit = {label: 1 << spot for spot, label in enumerate(fact.options)}
            filled[name] = [None if labels is None else sum(bit[label] for label in labels) for labels in made[name]]
        else:
            kinds[name] = TYPES[fact.type]
    return pa.table({name: pa.array(filled[name], kinds[name]) for name in made})


def show() -> None:
    """Prints the table."""
    policy = read_policy()
    made = columns(policy, ROWS, seed=11)
    table = same_columns(policy, made)
    tables = {False: table, True: ready_columns(policy, made)}
    peers = [kind(policy, given, is_ready) for is_ready, given in tables.items() for kind in PEERS]
    check(policy, table, made, peers)
    settle()
    built = seconds_of(lambda: policy.index(table))
    fresh, index = Policy.parse(policy.text), policy.index(table)
    out = Table(
        f"Decide many: {ROWS:,} requests, nanoseconds a request (= milliseconds a pass), median of {PASSES}",
        ("", *policy.networks, "all", "x doorstep", "bar"),
    )
    first = [seconds_of(lambda n=network: fresh.decide_many(n, index)) * 1e3 for network in fresh.networks]  # type: ignore[misc]  # n
    own = [_nanoseconds(lambda n=network: fresh.decide_many(n, index)) for network in fresh.networks]  # type: ignore[misc]  # n
    bar = at_most(OWN_BAR, sum(own) / len(own), "ns", "decide many, mean of the doors")
    out.row("doorstep, from the built index", *own, sum(own) / len(own), 1.0, bar)
    out.row("  the first pass of each door", *first, sum(first) / len(first), sum(first) / sum(own), "")
    whole = (built * 1e3 + sum(first)) / len(first)
    out.row("  with building the index", *[None] * len(first), whole, whole * len(own) / sum(own), "")
    for peer in peers:
        times = [_nanoseconds(peer.query(network)) for network in policy.networks]
        ratio = sum(times) / sum(own)
        given = "made ready ahead" if peer.is_ready else "the same columns"
        judged = at_least(PEER_BAR, ratio, f"decide many against {peer.name}, {given}")
        out.row(f"{peer.name}, {given}", *times, sum(times) / len(times), ratio, judged)
    out.notes = [
        f"policy.index(table) takes {built * 1e3:,.0f} ms: once for all doors and all policies with the same facts.",
        "doorstep runs on one core, the peers on all. It gives four verdicts, so it also knows whether a plan exists;",
        "the peers give accept, decline or neither, and agree with it on every row of every door.",
    ]
    out.show()


def check(policy: Policy, table: pa.Table, made: Columns, peers: Sequence[Polars | DuckDB]) -> None:
    """Stops where a peer, decide many or decide one disagree about a row.

    A decline because nothing would open the door is no decline by a rule, so peers are held against the same doors
    with `otherwise = "ask"`, where the verdict is decline exactly where a decline rule surely holds.
    """
    asking = Policy.parse(policy.text.replace('otherwise = "decline"', 'otherwise = "ask"'))
    index = policy.index(table)
    some = people({name: values[:CHECKED] for name, values in made.items()})
    for network in policy.networks:
        wanted = _codes(asking.decide_many(network, index))
        for peer in peers:
            found = _series(peer.query(network)())
            if wrong := (found != wanted).arg_true().to_list():
                rows = people({name: [values[spot] for spot in wrong[:999]] for name, values in made.items()})
                example = min(rows, key=len)
                raise SystemExit(f"{peer.name} disagrees on {len(wrong):,} rows of {network}, as on {example}")
        for each in (policy, asking):
            many = each.decide_many(network, index)[:CHECKED].to_pylist()
            for facts, verdict in zip(some, many, strict=True):
                if (one := each.decide(network, facts).verdict) != verdict:
                    raise SystemExit(f"decide one says {one}, decide many {verdict}: {network}, {facts}")
        if policy.decide_many(network, index).to_pylist().count("accept") != (wanted == ACCEPT).sum():
            raise SystemExit(f"{network}: `otherwise` changed what is accepted")


def _codes(verdicts: pa.DictionaryArray) -> pl.Series:
    codes = {"accept": ACCEPT, "decline": DECLINE}
    words = pl.Series([codes.get(word, NEITHER) for word in verdicts.dictionary.to_pylist()], dtype=pl.Int8)
    return words.gather(_series(verdicts.indices))


def _series(values: Any) -> pl.Series:
    return values if isinstance(values, pl.Series) else pl.Series(values)


def _nanoseconds(run: Callable[[], object]) -> float:
    """The median pass in nanoseconds a row, after one to warm up."""
    run()
    return median(seconds_of(run) for _ in range(PASSES)) * 1e9 / ROWS
