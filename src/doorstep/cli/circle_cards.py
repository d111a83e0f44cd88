"""Circles on the screen: the figures, attention against what there is, the layers, who is drifting, one person."""

from typing import TYPE_CHECKING

from .app import say

if TYPE_CHECKING:
    from ..desk.circles import Circles
    from ..desk.figures import Figures
    from ..desk.home import Desk
    from ..desk.touch import InTouch
    from ..ledger import Person


def figures_table(own: "Figures", counts: dict[str, int]) -> None:
    from ..desk.circle_words import rhythm
    from ..desk.words import count_of
    from .screen import Text, plain_table

    plain_table([
        [Text(f"  {one.name}", style="bold"), *([count_of(counts[one.name], "person", "people")] if counts else []),
         f"{one.minutes:,} min a month each", rhythm(one.every),
         Text("a guess" if one.is_guess else "", style="dim")]
        for one in own.circles
    ], flexible=3 if counts else 2)  # fmt: skip


def there(own: "Figures") -> str:
    from ..desk.circle_words import hours_of

    if own.minutes is None:
        return "How much attention there is you have not said: doorstep circles attention 30 says 30 hours a month."
    return f"There are {hours_of(own.minutes)} a month for all of them."


def room_lines(found: "Circles") -> list[str]:
    """What is asked for, against what there is, and how to say the latter."""
    from ..desk.circle_words import attention_lines

    says = "doorstep circles attention 30 says that you have 30 hours; until then `room` is not known."
    return [*attention_lines(found), *([says] if found.figures.minutes is None else [])]


def drifting(desk: "Desk", touch: "InTouch") -> None:
    from ..desk.circle_words import rhythm, usual
    from ..desk.words import count_of
    from .screen import Text, plain_table

    if touch.people:
        first = touch.people[0]
        who = first.name if len(desk.ledger.people_named(first.name)) == 1 else f"#{first.person_id}"
        say("", "It has been a while, should you like to be in touch:", "")
        plain_table([
            [Text(f"  {one.name}", style="bold"), f"{one.circle}, {rhythm(one.every)}",
             f"last on {one.last}", usual(one.contact)]
            for one in touch.people
        ], flexible=3, spare=(3,))  # fmt: skip
        say("", f'Once you were:   doorstep note "{who}" call',
            f'Not any more:    doorstep circles not-any-more "{who}"')  # fmt: skip
    if touch.unknown:
        many = count_of(touch.unknown, "person", "people")
        say("", f"Of {many} your records do not tell whether you were in touch lately.")


def person_lines(desk: "Desk", person: "Person", found: "Circles") -> None:
    """One person's circle, and their tie with all that it rests on."""
    from ..desk.circle_words import time_of
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
