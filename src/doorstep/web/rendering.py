"""Templates to pages: everything from outside is escaped, and every page knows its session's form token."""

from collections import Counter
from datetime import date, datetime
from typing import Any
from unicodedata import bidirectional

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from ..desk.home import Desk
from ..desk.inbox import Item
from ..desk.words import SHAPES, WORDS, ago, count_of, from_to, gist, listed, settled, shown, way_in
from ..facts.text import clean, clean_line
from .forms import TOKEN
from .frame import frame
from .sessions import Sessions

MOST = 20_000
HOSTS = ("https://",)

templates = Environment(
    loader=PackageLoader("doorstep.web"), autoescape=select_autoescape(default=True), undefined=StrictUndefined,
    trim_blocks=True, lstrip_blocks=True, cache_size=-1,
)  # fmt: skip


def page(
    request: Request, template: str, *, desk: Desk | None = None, status: int = 200, **values: Any
) -> HTMLResponse:
    """A template as a page; with a desk, what was just done and what can be taken back stand around it."""
    sessions: Sessions = request.app.state.sessions
    token = sessions.form_token(request.state.session) if request.state.session else ""
    text = templates.get_template(template).render(
        form_token=token, token_name=TOKEN, path=request.url.path, desk=desk, today=desk.today if desk else None,
        frame=frame(desk, request) if desk else None, **values,
    )  # fmt: skip
    return HTMLResponse(text, status)


def line(text: object) -> str:
    """A text from outside on one line: nothing in it turns the line round or hides."""
    return clean_line(str(text), MOST)


def plain(text: object) -> str:
    """A text from outside with its lines, for a field."""
    return clean(str(text), MOST)


def paragraphs(text: object) -> Markup:
    """A text from outside, its lines kept."""
    return Markup("<br>").join(escape(one) for one in clean(str(text), MOST).split("\n"))


def direction(text: str) -> str:
    """`rtl` where most letters of a text run from right to left; a name at its beginning does not turn the rest."""
    runs = Counter(bidirectional(letter) for letter in text)
    return "rtl" if runs["R"] + runs["AL"] > runs["L"] else "ltr"


def day(value: date | datetime | None, today: date) -> Markup:
    """`3 days ago`, with the exact day for whoever points at it or listens to it."""
    if value is None:
        return Markup("some time ago")
    on = value.date() if isinstance(value, datetime) else value
    return Markup('<time datetime="{0}" title="{0}">{1}</time>').format(on.isoformat(), ago(on, today))


def verdict(word: str) -> Markup:
    """A verdict as word, shape and hue."""
    return Markup('<span class="verdict {0}"><span aria-hidden="true">{1}</span> {2}</span>').format(
        word.replace("_", "-"), SHAPES[word], WORDS[word].capitalize()
    )


def answered(item: Item) -> Markup:
    """The answer to a request, or that the user's own view comes first."""
    if item.hidden:
        return Markup('<span class="verdict hidden-yet">your view first</span>')
    return verdict(item.verdict)


def told(item: Item) -> str:
    """The answer in one line; nothing while it is hidden."""
    return "" if item.hidden else gist(item)


def link(address: str) -> str:
    """The address where it is one of the web; nothing for anything else, as `javascript:`."""
    return address if address.startswith(HOSTS) else ""


def for_pages(next_step: str) -> bool:
    """True where a next step is one for whoever sits before a page: no command, no option of one."""
    return bool(next_step) and "doorstep " not in next_step and "--" not in next_step


templates.filters.update(
    answered=answered, line=line, plain=plain, paragraphs=paragraphs, link=link, verdict=verdict,
    for_pages=for_pages, direction=direction,
)  # fmt: skip
templates.globals.update(
    day=day, count_of=count_of, from_to=from_to, told=told, way_in=way_in, listed=listed, shown=shown, settled=settled,
)  # fmt: skip
