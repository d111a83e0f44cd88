"""The few pieces of SVG that the pictures are made of; colours come from the style sheet, so both themes fit."""

from collections.abc import Iterable

from markupsafe import Markup, escape

# what a class of the style sheet fills, told apart by its pattern as well as by its hue
PATTERNS = ("accept", "not-yet", "ask", "decline")


def picture(name: str, title: str, told: str, width: float, height: float, parts: Iterable[Markup]) -> Markup:
    """A picture that a screen reader tells by its title and one sentence; `name` is like no other on the page."""
    head = Markup(
        '<svg class="picture" role="img" aria-labelledby="{0}-title {0}-told" viewBox="0 0 {1} {2}">'
        '<title id="{0}-title">{3}</title><desc id="{0}-told">{4}</desc>'
    ).format(name, number(width), number(height), title, told)
    return head + Markup("").join(parts) + Markup("</svg>")


def shape(kind: str, of_class: str, **where: float | str) -> Markup:
    """One element without content: `rect`, `circle` or `line`, of a class, at numbers; `_` in a name stands for `-`."""
    given = Markup(" ").join(
        Markup('{}="{}"').format(name.replace("_", "-"), number(value) if isinstance(value, int | float) else value)
        for name, value in where.items()
    )
    return Markup('<{} class="{}" {}/>').format(Markup(kind), of_class, given)


def words(text: object, x: float, y: float, of_class: str = "", anchor: str = "start") -> Markup:
    """A text at a place; screen readers have it from the picture's own sentence and from the table."""
    return Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        of_class, number(x), number(y), anchor, escape(text)
    )


def number(value: float) -> str:
    """A number as short as it can be, to a tenth."""
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def patterns() -> Markup:
    """What the fills are made of, once on a page: plain, stripes, dots, and lines across."""
    drawn = {
        "accept": shape("rect", "ink-accept", width=8, height=8),
        "not-yet": shape("rect", "wash-not-yet", width=8, height=8) + shape("rect", "ink-not-yet", width=3, height=8),
        "ask": shape("rect", "wash-ask", width=8, height=8) + shape("circle", "ink-ask", cx=4, cy=4, r=2),
        "decline": shape("rect", "wash-decline", width=8, height=8) + shape("rect", "ink-decline", width=8, height=2),
    }
    turn = {"not-yet": ' patternTransform="rotate(45)"'}
    made = Markup("").join(
        Markup('<pattern id="fill-{}" width="8" height="8" patternUnits="userSpaceOnUse"{}>{}</pattern>').format(
            name, Markup(turn.get(name, "")), drawn[name]
        )
        for name in PATTERNS
    )
    return Markup('<svg class="unseen" aria-hidden="true" focusable="false"><defs>{}</defs></svg>').format(made)
