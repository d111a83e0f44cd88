"""Random policies over up to six facts, and random people, from a seed."""

from random import Random

POOL = {
    "role": ["role == client", "role in {friend, family}", "role not in {client, friend}", "role != vendor"],
    "known": ["known"],
    "met": ["met"],
    "spoken": ["spoken"],
    "written": ["written"],
    "introduced": ["introduced"],
    "warned_about": ["warned_about"],
    "values_conflict": ["values_conflict"],
    "on_record": ["on_record"],
    "trust": ["trust >= 3", "trust < 3", "trust == 2", "trust != 5", "trust <= 1", "trust in {1, 4}"],
    "mutuals": ["mutuals >= 5", "mutuals < 5", "mutuals > 0"],
    "known_for": ["known_for >= 30 days", "known_for < 10 days", "known_for > 1 years"],
    "last_contact": ["last_contact < 60 days", "last_contact >= 20 days"],
    "note": ["note == pitch", "note in {none, standard}", "note != personal"],
    "company": ["company == acme", "company in {acme, 'big corp'}"],
    "would_see": ["would_see < 3", "would_see == 0", "would_see >= 1"],
    "room": ["room > 0", "room < 3"],
    "own_yes": ["own_yes"],
    "own_level": ["own_level >= 2", "own_level < 2"],
}
OWN = """
[facts.own_yes]
type = "yes/no"
step = "sign the form"
minutes = 5
implies = ["known"]

[facts.own_level]
type = "level"
"""
VALUES: dict[str, list[object]] = {
    "role": [{"client"}, {"friend"}, {"vendor"}, set(), {"client", "friend"}, "stranger"],
    "trust": [0, 1, 2, 3, 4, 5],
    "own_level": [0, 1, 2, 5],
    "mutuals": [0, 1, 5, 9],
    "would_see": [0, 1, 2, 3],
    "room": [0, 1, 3],
    "known_for": [0, 9, 10, 29, 30, 364, 366],
    "last_contact": [0, 19, 20, 59, 60],
    "note": ["none", "standard", "template", "pitch", "personal"],
    "company": ["Acme", "big corp", "else"],
}
ASSUMED = {
    "role": ['"client"', '["friend", "client"]'], "trust": ["2", "4"], "own_level": ["1", "3"], "mutuals": ["0", "7"],
    "would_see": ["0", "2"], "room": ["0", "4"],
    "known_for": ['"5 days"', '"2 years"'], "last_contact": ['"30 days"'], "note": ['"none"', '"pitch"'],
    "company": ['"acme"'],
}  # fmt: skip


def condition(dice: Random, facts: list[str], depth: int = 0) -> str:
    roll = dice.random()
    if depth >= 2 or roll < 0.5:
        text = dice.choice(POOL[dice.choice(facts)])
        return f"not {text}" if dice.random() < 0.25 and " in " not in text else text
    parts = [condition(dice, facts, depth + 1) for _ in range(dice.choice([2, 2, 3]))]
    if roll < 0.68:
        return "(" + " and ".join(parts) + ")"
    if roll < 0.86:
        return "(" + " or ".join(parts) + ")"
    if roll < 0.95:
        return f"{dice.randint(1, len(parts))} of {{{', '.join(parts)}}}"
    return f"not ({parts[0]})"


def policy_text(dice: Random) -> tuple[str, list[str]]:
    """A policy with one door (x), and the facts that it may use."""
    facts = dice.sample(sorted(POOL), dice.randint(1, 6))
    lines = [OWN, "[define]", f'word = "{condition(dice, facts)}"']
    for table in ("assume", "assume.strangers"):
        if dice.random() < 0.5:
            some = [fact for fact in facts if dice.random() < 0.3]
            lines += [
                f"[{table}]",
                *(f"{f} = {dice.choice(ASSUMED.get(f, ['true', 'false']))}" for f in some),
            ]
    lines += ["[house.decline]", *rule_lines(dice, facts, 1, "house ")]
    lines += ["[networks.x]", f'otherwise = "{dice.choice(["ask", "decline"])}"']
    for kind, most in (("accept", 3), ("decline", 2), ("ask", 2)):
        lines += [f"[networks.x.{kind}]", *rule_lines(dice, facts, most, "")]
    return "\n".join(lines), facts


def rule_lines(dice: Random, facts: list[str], most: int, prefix: str) -> list[str]:
    lines = []
    for number in range(dice.randint(0, most)):
        text = condition(dice, facts)
        if dice.random() < 0.15:
            text = f"word and {text}"
        if dice.random() < 0.03:
            text = dice.choice(["always", "never"])
        lines.append(f'"{prefix}rule {number}" = "{text}"')
    return lines


def person(dice: Random, facts: list[str]) -> dict[str, object]:
    """Some of the facts, about half of them unknown; may contradict itself."""
    known: dict[str, object] = {}
    for fact in [*facts, "on_record", "known", "spoken"]:
        if dice.random() < 0.5:
            known[fact] = dice.choice(VALUES.get(fact, [True, False]))
    return known
