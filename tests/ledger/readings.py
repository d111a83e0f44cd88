"""Invented readings of any size, the same for the same numbers."""

from datetime import date, datetime, timedelta

from doorstep.facts.observations import Observation
from doorstep.facts.seen import Reading, SeenInteraction, SeenProfile, SeenRequest, Who

DAY = date(2026, 10, 1)


def who(number: int, network: str = "linkedin") -> Who:
    return Who(
        network, f"person-{number}", f"Person Number{number}", url=f"https://{network}.example/in/person-{number}"
    )


def big(
    profiles: int = 30_000, requests: int = 5_000, interactions: int = 100_000, day: date = DAY, accepted: int = 0
) -> Reading:
    """Connections with two observations each, requests with two each, interactions with the connections."""
    reading = Reading("LinkedIn archive", day)
    start = datetime.fromisoformat("2020-01-01T09:00:00")
    people = [who(number) for number in range(profiles)]
    for number, one in enumerate(people):
        said = (
            Observation("company", f"company {number % 3000}", "LinkedIn connections", day, "asker"),
            Observation("connected_on", frozenset({"linkedin"}), "LinkedIn connections", day, "records"),
        )
        reading.profiles.append(SeenProfile(one, said, True, DAY - timedelta(days=number % 3000)))
    for number in range(requests):
        one = who(profiles + number)
        said = (
            Observation("note", "none" if number % 2 else "pitch", "LinkedIn invitations", day, "asker"),
            Observation("claims_to_know_me", False, "LinkedIn invitations", day, "asker"),
        )
        state = "accepted" if number < accepted else "open"
        reading.requests.append(
            SeenRequest(
                one, "linkedin", "incoming", start + timedelta(minutes=number), f"Hello, this is {number}", state,
                day if number < accepted else None, said,
            )
        )  # fmt: skip
    for number in range(interactions):
        reading.interactions.append(
            SeenInteraction(
                people[number * 7919 % profiles], f"{number * 2654435761 % 2**64:016x}-{number:08d}", "message",
                "in" if number % 2 else "out", start + timedelta(minutes=20 * number),
            )
        )  # fmt: skip
    return reading
