"""Public research data through `doorstep even --table`: the published figures come out again."""

import csv
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from .runner import Doorstep

DATA = Path(__file__).parents[2].parent / "shared" / "data"
REQUESTS, RATINGS = DATA / "fb_requests_padova_432.csv", DATA / "soc-sign-bitcoinotc.csv"
WORDS = ("nobody", "one", "two to four", "five or more")


def saved(path: Path, header: list[str], rows: list[list[object]]) -> str:
    """The derived table in a file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return str(path)


@pytest.mark.skipif(not REQUESTS.exists(), reason="the research data is not here")
def test_432_friend_requests_give_the_published_odds(empty: Doorstep, tmp_path: Path) -> None:
    with REQUESTS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    header = ["photo of the requester", "requester is a woman", "target is a man", "photo of the target", "same age",
              "accepted"]  # fmt: skip
    path = saved(tmp_path / "requests.csv", header, [
        [row["requester_real_photo"], int(row["requester_gender"] == "F"), int(row["target_gender"] == "M"),
         row["target_real_photo"], int(row["requester_age_band"] == row["target_age_band"]), row["accepted"]]
        for row in rows
    ])  # fmt: skip
    found = empty.json("even", "--table", path, "--decision", "accepted", "--facts", ",".join(header[:-1]))
    assert found["of"] == 432
    assert found["accepted"] / found["of"] == pytest.approx(0.266, abs=0.0005)
    odds = {weight["fact"]: weight["odds"] for weight in found["practice"]["weights"]}
    expected = dict(zip(header, (2.91, 1.60, 3.59, 2.22, 1.50)))
    assert odds == pytest.approx(expected, abs=0.05)
    assert found["practice"]["auc"] == pytest.approx(0.74, abs=0.01)


def derived() -> tuple[list[str], list[list[object]]]:
    """Every rating in its order, with what the rater could know then: what those whom the rater trusts had said of the
    rated, how many they were, and how the rated had rated the rater before."""
    with RATINGS.open(encoding="utf-8") as file:
        ratings = sorted(
            ((rater, rated, int(rating), float(at)) for rater, rated, rating, at in csv.reader(file)),
            key=lambda one: one[3],
        )
    given: defaultdict[str, dict[str, int]] = defaultdict(dict)
    got: defaultdict[str, dict[str, int]] = defaultdict(dict)
    rows: list[list[object]] = []
    for rater, rated, rating, at in ratings:
        said = Counter(word > 0 for other, word in got[rated].items() if given[rater].get(other, 0) > 0)
        good, bad = said[True], said[False]
        word = "" if bad else WORDS[0 if not good else 1 if good == 1 else 2 if good < 5 else 3]
        before = given[rated].get(rater)
        trusted = "none" if not good + bad else "1 to 9" if good + bad < 10 else "10 or more"
        rows.append([rater, rated, int(at), rating, word, min(bad, 3), trusted,
                     "" if before is None else "well" if before > 0 else "badly"])  # fmt: skip
        given[rater][rated] = got[rated][rater] = rating
    return ["rater", "rated", "at", "rating", "good words", "warnings", "mutuals", "before"], rows


@pytest.mark.skipif(not RATINGS.exists(), reason="the research data is not here")
def test_35592_ratings_give_the_published_shares(empty: Doorstep, tmp_path: Path) -> None:
    header, rows = derived()
    path = saved(tmp_path / "ratings.csv", header, rows)
    found: dict[str, Any] = empty.json(
        "even", "--table", path, "--decision", "rating", "--by", "rater", "--when", "at", "--case", "rated",
        "--facts", ",".join(header[4:]), "--lower-is-better", "warnings",
    )  # fmt: skip
    assert found["of"] == 35_592
    shares = {
        (fact["fact"], rate["value"]): rate["accepted"] / rate["of"]
        for fact in found["practice"]["moved"]
        for rate in fact["rates"]
    }
    expected = {
        ("good words", "nobody"): 0.900, ("good words", "one"): 0.956, ("good words", "five or more"): 0.971,
        ("warnings", "1"): 0.329, ("warnings", "2"): 0.137, ("before", "badly"): 0.053, ("before", "well"): 0.975,
        ("mutuals", "none"): 0.90, ("mutuals", "10 or more"): 0.90,
    }  # fmt: skip
    assert {key: shares[key] for key in expected} == pytest.approx(expected, abs=0.005)
    by_fact = {fact["fact"]: fact["p"] for fact in found["practice"]["moved"]}
    assert by_fact["warnings"] <= 0.01
    assert by_fact["before"] <= 0.01
    assert found["judges"] == 4_814
