"""Circles on the screen: the figures, attention against what there is, the layers, who is drifting, one person."""

from typing import TYPE_CHECKING

from .app import say

if TYPE_CHECKING:
    from ..desk.circles import Circles
    from ..desk.figures import Figures
    from ..desk.home import Desk
    from ..desk.touch import InTouch
    from ..ledger import Person
    from ..studies.layers import Layers
    from ..studies.ties import Contact


def figures_table(own: "Figures", counts: dict[str, int]) -> None:
    from ..desk.words import count_of
    from .screen import Text, plain_table

    plain_table([
        [Text(f"  {one.name}", style="bold"), *([count_of(counts[one.name], "person", "people")] if counts else []),
         f"{one.minutes:,} min a month each", rhythm(one.every),
         Text("a guess" if one.is_guess else "", style="dim")]
        for one in own.circles
    ], flexible=3 if counts else 2)  # fmt: skip


def there(own: "Figures") -> str:
    if own.minutes is None:
        return "How much attention there is you have not said: doorstep circles attention 30 says 30 hours a month."
    return f"There are {hours_of(own.minutes)} a month for all of them."


def attention_lines(desk: "Desk", found: "Circles") -> list[str]:
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
        lines.append("Nothing tells of contact in the past half year, so how much room is left is not known.")
    else:
        left = found.left
        of = [f"{places(left, one.minutes):,} {one.name}" for one in found.figures.circles
              if one.name in BY_CLOSENESS.values() and one.minutes]  # fmt: skip
        lines.append(
            f"There are {hours_of(there)}. " + (f"Room for {', or '.join(of)}." if left > 0 else "No room is left.")
        )
    return lines


def layers_line(found: "Layers") -> str:
    from ..desk.words import count_of
    from ..studies.layers import FROM_PHONES, LEAST_DAYS, LEAST_PEOPLE

    phones = ", ".join(map(str, FROM_PHONES))
    if not found.is_enough:
        return (
            f"Circles in your contact: too little to tell. It takes {LEAST_PEOPLE} people with whom contact went both "
            f"ways, over {LEAST_DAYS} days; there are {found.people:,}, over {count_of(found.days, 'day')}."
        )
    if len(found.sizes) == 1:
        return f"Your contact shows no breaks: {found.people:,} people in one circle. (Phone data of others: {phones}.)"
    own = ", ".join(f"{one:,}" for one in found.sizes)
    soft = "" if found.is_clear else " The breaks are soft: many people stand between two circles."
    return f"Circles in your contact: {own} people. (Phone data of others: {phones}.){soft}"


def drifting(desk: "Desk", touch: "InTouch") -> None:
    from ..desk.words import count_of
    from .screen import Text, plain_table

    if touch.people:
        first = touch.people[0]
        who = first.name if len(desk.ledger.people_named(first.name)) == 1 else f"#{first.person_id}"
        say("", "It has been a while, should you like to be in touch:", "")
        plain_table([
            [Text(f"  {one.name}", style="bold"), f"{one.circle}, {rhythm(one.every)}",
             f"last on {one.last}", _usual(one.contact)]
            for one in touch.people
        ], flexible=3, spare=(3,))  # fmt: skip
        say("", f'Once you were:   doorstep note "{who}" call',
            f'Not any more:    doorstep circles not-any-more "{who}"')  # fmt: skip
    if touch.unknown:
        many = count_of(touch.unknown, "person", "people")
        say("", f"Of {many} your records do not tell whether you were in touch lately.")


def _usual(contact: "Contact") -> str:
    from ..desk.words import count_of

    known = f", known for {time_of(contact.known)}" if contact.known and contact.known >= 30 else ""
    return f"in touch in {count_of(contact.months, 'month')} of the past year{known}"


def person_lines(desk: "Desk", person: "Person", found: "Circles") -> None:
    """One person's circle, and their tie with all that it rests on."""
    from ..desk.touch import tie_with
    from ..desk.words import count_of
    from .screen import plain_table

    tie, contact = tie_with(desk, person.id)
    circle = found.circle_of.get(person.id, "in no circle")
    word = "it cannot be told whether it is strong or weak" if tie.strength == "unknown" else f"a {tie.strength} tie"
    say(f"{person.name}: {circle}, {word}, by your own contact:", "")
    both = contact.theirs + contact.mine
    silent = "not known" if contact.silent is None else f"{count_of(contact.silent, 'day')} ago"
    plain_table([
        ["  last contact", silent],
        ["  months with contact in the past year", f"{contact.months}"],
        ["  begun by them, in two years", f"{contact.theirs / both:.0%}" if both else "nothing"],
        ["  ways of contact", f"{contact.channels}"],
        ["  from the first contact to the last", time_of(contact.lasted)],
        ["  known for", "not known" if contact.known is None else time_of(contact.known)],
    ], flexible=1)  # fmt: skip
    say("", "The last contact counts for as much as all the others together.")


def rhythm(days: int) -> str:
    """`every 14 days`, `every month`, `every 6 months`."""
    return f"every {time_of(days).removeprefix('1 ')}"


def time_of(days: int) -> str:
    """Days as one says them: `14 days`, `1 month`, `2 years`."""
    from ..desk.words import count_of

    if days < 30 or (days < 60 and days != 30):
        return count_of(days, "day")
    return count_of(days // 365, "year") if days >= 365 else count_of(days // 30, "month")


def hours_of(minutes: float) -> str:
    from ..desk.words import count_of

    return count_of(round(minutes / 60), "hour") if minutes >= 90 else count_of(round(minutes), "minute")
