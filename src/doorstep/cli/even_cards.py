"""How an audit of evenness is printed: its sentences under their headings, and what is behind one of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..studies.cases import Case, Decisions
from ..studies.evenness import Audit
from ..studies.sentences import TIERS, Sentence
from .app import give_json, say
from .screen import Text, card, plain_table

TITLES = {
    "short": "In short",
    "contradiction": "Contradictions: certain, given the facts",
    "uneven": "Uneven pairs: like cases, decided oppositely",
    "habit": "Habits against the standards",
    "level": "How choosy",
    "practice": "What moved the decisions",
    "judges": "Between judges",
}  # fmt: skip
MOST_CASES, MOST_JUDGES = 20, 10


def show_sentences(sentences: Sequence[Sentence]) -> None:
    """Prints the sentences under their headings, each with its id."""
    tiers = [*TIERS, *dict.fromkeys(one.tier for one in sentences if one.tier not in TIERS)]
    for tier in tiers:
        own = [one for one in sentences if one.tier == tier]
        if own:
            card(Text(TITLES.get(tier, tier), style="bold"), [_line(one) for one in own])
            say("")


def show_judges(audit: Audit) -> None:
    """Prints the busiest judges, a line each."""
    if not audit.each:
        return
    plain_table(
        [["judge", "decisions", "accepted", "contradictions", "like pairs", "opposite", "as the nearest"],
         *([Text(one.name or "(none)"), f"{one.of:,}", f"{one.accepted / one.of:.0%}", f"{one.contradictions:,}",
            f"{one.like:,}", f"{one.opposite / one.like:.1%}" if one.like else "",
            "" if one.consistency is None else f"{one.consistency:.1%}"] for one in audit.each[:MOST_JUDGES])],
        flexible=0,
    )  # fmt: skip
    if audit.judges > MOST_JUDGES:
        say(f"… and {audit.judges - MOST_JUDGES:,} more judges")
    say("")


def show_why(sentence: Sentence, decisions: Decisions, names: Mapping[str, str], json_: bool) -> None:
    """Prints what a sentence rests on: its numbers, and the cases side by side."""
    by_id = {case.id: case for case in decisions.cases}
    cases = [by_id[id_] for id_ in dict.fromkeys(sentence.cases) if id_ in by_id]
    if json_:
        give_json({"id": sentence.id, "tier": sentence.tier, "text": sentence.text, "numbers": dict(sentence.numbers),
                   "cases": [_case(case, names) for case in cases]})  # fmt: skip
        return
    say(sentence.text, "")
    plain_table([[name, _number(value)] for name, value in sentence.numbers.items()] or [["no numbers", ""]], 1)
    if cases:
        say("")
        facts = [column.name for column in decisions.columns]
        beside = [
            (title, shown)
            for title, shown in (
                ("by", [case.by for case in cases]),
                ("on", ["" if case.on is None else f"{case.on:%Y-%m-%d}" for case in cases]),
                ("standards", ["" if case.verdict is None else _decided(case.verdict) for case in cases]),
            )
            if any(shown)
        ]
        rows = [["case", "decided", *(title for title, _ in beside), *facts]]
        rows += [
            [names.get(case.id, case.id), _decided(case.accepted), *(shown[at] for _, shown in beside),
             *(_value(case.facts.get(name)) for name in facts)]
            for at, case in enumerate(cases[:MOST_CASES])
        ]  # fmt: skip
        plain_table(rows, 0)
        if len(cases) > MOST_CASES:
            say(f"… and {len(cases) - MOST_CASES:,} more; --json gives all")


def _line(sentence: Sentence) -> Text:
    return Text(sentence.text).append(f"  [{sentence.id}]", style="dim")


def _case(case: Case, names: Mapping[str, str]) -> dict[str, Any]:
    facts = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in case.facts.items()}
    return {"id": case.id, "name": names.get(case.id, case.id), "accepted": case.accepted, "by": case.by,
            "on": case.on, "standard": case.verdict, "facts": facts}  # fmt: skip


def _decided(accepted: bool) -> str:
    return "accepted" if accepted else "not let in"


def _value(value: object) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset):
        return ", ".join(sorted(value))
    return str(value)


def _number(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list):
        return "; ".join(", ".join(f"{name} {part}" for name, part in one.items()) for one in value)
    return str(value)
