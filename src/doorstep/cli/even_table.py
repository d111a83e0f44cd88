"""The audit of evenness on decisions kept elsewhere: `doorstep even --table FILE`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ..desk.even_table import Asked, read_table
from ..desk.words import count_of
from ..errors import UsageError
from ..studies.evenness import audit
from ..studies.sentences import Sentence, Voice, found, sentences
from .app import give_json, remark, say
from .even_cards import show_judges, show_sentences, show_why


def even_table(path: Path, asked: Asked, today: date, seed: int, why: str | None, json_: bool) -> None:
    """Reads the table, audits it, and prints the sentences, or what is behind one of them."""
    if not asked.decision:
        raise UsageError("say which column is the decision", next_step="--decision COLUMN")
    if not asked.facts:
        raise UsageError("say which columns are the facts by which cases compare", next_step="--facts A,B,C")
    table = read_table(path, asked, today)
    for one in table.remarks:
        remark(one)
    result = audit(table.decisions, seed)
    told = sentences(result, Voice(names=table.names))
    if why:
        show_why(found(told, why), table.decisions, table.names, json_)
        return
    if json_:
        give_json({**result.as_dict(), "sentences": as_rows(told)})
        return
    dates = f", {_day(result.first)} to {_day(result.last)}" if result.first and result.last else ""
    judges = f" by {result.judges:,} judges" if result.judges > 1 else ""
    say(f"{count_of(result.of, 'decision')}{judges}{dates}: {result.accepted / result.of:.1%} accepted.", "")
    show_sentences(told)
    show_judges(result)
    remark("The same command with --why ID shows what is behind a sentence.")


def _day(day: date) -> str:
    return day.isoformat()[:10]


def as_rows(told: Sequence[Sentence]) -> list[dict[str, object]]:
    """The sentences as JSON takes them."""
    return [
        {"id": one.id, "tier": one.tier, "text": one.text, "numbers": dict(one.numbers), "cases": list(one.cases)}
        for one in told
    ]
