"""35,592 ratings between strangers who traded: what people I trust had said tells far more than how many I share.

Each rating is taken as a request to the one who rates. Known of it is what was there before: `mutuals` are the people
whom the rater had rated well and who had rated the other, whatever they said; `vouches` those of them who rated well,
`warnings` those who rated badly; `history` is how the other had rated the rater. Data: soc-sign-bitcoinotc (SNAP).
"""

import csv
from collections import defaultdict
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from doorstep import Policy
from doorstep.desk.bulk.asked import Asked
from doorstep.desk.bulk.replaying import replay

DATA = Path(__file__).parents[3].parent / "shared" / "data" / "soc-sign-bitcoinotc.csv"
POLICY = """
[facts.vouches]
type = "count"

[facts.warnings]
type = "count"

[networks.linkedin.accept]
"nobody shared" = "mutuals == 0"
"ten or more shared" = "mutuals >= 10"

[networks.facebook.accept]
"nobody said anything" = "vouches == 0 and warnings == 0"
"one vouched" = "vouches == 1 and warnings == 0"
"five or more vouched" = "vouches >= 5 and warnings == 0"

[networks.facebook.decline]
"one warned" = "warnings == 1"
"two warned" = "warnings == 2"

[networks.x.accept]
"they treated me well" = "history == good"

[networks.x.decline]
"they treated me badly" = "history == bad"
"""
SHARES = {
    "nobody shared": 0.90, "ten or more shared": 0.90, "nobody said anything": 0.900, "one vouched": 0.956,
    "five or more vouched": 0.971, "one warned": 0.329, "two warned": 0.137, "they treated me well": 0.975,
    "they treated me badly": 0.053,
}  # fmt: skip


def requests() -> pa.Table:
    """The ratings in the order of time, each with the facts before it, and whether it was good."""
    with DATA.open(encoding="utf-8", newline="") as file:
        ratings = [(float(time), rater, other, int(rating)) for rater, other, rating, time in csv.reader(file)]
    said: dict[str, dict[str, int]] = defaultdict(dict)  # who rated whom, and how
    about: dict[str, dict[str, int]] = defaultdict(dict)
    rows = []
    for number, (_, rater, other, rating) in enumerate(sorted(ratings, key=lambda one: one[0])):
        heard = [told for who, told in about[other].items() if said[rater].get(who, 0) > 0]
        before = said[other].get(rater)
        rows.append({
            "id": number, "mutuals": len(heard), "vouches": sum(told > 0 for told in heard),
            "warnings": sum(told < 0 for told in heard), "good": rating > 0,
            "history": "none" if before is None else "good" if before > 0 else "bad",
        })  # fmt: skip
        said[rater][other] = about[other][rater] = rating
    return pa.Table.from_pylist(rows)


@pytest.mark.skipif(not DATA.exists(), reason="the research data is not beside this checkout")
def test_the_table_of_what_people_i_trust_had_said_comes_out_of_a_bulk_run(tmp_path: Path) -> None:
    policy, made = Policy.parse(POLICY), requests()
    assert len(made) == 35_592
    pq.write_table(made, tmp_path / "ratings.parquet")
    good = made["good"].to_pylist()
    shares: dict[str, float] = {}
    for network in policy.networks:
        out = tmp_path / network
        done = replay(Asked(policy, network, id_column="id"), [str(tmp_path / "ratings.parquet")], out)
        assert done.manifest["rows"] == 35_592
        answered = pq.read_table(out / "part-000000.parquet", columns=["id", "verdict", "rules"]).to_pylist()
        of_rule: dict[str, list[bool]] = defaultdict(list)
        for row in answered:
            of_rule[row["rules"]].append(good[row["id"]])
        shares |= {rule: sum(some) / len(some) for rule, some in of_rule.items() if rule}
    assert shares == pytest.approx(SHARES, abs=0.005)
