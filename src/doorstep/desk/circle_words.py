"""What a person reads about their circles: rhythms, hours, the room that is left, the circles in the contact itself."""

from typing import Any

from ..studies.attention import BY_CLOSENESS, places
from ..studies.layers import FROM_PHONES, LEAST_DAYS, LEAST_PEOPLE, Layers
from ..studies.ties import Contact
from .circles import Circles, places_at
from .figures import Figures
from .home import Desk
from .touch import InTouch
from .words import count_of


def attention_lines(found: Circles) -> list[str]:
    """What is asked for, against what there is, and the room that is left."""
    used, there = found.attention.used + found.promised, found.attention.there
    lines = [f"They ask for {hours_of(used)} a month. A follower costs nothing."]
    if found.promised:
        lines.append(f"({hours_of(found.promised)} of it for people whom you let in lately.)")
    if found.figures.minutes is None:
        lines.append(
            f"A guess at what there is: {hours_of(there)}, as circles of 4, 11, 30 and 129 people would ask for."
        )
    elif found.left is None:
        lines.append("No export tells of contact in the past half year, so how much room is left is not known.")
    else:
        left = found.left
        of = [f"{places(left, one.minutes):,} {one.name}" for one in found.figures.circles
              if one.name in BY_CLOSENESS.values() and one.minutes]  # fmt: skip
        lines.append(
            f"There are {hours_of(there)}. " + (f"Room for {', or '.join(of)}." if left > 0 else "No room is left.")
        )
    return lines


def layers_line(found: Layers) -> str:
    """The circles that the contact itself shows, beside those of phone data; or that it is too little to tell."""
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


def usual(contact: Contact) -> str:
    """How it was with somebody: `in touch in 3 months of the past year, known for 4 years`."""
    known = f", known for {time_of(contact.known)}" if contact.known and contact.known >= 30 else ""
    return f"in touch in {count_of(contact.months, 'month')} of the past year{known}"


def rhythm(days: int) -> str:
    """`every 14 days`, `every month`, `every 6 months`."""
    return f"every {time_of(days).removeprefix('1 ')}"


def time_of(days: int) -> str:
    """Days as one says them: `14 days`, `1 month`, `2 years`."""
    if days < 30 or (days < 60 and days != 30):
        return count_of(days, "day")
    return count_of(days // 365, "year") if days >= 365 else count_of(days // 30, "month")


def hours_of(minutes: float) -> str:
    """Minutes as one says them: `45 minutes`, `12 hours`."""
    return count_of(round(minutes / 60), "hour") if minutes >= 90 else count_of(round(minutes), "minute")


def figures_as_dict(own: Figures) -> dict[str, Any]:
    """The user's own figures, as `circles set --json` gives them."""
    return {
        "circles": [
            {"name": one.name, "minutes": one.minutes, "every_days": one.every, "is_guess": one.is_guess}
            for one in own.circles
        ],
        "attention_minutes": own.minutes,
    }


def as_dict(desk: Desk, found: Circles, touch: InTouch) -> dict[str, Any]:
    """Circles, attention, room and who is drifting, as `circles --json` gives them."""
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
             "parts": parts(one.contact)}
            for one in touch.people
        ],
        "in_touch": touch.in_touch,
        "unknown": touch.unknown,
    }  # fmt: skip


def parts(contact: Contact) -> dict[str, Any]:
    """What a tie rests on."""
    return {
        "silent_days": contact.silent, "months_with_contact": contact.months, "begun_by_them": contact.theirs,
        "begun_by_me": contact.mine, "ways": contact.channels, "days_first_to_last": contact.lasted,
        "days_known": contact.known, "shared_people": contact.shared,
    }  # fmt: skip
