"""Public messages among students through the ordinary ledger: the published figures, and the rule of waiting."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from doorstep.desk.home import Desk
from doorstep.facts.seen import Reading, SeenInteraction, SeenProfile, Who
from doorstep.studies.silence import MEASURED, RULE, silence, waiting_rule

MESSAGES = Path(__file__).parents[2].parent / "shared" / "data" / "CollegeMsg.txt"


def history() -> Reading:
    """Each two people as one contact of the one who wrote first: to whom they wrote, and what came back."""
    begun: dict[frozenset[str], tuple[str, Who]] = {}
    met = []
    with MESSAGES.open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            sender, receiver, at = line.split()
            both = frozenset((sender, receiver))
            if both not in begun:
                name = f"{sender}-{receiver}"
                begun[both] = sender, Who("xmpp", name, name)
            first, who = begun[both]
            moment = datetime.fromtimestamp(int(at), UTC).replace(tzinfo=None)
            met.append(SeenInteraction(who, str(number), "message", "out" if sender == first else "in", moment))
    reading = Reading("students", met[-1].at.date())
    reading.profiles = [SeenProfile(who) for _, who in begun.values()]
    reading.interactions = met
    return reading


@pytest.mark.skipif(not MESSAGES.exists(), reason="the research data is not here")
def test_13248_first_contacts_give_the_published_table_and_the_rule_of_waiting(desk: Desk) -> None:
    desk.ledger.record_import(history(), file_name="students", file_hash="1")
    assert desk.ledger.counts()["interactions"] == 59_835
    found = silence(*desk.ledger.openings())
    assert found.first_contacts == 13_248
    assert found.answered / found.first_contacts == pytest.approx(0.467, abs=0.002)
    within = [found.within[days] / found.answered for days in (1, 7, 14)]
    assert within == pytest.approx([0.735, 0.906, 0.948], abs=0.002)
    silent = [found.silent[days].share for days in (7, 14, 30)]
    assert silent == pytest.approx([0.076, 0.044, 0.019], abs=0.002)
    assert [one.share for one in found.after] == pytest.approx([0.385, 0.161, 0.117, 0.103], abs=0.002)
    assert found == MEASURED, "what is shipped is what was counted"
    assert waiting_rule(found) == RULE
