"""The command `circles`: who is close by contact, what that asks of one's attention, and who is drifting."""

from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from .app import App, as_json, give_json, pass_app, reported, say

if TYPE_CHECKING:
    from ..desk.circles import Circles
    from ..desk.figures import Figures
    from ..desk.home import Desk
    from ..desk.touch import InTouch
    from ..ledger import Person
    from ..studies.layers import Layers
    from ..studies.ties import Contact


@click.group(invoke_without_command=True)
@as_json
@click.pass_context
def circles(ctx: click.Context, json_: bool) -> None:
    """Your circles: how close, how much attention, how much room, who is drifting.

    The minutes are guesses until you set your own.
    """
    if ctx.invoked_subcommand is None:
        reported(_shown)(ctx.find_object(App) or App(), json_)
    elif json_:
        raise click.UsageError(f"--json goes behind the command: doorstep circles {ctx.invoked_subcommand} --json")


@circles.command("set")
@click.argument("name", metavar="CIRCLE")
@click.option("--minutes", type=int, help="A month, for each person in it.")
@click.option("--every", metavar="TIME", help='How often you would like to be in touch, as in "14 days".')
@as_json
@pass_app
@reported
def set_(app: App, name: str, minutes: int | None, every: str | None, json_: bool) -> None:
    """Say what a circle asks for: closest, close, regular or wider.

    \b
    doorstep circles set close --minutes 60 --every "14 days"
    """
    from ..desk.figures import set_circle
    from ..facts.values import days_from_text

    days = days_from_text(every) if every is not None else None
    if every is not None and days is None:
        raise UsageError(f"`{every}` is no time", next_step='--every "14 days"')
    with app.desk() as desk:
        _told(set_circle(desk, name, minutes, days), json_)


@circles.command()
@click.argument("hours", metavar="HOURS|guess")
@as_json
@pass_app
@reported
def attention(app: App, hours: str, json_: bool) -> None:
    """Say how many hours a month you have for all of them.

    From then on standards may look at `room`; before, it is not known.
    """
    from ..desk.figures import set_attention

    try:
        wanted = None if hours == "guess" else float(hours)
    except ValueError:
        raise UsageError(f"`{hours}` is no number of hours", next_step="doorstep circles attention 30") from None
    if wanted is not None and wanted != wanted:
        raise UsageError(f"`{hours}` is no number of hours", next_step="doorstep circles attention 30")
    with app.desk() as desk:
        _told(set_attention(desk, wanted), json_)


@circles.command()
@click.argument("name")
@click.argument("circle", metavar="CIRCLE|none")
@as_json
@pass_app
@reported
def put(app: App, name: str, circle: str, json_: bool) -> None:
    """Put somebody into a circle yourself; `none` leaves it to the contact."""
    from ..desk.figures import NONE
    from ..desk.figures import put as keep

    with app.desk() as desk:
        person = keep(desk, name, circle)
        wanted = circle.strip().casefold()
        if json_:
            give_json({"id": person.id, "name": person.name, "circle": None if wanted == NONE else wanted})
        else:
            say(f"{person.name}: {'as the contact tells' if wanted == NONE else wanted}")


@circles.command()
@click.argument("name")
@as_json
@pass_app
@reported
def show(app: App, name: str, json_: bool) -> None:
    """Show somebody's circle, and how close you are by contact."""
    from ..desk.circles import circles as held
    from ..desk.people import find
    from ..desk.touch import tie_with

    with app.desk() as desk:
        person, found = find(desk, name), held(desk)
        if json_:
            tie, contact = tie_with(desk, person.id)
            give_json({"id": person.id, "name": person.name, "circle": found.circle_of.get(person.id),
                       "tie": tie.strength, "parts": _parts(contact)})  # fmt: skip
        else:
            _one(desk, person, found)


@circles.command("not-any-more")
@click.argument("name")
@click.option("--again", is_flag=True, help="Take it back.")
@as_json
@pass_app
@reported
def not_any_more(app: App, name: str, again: bool, json_: bool) -> None:
    """Never name somebody again as one to be in touch with."""
    from ..desk.figures import not_any_more as keep

    with app.desk() as desk:
        person = keep(desk, name, again)
        if json_:
            give_json({"id": person.id, "name": person.name, "not_any_more": not again})
        elif again:
            say(f"{person.name} may be named again.")
        else:
            say(f"{person.name} is not named again here. doorstep undo takes it back.")


def _told(own: "Figures", json_: bool) -> None:
    if json_:
        give_json(_figures(own))
        return
    _table(own, {})
    say("", _there(own))


def _shown(app: App, json_: bool) -> None:
    from ..desk.circles import circles as held
    from ..desk.touch import staying

    with app.desk() as desk:
        found, touch = held(desk), staying(desk)
        if json_:
            give_json(_as_dict(desk, found, touch))
            return
        _table(found.figures, found.counts())
        say("", *_attention(desk, found))
        say("", _layers(found.layers(desk.today)))
        _drifting(desk, touch)


def _table(own: "Figures", counts: dict[str, int]) -> None:
    from ..desk.words import count_of
    from .screen import Text, plain_table

    plain_table([
        [Text(f"  {one.name}", style="bold"), *([count_of(counts[one.name], "person", "people")] if counts else []),
         f"{one.minutes:,} min a month each", f"every {every(one.every)}",
         Text("a guess" if one.is_guess else "", style="dim")]
        for one in own.circles
    ], flexible=3 if counts else 2)  # fmt: skip


def _there(own: "Figures") -> str:
    if own.minutes is None:
        return "How much attention there is you have not said: doorstep circles attention 30 says 30 hours a month."
    return f"There are {hours_of(own.minutes)} a month for all of them."


def _attention(desk: "Desk", found: "Circles") -> list[str]:
    """What is asked for, against what there is, and the room that is left."""
    from ..studies.attention import BY_CLOSENESS, places

    used, there = found.attention.used + found.promised, found.attention.there
    lines = [f"They ask for {hours_of(used)} a month. A follower costs nothing."]
    if found.promised:
        lines.append(f"({hours_of(found.promised)} of it for people whom you let in lately.)")
    if found.figures.minutes is None:
        lines.append(
            f"A guess at what there is: {hours_of(there)}, as circles of 4, 11, 30 and 129 people would ask for.\n"
            "doorstep circles attention 30 says that you have 30 hours; until then `room` is not known."
        )
    elif found.left is None:
        lines.append("Nothing tells yet of contact with anybody, so how much room is left is not known.")
    else:
        left = found.left
        of = [f"{places(left, one.minutes):,} {one.name}" for one in found.figures.circles
              if one.name in BY_CLOSENESS.values() and one.minutes]  # fmt: skip
        lines.append(
            f"There are {hours_of(there)}. " + (f"Room for {', or '.join(of)}." if left > 0 else "No room is left.")
        )
    return lines


def _layers(found: "Layers") -> str:
    from ..studies.layers import FROM_PHONES, LEAST_DAYS, LEAST_PEOPLE

    phones = ", ".join(map(str, FROM_PHONES))
    if not found.is_enough:
        return (
            f"Circles in your contact: too little to tell. It takes {LEAST_PEOPLE} people with whom contact went both "
            f"ways, over {LEAST_DAYS} days; there are {found.people:,}, over {found.days:,}."
        )
    if len(found.sizes) == 1:
        return f"Your contact shows no breaks: {found.people:,} people in one circle. (Phone data of others: {phones}.)"
    own = ", ".join(f"{one:,}" for one in found.sizes)
    soft = "" if found.is_clear else " The breaks are soft: many people stand between two circles."
    return f"Circles in your contact: {own} people. (Phone data of others: {phones}.){soft}"


def _drifting(desk: "Desk", touch: "InTouch") -> None:
    from ..desk.words import count_of
    from .screen import Text, plain_table

    if touch.people:
        first = touch.people[0].name
        say("", "It has been a while, should you like to be in touch:", "")
        plain_table([
            [Text(f"  {one.name}", style="bold"), f"{one.circle}, every {every(one.every)}",
             f"last on {one.last}", _usual(one.contact)]
            for one in touch.people
        ], flexible=3, spare=(3,))  # fmt: skip
        say("", f'Once you were:   doorstep note "{first}" call',
            f'Not any more:    doorstep circles not-any-more "{first}"')  # fmt: skip
    if touch.unknown:
        many = count_of(touch.unknown, "person", "people")
        say("", f"Of {many} your records do not tell whether you were in touch lately.")


def _usual(contact: "Contact") -> str:
    from ..desk.words import count_of

    known = f", known for {every(contact.known)}" if contact.known and contact.known >= 30 else ""
    return f"in touch in {count_of(contact.months, 'month')} of the past year{known}"


def _one(desk: "Desk", person: "Person", found: "Circles") -> None:
    """One person's circle, and their tie with all that it rests on."""
    from ..desk.touch import tie_with
    from ..desk.words import count_of
    from .screen import plain_table

    tie, contact = tie_with(desk, person.id)
    circle = found.circle_of.get(person.id, "in no circle")
    word = "it cannot be told whether it is strong or weak" if tie.strength == "unknown" else f"a {tie.strength} tie"
    say(f"{person.name}: {circle}, {word}, by your own contact:", "")
    both = contact.came + contact.went
    silent = "not known" if contact.silent is None else f"{count_of(contact.silent, 'day')} ago"
    plain_table([
        ["  last contact", silent],
        ["  months with contact in the past year", f"{contact.months}"],
        ["  from their side, in two years", f"{contact.came / both:.0%} of {both:,}" if both else "nothing"],
        ["  ways of contact", f"{contact.channels}"],
        ["  from the first contact to the last", every(contact.lasted)],
        ["  known for", "not known" if contact.known is None else every(contact.known)],
    ], flexible=1)  # fmt: skip
    say("", "The last contact counts for as much as all the others together.")


def every(days: int) -> str:
    """Days as one says a rhythm or an age: `14 days`, `month`, `6 months`, `2 years`."""
    from ..desk.words import count_of

    if days < 30 or (days < 60 and days != 30):
        return count_of(days, "day")
    text = count_of(days // 365, "year") if days >= 365 else count_of(days // 30, "month")
    return text


def hours_of(minutes: float) -> str:
    from ..desk.words import count_of

    return count_of(round(minutes / 60), "hour") if minutes >= 90 else count_of(round(minutes), "minute")


def _figures(own: "Figures") -> dict[str, object]:
    return {
        "circles": [
            {"name": one.name, "minutes": one.minutes, "every_days": one.every, "is_guess": one.is_guess}
            for one in own.circles
        ],
        "attention_minutes": own.minutes,
    }


def _as_dict(desk: "Desk", found: "Circles", touch: "InTouch") -> dict[str, object]:
    from ..desk.circles import places_at
    from ..studies.layers import FROM_PHONES, LEAST_DAYS, LEAST_PEOPLE

    shape, counts, left = found.layers(desk.today), found.counts(), found.left
    asked = dict(found.attention.asked)
    return {
        "circles": [
            {"name": one.name, "people": counts[one.name], "minutes": one.minutes, "every_days": one.every,
             "is_guess": one.is_guess, "asks_for": asked[one.name]}
            for one in found.figures.circles
        ],
        "attention": {
            "there": found.attention.there, "is_guess": found.attention.is_guess,
            "asked_for": found.attention.used + found.promised, "promised": found.promised, "left": left,
        },
        "room": {
            network: None if left is None else places_at(desk, network, left)
            for network in (desk.policy.networks if desk.policy else ())
        },
        "layers": {
            "enough": shape.is_enough, "people": shape.people, "days": shape.days, "sizes": list(shape.sizes),
            "least_days_of_contact": list(shape.least), "clear": shape.is_clear, "phone_data": list(FROM_PHONES),
            "needs": {"people": LEAST_PEOPLE, "days": LEAST_DAYS},
        },
        "drifting": [
            {"id": one.person_id, "name": one.name, "circle": one.circle, "every_days": one.every,
             "last": one.last.isoformat(), "tie": one.tie.strength,
             "parts": _parts(one.contact)}
            for one in touch.people
        ],
        "in_touch": touch.in_touch,
        "unknown": touch.unknown,
    }  # fmt: skip


def _parts(contact: "Contact") -> dict[str, object]:
    return {
        "silent_days": contact.silent, "months_with_contact": contact.months, "from_them": contact.came,
        "from_me": contact.went, "ways": contact.channels, "days_first_to_last": contact.lasted,
        "days_known": contact.known, "shared_people": contact.shared,
    }  # fmt: skip
