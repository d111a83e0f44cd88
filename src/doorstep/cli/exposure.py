"""The command about one's own posts: what somebody let in would see of them."""

from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from .app import App, as_json, give_json, pass_app, remark, reported, say

if TYPE_CHECKING:
    from ..desk.exposure import Seen
    from ..desk.home import Desk

QUOTED = 200


@click.command()
@click.argument("words", metavar="[NETWORK | NAME NETWORK]", nargs=-1)
@click.option("--tag", default="", help="Only posts of this topic, as in health.")
@click.option(
    "--audience",
    nargs=2,
    metavar="NETWORK WHO",
    help="Whom your posts there are for where the archive does not tell: public, friends or 'only me'.",
)
@as_json
@pass_app
@reported
def exposure(app: App, words: tuple[str, ...], tag: str, audience: tuple[str, str] | None, json_: bool) -> None:
    """Show what somebody let in would see of your own posts.

    \b
    doorstep exposure                           the networks side by side
    doorstep exposure facebook                  with the five that you would mind most
    doorstep exposure "Nadia Lindqvist" x
    doorstep exposure --audience facebook friends
    """
    from ..desk.exposure import networks_with_posts, seen_on, state_audience, topics
    from ..desk.given import seen
    from ..desk.people import find, network_named

    if len(words) > 2:
        raise UsageError("this takes a network, or a person and a network", next_step="doorstep exposure facebook")
    with app.desk() as desk:
        if audience:
            state_audience(desk, network_named(desk, audience[0]), audience[1])
        person = find(desk, words[0]) if len(words) == 2 else None
        for mistake in topics(desk)[1]:
            remark(f"{mistake}\nuntil it is mended, this part of your topics does not count")
        if words:
            one = seen_on(desk, network_named(desk, words[-1]), tag)
            if json_:
                give_json(seen(one, person))
                return
            _one(desk, one, f"{person.name}, let in on" if person else "Somebody let in on", tag)
            return
        found = [seen_on(desk, network, tag) for network in networks_with_posts(desk)]
        if json_:
            give_json([seen(one) for one in found])
        elif found:
            _all(desk, found)
        else:
            say("No posts of yours yet: doorstep sources says how to get them.")


def _all(desk: "Desk", found: list["Seen"]) -> None:
    from .screen import Text, console, plain_table

    console().print(Text("What somebody would see of your posts, were you to let them in", style="bold"))
    plain_table(
        ([f"  {desk.display(one.network)}", f"{one.seen.visible:,} of {one.seen.posts:,}", _minded(one), _often(one)]
         for one in found), flexible=3,
    )  # fmt: skip
    say("", f"doorstep exposure {found[0].network} shows the ones you would mind most.")


def _one(desk: "Desk", one: "Seen", who: str, tag: str) -> None:
    from ..desk.words import count_of
    from ..facts.audience import EVERYBODY, LET_IN, NOT_TOLD
    from .screen import Text, console, plain_table

    name, seen = desk.display(one.network), one.seen
    console().print(Text(f"{who} {name} sees {seen.visible:,} of your {count_of(seen.posts, 'post')}", style="bold"))
    rows = [
        (seen.seen_by[EVERYBODY], "everybody can see already"),
        (seen.seen_by[LET_IN], f"you {'say' if one.stated else 'wrote'} for those whom you let in"),
        (seen.seen_by[NOT_TOLD], "do not tell whom they are for, and count as seen"),
    ]
    plain_table(([f"  {number:,}", text] for number, text in rows if number), flexible=1)
    if seen.seen_by[NOT_TOLD]:
        say(f"  doorstep exposure --audience {one.network} friends (or public, 'only me') says whom.")
    say("", f"On {tag or 'things you may mind'}: {_minded(one)}. {_often(one, is_sentence=True)}")
    if seen.tags:
        plain_table(([f"  {number:>6,}", each] for each, number in _by_count(seen.tags)), flexible=1)
    if seen.worst:
        console().print(Text("\nThose you may mind most", style="bold"))
        for post in seen.worst:
            console().print(Text(f"  {post.day or 'no date'} · {', '.join(post.tags)}", style="dim"))
            console().print(Text(f"    “{_quoted(post.text)}”"))
    say("", "Found by words alone: topics.toml in your folder adds yours, and leaves words out.")


def _by_count(tags: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(tags.items(), key=lambda one: -one[1])


def _minded(one: "Seen") -> str:
    from ..desk.words import count_of

    seen = one.seen
    already = f", {seen.anybody:,} of them for everybody already" if seen.anybody else ""
    return count_of(seen.sensitive, "post") + already


def _often(one: "Seen", *, is_sentence: bool = False) -> str:
    """How often such posts come, or that there is too little to tell."""
    from ..desk.words import about, count_of
    from ..studies.exposure import LEAST_DAYS

    rate = one.seen.a_week
    if rate is None:
        text = f"too little to tell how often: {count_of(one.seen.days, 'day')} of posts, it takes {LEAST_DAYS}"
    elif rate == 0:
        text = "no new ones come"
    elif rate >= 1:
        text = f"about {rate:.0f} new a week"
    else:
        text = f"about one new in {about(round(7 / rate))}"
    return text[0].upper() + text[1:] + "." if is_sentence else text


def _quoted(text: str) -> str:
    from ..facts.text import clean_line

    line = clean_line(text, 100_000)
    return line if len(line) <= QUOTED else line[: QUOTED - 1].rstrip() + "…"
