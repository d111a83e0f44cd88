"""The same answers from one SQL query of DuckDB: CASE over the rules of all doors, from and to Parquet files.

    python benchmarks/bulk_case.py FILES OUT.parquet

SQL knows three-valued logic, which is exact on this policy. So it can tell the outcomes that are possible, accept and
decline, ask, and the names of the rules that hold or are open. It knows nothing of plans: where accept is not possible
as things stand it says `closed`, which is doorstep's not yet (and the ask and decline where nothing would help), and
names the open rules instead of the one that a plan would open. Nor does it look at what it is given: values that a
fact cannot have, and facts that contradict each other, pass.
"""

import sys
from collections.abc import Mapping, Sequence

import duckdb
from bulk_peers import Sql
from people import read_policy

from doorstep import Policy
from doorstep.policy.standards import Rule


class Case(Sql):
    """The query."""

    def __init__(self, policy: Policy) -> None:
        self.policy, self.is_ready = policy, False

    def rules(self, network: str, kind: str = "") -> list[Rule]:
        """The rules of a door in doorstep's order."""
        rules = self.policy.standards.doors[network].rules
        return [
            rule for one in ("decline", "ask", "accept") for rule in rules if rule.kind == one and kind in ("", one)
        ]

    def any_of(self, network: str, kind: str) -> str:
        """True where a rule of the kind holds."""
        return "(" + (" or ".join(self.holds(rule.node) for rule in self.rules(network, kind)) or "false") + ")"

    def named(self, rules: Sequence[Rule], truth: str) -> str:
        """The names of the rules of this truth, in one text."""
        names = [f"case when {self.holds(one.node)} {truth} then '{one.name}' end" for one in rules]
        return f"concat_ws(' | ', {', '.join(names)})" if names else "''"

    def per_door(self, text_of: Mapping[str, str]) -> str:
        """One expression that says for each network its own."""
        return "case network " + " ".join(f"when '{name}' then {text}" for name, text in text_of.items()) + " end"

    def query(self, source: str) -> str:
        """All of it."""
        doors = self.policy.networks
        kinds = {
            kind: self.per_door({name: self.any_of(name, kind) for name in doors})
            for kind in ("decline", "ask", "accept")
        }
        named = {
            (kind, truth): self.per_door({name: self.named(self.rules(name, kind), truth) for name in doors})
            for kind, truth in (("decline", "is true"), ("ask", "is true"), ("accept", "is true"), ("", "is null"))
        }
        other = self.per_door({name: f"'{self.policy.standards.doors[name].otherwise}'" for name in doors})
        return f"""
with truths as (
  select *, {kinds["decline"]} as d, {kinds["ask"]} as q, {kinds["accept"]} as a, {other} as o from {source}
), outlooks as (
  select *, coalesce(a and not (d or q), true) as may_accept, coalesce(d, true) as may_decline,
    coalesce(q and not d, true) as may_ask, coalesce(not (a or d or q), true) as may_other from truths
), verdicts as (
  select *, case when d then 'decline' when a and not (d or q) then 'accept' when (q and not d) or may_accept then 'ask'
    else 'closed' end as verdict from outlooks
)
select id, network, verdict,
  concat_ws('|', case when may_accept then 'accept' end,
    case when may_ask or (may_other and o = 'ask') then 'ask' end,
    case when may_decline or (may_other and o = 'decline') then 'decline' end) as possible,
  case when verdict = 'decline' then {named["decline", "is true"]}
       when verdict = 'accept' then {named["accept", "is true"]}
       when verdict = 'ask' and q then {named["ask", "is true"]}
       else {named["", "is null"]} end as rules
from verdicts"""


def main() -> None:
    """Runs the query over the files, into one Parquet file."""
    files, out = sys.argv[1:]
    query = Case(read_policy()).query(f"read_parquet('{files}')")
    connection = duckdb.connect(config={"threads": 2, "memory_limit": "1GB"})
    connection.execute(f"copy ({query}) to '{out}' (format parquet, compression zstd)")


if __name__ == "__main__":
    main()
