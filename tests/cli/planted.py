"""A folder with 120 decisions by simple standards, and a habit against them: recruiters are let in without a call."""

from datetime import datetime, timedelta
from random import Random

from doorstep.desk.deciding import decide
from doorstep.desk.home import Desk
from doorstep.facts.observations import Observation

from .runner import Doorstep

POLICY = """
[networks.linkedin]
otherwise = "decline"

[networks.linkedin.accept]
"we have spoken" = "spoken"
"I trust them" = "trust >= 4"

[networks.facebook.accept]
"friends" = "role == friend"
"""
FIRST = ("Nadia", "Otto", "Petra", "Dora", "Ines", "Tomás", "Mila", "Ugo", "Vera", "Zora", "Kit", "Jonas")
LAST = ("Lindqvist", "Reiter", "Novak", "Vance", "Prado", "Reyes", "Kovač", "Ferri", "Moss", "Weller")
NAMES = [f"{first} {last}" for last in LAST for first in FIRST]
ROLES = ("client", "vendor", "colleague", "student")


def planted(door: Doorstep) -> Doorstep:
    """The folder: one in ten asks as a recruiter and is let in, the others are answered by the standards but a few."""
    door.home.mkdir(mode=0o700, exist_ok=True)
    path = door.home / "policy.toml"
    path.write_text(POLICY, encoding="utf-8")
    path.chmod(0o600)
    dice, start = Random(20261121), datetime(2026, 1, 5, 9)  # noqa: DTZ001  (local wall time)
    moment = [start]
    with Desk(door.home, lambda: moment[0]) as desk:
        for number in range(len(NAMES)):
            moment[0] = start + timedelta(days=2 * number)
            is_recruiter, spoken, trust = number % 10 == 3, dice.random() < 0.5, dice.randrange(4)
            facts: dict[str, object] = {
                "role": frozenset({"recruiter"} if is_recruiter else {dice.choice(ROLES)}),
                "spoken": spoken and not is_recruiter, "trust": trust, "mutuals": dice.randrange(30),
            }  # fmt: skip
            person = desk.ledger.add_person(NAMES[number], "linkedin", f"asker-{number:03}-beispiel")
            with desk.ledger.change("state facts", person_id=person) as change:
                for name, value in facts.items():
                    one = Observation(name, value, "you", moment[0].date(), "me")  # type: ignore[arg-type]
                    desk.ledger.state_fact(person, one, change=change)
            request = desk.ledger.add_request(person, "linkedin", asked_at=moment[0])
            let_in = facts["spoken"] is True
            if is_recruiter and number % 60 != 3:
                let_in = True
            elif dice.random() < 0.04:
                let_in = not let_in
            differs = let_in != (facts["spoken"] is True)
            reason = f"{NAMES[number]} asked so kindly" if differs else ""
            decide(desk, request, "accept" if let_in else "decline", reason=reason)
    return door
