"""Defects planted in correct policies: each is found, with somebody who shows it, and the correct ones are let be."""

import tomllib
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

import pytest

from doorstep import Policy
from doorstep.policy.check import CODES, Finding
from doorstep.policy.check.inspection import Inspection
from doorstep.policy.check.strategy import strategies_of

POLICIES = 200
Tables = dict[str, Any]
Expected = tuple[str, str, str]  # the code, the network and the rule that a finding must bear


def correct(dice: Random) -> Tables:
    """A policy as a careful person would write it: a public, a business and a private door."""
    business = dice.sample(["client", "prospect", "partner", "vendor", "former_client"], dice.randint(2, 4))
    known = dice.choice(["spoken", "met"])
    level = dice.randint(2, 4)
    way_in = {
        "well introduced": "introduced", "vouched for": "vouched_for", "we have worked together": "worked_together",
        "we write": "written", "in touch": f"contacts_past_year >= {dice.randint(2, 9)}",
    }  # fmt: skip
    linkedin = {"business": "business"} | dict(dice.sample(sorted(way_in.items()), dice.randint(1, 4)))
    facebook = {
        "friends and family": "role in {friend, family}",
        "business that I know": f"business and {known}",
        "people I trust": f"trust >= {level} and known_for >= {dice.randint(6, 30)} months",
    }
    house = {"I was warned": "warned_about"} | ({"treated me badly": "history == bad"} if dice.random() < 0.5 else {})
    doors: Tables = {
        "linkedin": {"purpose": "business", "closeness": 1, "otherwise": "ask", "accept": linkedin},
        "facebook": {
            "purpose": "personal", "closeness": 3, "otherwise": "decline", "accept": facebook,
            "decline": {"our values would clash": "values_conflict"}, "ask": {"an open deal": "open_business"},
        },
        "x": {"purpose": "public", "closeness": 0, "accept": {"anyone": "always"}},
    }  # fmt: skip
    if dice.random() < 0.5:
        doors["linkedin"]["decline"] = {"a sales pitch": "note == pitch and not on_record"}
    names = list(doors)
    dice.shuffle(names)
    return {
        "strategy": "audience",
        "define": {"business": f"role in {{{', '.join(business)}}}"},
        "house": {"decline": house},
        "networks": {name: doors[name] for name in names},
    }


def text_of(tables: Tables) -> str:
    """The tables as TOML."""
    lines: list[str] = []

    def write(table: Tables, path: str) -> None:
        plain = {key: value for key, value in table.items() if not isinstance(value, dict)}
        if path and (plain or not table):
            lines.append(f"[{path}]")
        lines.extend(
            f'"{key}" = {str(value).lower() if isinstance(value, bool | int) else repr(value)}'
            for key, value in plain.items()
        )
        for key, value in table.items():
            if isinstance(value, dict):
                write(value, f'{path}."{key}"' if path else f'"{key}"')

    write(tables, "")
    text = "\n".join(lines)
    assert tomllib.loads(text) == tables
    return text


# --- the defects: each changes the tables and says what must be found -----------------------------------------


def dead(tables: Tables, dice: Random) -> Expected:
    condition = dice.choice(
        ["met and not known", "trust >= 4 and trust < 2", "note == pitch and note == personal",
         "known_for > 2 years and known_for < 30 days", "history == good and history in {bad, mixed}"]
    )  # fmt: skip
    kind = dice.choice(["accept", "decline", "ask"])
    tables["networks"]["linkedin"].setdefault(kind, {})["planted"] = condition
    return "dead", "linkedin", "planted"


def redundant(tables: Tables, dice: Random) -> Expected:
    condition = dice.choice(["role == friend and met", "role == family", "role in {friend, family} and trust >= 1"])
    tables["networks"]["facebook"]["accept"]["planted"] = condition
    return "redundant", "facebook", "planted"


def shadowed(tables: Tables, dice: Random) -> Expected:
    condition = dice.choice(
        ["values_conflict and role == friend", "warned_about and met", "values_conflict or warned_about"]
    )
    tables["networks"]["facebook"][dice.choice(["accept", "ask"])]["planted"] = condition
    return "shadowed", "facebook", "planted"


def clash(tables: Tables, dice: Random) -> Expected:
    accept, decline = dice.choice(
        [("respect >= 2", "respect <= 3"), ("role == press", "role == neighbour"),
         ("place in {graz, linz}", "place == linz"), ("close_mutuals >= 3 and met", "close_mutuals < 5 and like < 2")]
    )  # fmt: skip
    door = tables["networks"]["facebook"]
    door["accept"]["planted yes"], door["decline"]["planted"] = accept, decline
    return "clash", "facebook", "planted"


def shut(tables: Tables, dice: Random) -> Expected:
    if dice.random() < 0.5:
        tables["networks"]["facebook"]["decline"]["planted"] = dice.choice(["not warned_about", "not values_conflict"])
    else:
        tables["networks"]["facebook"]["accept"] = {"planted": "role == friend"}  # closed to business, whatever they do
    return "shut", "facebook", ""


def wide(tables: Tables, dice: Random) -> Expected:
    network = dice.choice(["linkedin", "facebook"])
    condition = dice.choice(
        ["always", "trust >= 3 or trust < 3", "note == personal", "claims_to_know_me", "mutuals >= 5"]
    )
    tables["networks"][network]["accept"]["planted"] = condition
    return "wide", network, "planted"


def unknowable(tables: Tables, dice: Random) -> Expected:
    network, condition = dice.choice(
        [("linkedin", "account_age >= 1 year and met"), ("facebook", "server == 'example.org' and written"),
         ("linkedin", "not is_bot and vouched_for and met"), ("x", "is_bot or note == template")]
    )  # fmt: skip
    if network == "x":
        tables["networks"]["x"]["accept"] = {"planted": "note == personal and met"}
    else:
        tables["networks"][network]["accept"]["planted"] = condition
    return "unknowable", network, "planted"


def upside_down(tables: Tables, dice: Random) -> Expected:
    network = dice.choice(["linkedin", "x"])
    condition = dice.choice(["role == family", "trust >= 2 and like < 2", "met and not written"])
    tables["networks"][network].setdefault("decline", {})["planted"] = condition
    return "upside-down", "facebook", ""


def strategy(tables: Tables, dice: Random) -> Expected:
    way = dice.choice(["open", "content", "hybrid", "audience"])
    tables["strategy"] = way
    if way == "open":
        return "strategy", "linkedin", ""
    if way == "audience":
        tables["networks"]["facebook"]["accept"]["planted"] = dice.choice(["business", "role == client", "always"])
        return "strategy", "facebook", "planted"
    tables["networks"]["facebook"]["decline"] = {}
    return "strategy", "", ""


def assumed(tables: Tables, dice: Random) -> Expected:
    name, value = dice.choice([("met", True), ("role", "friend"), ("trust", 5), ("worked_together", True)])
    tables["networks"]["linkedin"]["accept"]["we have worked together"] = "worked_together"
    tables["networks"]["facebook"]["accept"]["met and known for long"] = "met and known_for > 9 years"
    tables["assume"] = {name: value}
    return "assumed", "", ""


def uneven_words(tables: Tables, dice: Random) -> Expected:
    way = dice.randint(0, 2)
    if way == 0:
        tables["define"]["idle"] = "met and trust >= 3"
    elif way == 1:
        tables["define"]["commerce"] = f"not ({tables['define']['business'].replace(' in ', ' not in ')})"
        tables["networks"]["linkedin"]["accept"]["met commerce"] = "commerce and not (met or not known)"
    else:
        tables["networks"]["linkedin"]["accept"]["friends and family"] = "role in {friend, family} and known"
        return "uneven-words", "", "friends and family"
    return "uneven-words", "", ""


def constant(tables: Tables, dice: Random) -> Expected:
    condition = dice.choice(["met and trust >= 0", "met and like > 5", "written and known_for >= 0 days"])
    tables["networks"]["linkedin"]["accept"]["planted"] = condition
    return "constant", "linkedin", "planted"


def looks(tables: Tables, dice: Random) -> Expected:
    name = dice.choice(["has_photo", "gender", "is_attractive", "age", "nationality"])
    tables["facts"] = {name: {"type": "yes/no", "question": "Well?"}}
    tables["networks"]["facebook"]["ask"]["planted"] = name
    return "looks", "", ""


PLANTS: dict[str, Callable[[Tables, Random], Expected]] = {
    "dead": dead, "redundant": redundant, "shadowed": shadowed, "clash": clash, "shut": shut, "wide": wide,
    "unknowable": unknowable, "upside-down": upside_down, "strategy": strategy, "assumed": assumed,
    "uneven-words": uneven_words, "constant": constant, "looks": looks,
}  # fmt: skip


def test_every_code_has_its_defect() -> None:
    assert tuple(PLANTS) == CODES


@pytest.mark.parametrize("code", CODES)
def test_a_planted_defect_is_found_in_each_of_200_policies(code: str) -> None:
    for seed in range(POLICIES):
        dice = Random(f"{code} {seed}")
        tables = correct(dice)
        before = found(tables)
        planted = deepcopy(tables)
        expected = PLANTS[code](planted, dice)
        assert expected not in before, text_of(tables)
        after = found(planted)
        assert expected in after, text_of(planted)
        confirm(planted, after[expected])


def test_nothing_is_told_of_200_correct_policies() -> None:
    for seed in range(POLICIES):
        tables = correct(Random(f"correct {seed}"))
        assert not found(tables), text_of(tables)


def found(tables: Tables) -> dict[Expected, Finding]:
    return {(one.code, one.network, one.rule): one for one in Policy.parse(text_of(tables)).check()}


def confirm(tables: Tables, finding: Finding) -> None:
    """The example person, decided again, shows what the finding says."""
    if finding.example is None:
        return
    policy = Policy.parse(text_of(tables))
    network = finding.network or "linkedin"
    answer = policy.decide(network, finding.example)
    truth = {(rule.kind, rule.name): rule.truth for rule in answer.rules}
    match finding.code:
        case "redundant":
            assert truth[finding.kind, finding.rule] == "yes"
        case "shadowed":
            assert truth[finding.kind, finding.rule] == "yes"
            assert finding.kind not in answer.possible
        case "clash":
            assert answer.verdict == "decline"
            assert truth["decline", finding.rule] == "yes"
            assert "yes" in [said for (kind, _), said in truth.items() if kind == "accept"]
        case "shut" | "strategy":
            assert answer.verdict != "accept" or finding.code == "strategy"
        case "wide" | "upside-down":
            assert answer.verdict == "accept"
        case "unknowable":
            assert truth["accept", finding.rule] == "unknown"
        case "assumed":
            shared = [policy.decide(each, finding.example) for each in policy.networks]
            assert any(each.verdict == "accept" and each.assumed for each in shared)
        case _:
            pass


# --- the strategies -------------------------------------------------------------------------------------------

ARCHETYPES = {
    "open": '[networks.linkedin]\naccept = {all = "always"}\n[networks.x]\naccept = {all = "always"}',
    "audience": '[networks.linkedin]\naccept = {work = "role in {client, partner}"}\n'
    '[networks.facebook]\naccept = {friends = "role == friend"}',
    "content": '[networks.linkedin]\naccept = {few = "would_see < 3"}\n'
    '[networks.facebook]\naccept = {few = "would_see < 3"}',
    "hybrid": '[networks.linkedin]\naccept = {work = "role == client"}\n'
    '[networks.facebook]\naccept = {friends = "role == friend and would_see < 3"}',
}


@pytest.mark.parametrize("name", ARCHETYPES)
def test_each_archetype_goes_with_its_own_strategy(name: str) -> None:
    fits = strategies_of(Inspection(Policy.parse(ARCHETYPES[name])))
    assert name in fits
    alone = {
        "open": {"open"},
        "audience": {"audience"},
        "content": {"content"},
        "hybrid": {"hybrid", "audience", "content"},
    }
    assert set(fits) == alone[name]
