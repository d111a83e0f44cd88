"""Open requests over time as bars: one on the other by verdict, each told by pattern and hue."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from ...desk.pictures import UNSEEN, VERDICTS, Bar, Waiting
from ...desk.words import WORDS, count_of
from .svg import picture, shape, words

WIDTH, HEIGHT, BASE, TOP = 360.0, 132.0, 104.0, 20.0
NAMES = WORDS | {UNSEEN: "your view first"}
GAP = 2.0


def bars(one: Waiting, network: str, most: int) -> Markup:
    """The requests of one network; `most` is the highest bar of all networks, so that they can be compared."""
    room = WIDTH / len(one.bars)
    wide = min(room - GAP, 40.0)
    parts = [shape("line", "axis", x1=0.0, y1=BASE, x2=WIDTH, y2=BASE)]
    for place, bar in enumerate(one.bars):
        left, low = place * room + (room - wide) / 2, BASE
        for verdict in VERDICTS:
            if number := bar.counts.get(verdict, 0):
                high = max(2.0, (BASE - TOP) * number / max(most, 1))
                low -= high
                fill = f"bar {verdict.replace('_', '-')}"
                parts.append(shape("rect", fill, x=left, y=low, width=wide, height=high))
    highest = max(range(len(one.bars)), key=lambda place: one.bars[place].total)
    peak = one.bars[highest]
    if peak.total:
        middle = highest * room + room / 2
        anchor = "start" if middle < 24 else "end" if middle > WIDTH - 24 else "middle"
        at = {"start": 0.0, "end": WIDTH, "middle": middle}[anchor]
        up = BASE - max(2.0, (BASE - TOP) * peak.total / max(most, 1))
        parts.append(words(f"{peak.total:,}", at, up - 4, "label", anchor))
    parts += _ends(one.bars, one.step)
    title = f"{network}: {count_of(one.total, 'open request')}"
    return picture(f"door-{one.network}", title, told(one), WIDTH, HEIGHT, parts)


def told(one: Waiting) -> str:
    """The picture in a sentence: what there is of each verdict, and when most were asked."""
    parts = ", ".join(f"{number:,} {NAMES[verdict]}" for verdict, number in one.counts.items())
    peak = max(one.bars, key=lambda bar: bar.total)
    when = named(peak.first, one.step)
    return f"By the {one.step} of asking: {parts}. Most are of {when}: {peak.total:,}."


def named(first: date | None, step: str) -> str:
    """A bar's time as a person says it: `the week of 2026-11-16`, `2026-11`, `2026`."""
    if first is None:
        return "no known day"
    return f"the week of {first}" if step == "week" else f"{first:%Y-%m}" if step == "month" else f"{first:%Y}"


def _ends(some: Sequence[Bar], step: str) -> list[Markup]:
    """The first and the last time below the bars."""
    shown = [(0, "start", 0.0)] if len(some) == 1 else [(0, "start", 0.0), (len(some) - 1, "end", WIDTH)]
    return [
        words(named(some[place].first, step).removeprefix("the week of "), at, BASE + 20, "label", anchor)
        for place, anchor, at in shown
    ]  # fmt: skip
