"""Asking somebody: no rating, dislike, conflict or warning gets into the note, whatever the ledger holds."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doorstep import Policy
from doorstep.desk.asking_out import asking
from doorstep.desk.home import Desk
from doorstep.desk.outgoing import keep_end, keep_sent
from doorstep.desk.people import add_request, note, state

from .test_private_reasons import MARK, NOW, POLICY, PRIVATE_WORDS, names, private, words

number = count()
shared = st.fixed_dictionaries(
    {fact: st.sampled_from(("yes", "no", "unknown")) for fact in ("met", "written", "worked_together", "introduced")}
)
contact = st.lists(
    st.tuples(st.sampled_from(("call", "meeting", "message")), st.sampled_from(("in", "out", "both")),
              st.integers(0, 900)), max_size=4,
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that many examples share; each adds somebody of its own."""
    with Desk(tmp_path_factory.mktemp("notes") / "fred", lambda: NOW) as opened:
        yield opened


@given(private, shared, names, contact, words, st.sampled_from(("facebook", "linkedin", "x", "xmpp")), st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_private_is_in_any_note(
    desk: Desk, facts: dict[str, object], ties: dict[str, str], named: dict[str, str],
    met: list[tuple[str, str, int]], remark: str, network: str, has_asked: bool,
) -> None:  # fmt: skip
    desk.__dict__["policy"] = Policy.parse(POLICY.format(**{key: f"{word}{key}" for key, word in named.items()}))
    item = add_request(desk, "bluesky", "Nadia Lindqvist", handle=f"nadia-{next(number)}", note=remark)
    who = f"#{item.request.person_id}"
    if not (ties["met"] == "yes" and facts["spoken"] == "no"):
        state(desk, who, [f"{fact}={value}" for fact, value in (facts | ties).items()])
    note(desk, who, "note", remark)
    for kind, direction, days in met:
        at = NOW - timedelta(days=days)
        desk.ledger.add_interaction(item.request.person_id, kind, direction, at, "you", remark)
    if has_asked:
        keep_sent(desk, who, network, on=(NOW - timedelta(days=40)).date(), words=remark)
        keep_end(desk, who, network, "withdrawn")
    found = asking(desk, who, network)
    assert MARK not in found.note
    assert not [word for word in PRIVATE_WORDS if word in found.note.casefold()], found.note


def test_the_note_is_the_same_whatever_is_thought_of_them(tmp_path: Path) -> None:
    told = set()
    for place, facts in enumerate((["like=0"], ["like=5", "trust=5"], ["warned_about=yes"], ["values_conflict=yes"])):
        with Desk(tmp_path / str(place), lambda: NOW) as opened:
            add_request(opened, "bluesky", "Nadia Lindqvist")
            state(opened, "#1", ["role=partner", "met=yes", *facts])
            told.add(asking(opened, "#1", "linkedin").note)
    assert len(told) == 1
    assert told.pop().startswith("Hello Nadia,")
