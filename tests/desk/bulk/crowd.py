"""Many requests of invented people as tables: every type of fact, a third unknown, from a seed."""

from collections.abc import Sequence
from random import Random
from typing import Any

import pyarrow as pa

from doorstep import Policy

POLICY = """
[define]
business = "role in {client, prospect, partner}"

[facts.signed]
type = "yes/no"
step = "sign the form"
minutes = 5
implies = ["known"]

[facts.mood]
type = "one of"
options = ["sunny", "it's complicated"]

[assume]
warned_about = false

[assume.strangers]
spoken = false

[house.decline]
"I was warned" = "warned_about"

[networks.linkedin.accept]
"business" = "business"
"well introduced | vouched" = "introduced or vouched_for"

[networks.linkedin.decline]
"a pitch" = "note == pitch and not spoken"

[networks.facebook]
otherwise = "decline"

[networks.facebook.accept]
"friends and family" = "role in {friend, family}"
"business I have spoken with" = "business and spoken"
"we go back" = "known_for >= 2 years and 2 of {met, signed, vouched_for}"

[networks.facebook.ask]
"an open deal" = "open_business and like <= 1"
"a mood" = "mood == \\"it's complicated\\" and company == acme"

[networks.x.accept]
"anyone of some age" = "account_age >= 90 days or mutuals > 20"
"""
KINDS = {
    "yes/no": pa.bool_(), "level": pa.int8(), "count": pa.int64(), "duration": pa.int32(),
    "labels": pa.list_(pa.string()), "one of": pa.string(), "word": pa.string(),
}  # fmt: skip
NETWORKS = ("linkedin", "Facebook ", "x", "twitter", "orkut")
FACTS = ("role", "known", "met", "spoken", "introduced", "vouched_for", "warned_about", "on_record", "signed", "mood",
         "note", "known_for", "account_age", "mutuals", "like", "open_business", "company")  # fmt: skip


def policy() -> Policy:
    """Fred's standards for the crowd."""
    return Policy.parse(POLICY, "crowd.toml")


def people(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Facts of so many people, who do not contradict themselves; None is unknown."""
    dice, catalogue = Random(seed), policy().catalogue
    found = []
    for _ in range(count):
        one: dict[str, Any] = {}
        for name in FACTS:
            fact = catalogue[name]
            match fact.type:
                case "yes/no":
                    one[name] = dice.random() < 0.4
                case "labels":
                    one[name] = dice.sample(["client", "friend", "vendor", "stranger"], dice.choice([0, 1, 1, 2]))
                case "one of":
                    one[name] = dice.choice(fact.options)
                case "level":
                    one[name] = dice.randint(0, 5)
                case "word":
                    one[name] = dice.choice(["Acme", "acme ", 'Globex, "North"', "Überfluss"])
                case _:
                    one[name] = dice.choice([0, 3, 21, 89, 90, 700, 730, 5000])
        one["known"] = one["known"] or one["spoken"] or one["met"] or one["signed"]
        one["spoken"] = one["spoken"] or one["met"]
        found.append({name: value if dice.random() < 0.66 else None for name, value in one.items()})
    return found


def networks(count: int, seed: int = 1) -> list[str]:
    """On which network each of them asks."""
    dice = Random(-seed)
    return [dice.choice(NETWORKS) for _ in range(count)]


def table(some: Sequence[dict[str, Any]], asks: Sequence[str], first: int = 0) -> pa.Table:
    """The people as a table with ids."""
    catalogue = policy().catalogue
    columns = {name: pa.array([one[name] for one in some], KINDS[catalogue[name].type]) for name in FACTS}
    return pa.table({"id": pa.array(range(first, first + len(some)), pa.int64()), "network": list(asks), **columns})


def as_texts(made: pa.Table) -> pa.Table:
    """The same as a CSV holds it: everything in words as a person writes them."""

    def text(name: str, value: Any) -> str | None:
        if value is None:
            return None
        if isinstance(value, bool):
            return "Yes" if value else "no"
        if isinstance(value, list):
            return ",".join(value) or "{}"
        return {"known_for": f"{value} days", "account_age": f" {value}"}.get(name, str(value))

    return pa.table(
        {n: pa.array([text(n, one) for one in made[n].to_pylist()], pa.string()) for n in made.column_names}
    )
