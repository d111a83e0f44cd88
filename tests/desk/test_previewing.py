"""Looks at an edit, one after the other: what is kept between them, and when it is worked out anew."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from doorstep.desk import editing, people
from doorstep.desk.here import Here
from doorstep.desk.home import Desk
from doorstep.desk.previewing import Previews
from doorstep.desk.replaying import Replay
from doorstep.errors import ConflictError, PolicyError
from doorstep.ledger import Ledger

NOON = datetime(2026, 11, 21, 12)  # noqa: DTZ001  (local wall time)
POLICY = '# mine\n[networks.facebook.accept]\n"friends" = "role == friend"\n'


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "policy.toml").write_text(POLICY)
    with Desk(tmp_path, lambda: NOON) as one:
        for name in ("Nadia", "Otto"):
            people.add_request(one, "facebook", name)
        people.state(one, "Nadia", ["role=partner", "spoken=yes"])
        yield one


def names(previews: Previews, text: str) -> list[tuple[str, str, str]]:
    look = previews.look(text)
    assert look.changes
    return [(one.name, one.before, one.after) for one in look.changes.reach.touched]


def test_everybody_who_asked_is_read_once_until_the_ledger_changes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def counted(ledger: Ledger, today: date, here: Here) -> Replay:
        made.append(today)
        return Replay(ledger, today, here)

    monkeypatch.setattr("doorstep.desk.previewing.Replay", counted)
    previews, spoken = Previews(desk), POLICY.replace("role == friend", "spoken")
    for text in (spoken, POLICY, spoken, spoken):
        names(previews, text)
    assert len(made) == 1
    assert names(previews, spoken) == [("Nadia", "ask", "accept")]
    people.state(desk, "Otto", ["spoken=yes"])
    assert [name for name, _, _ in names(previews, spoken)] == ["Nadia", "Otto"]
    assert len(made) == 2


def test_a_look_says_the_same_with_and_without_what_is_kept(desk: Desk) -> None:
    kept = Previews(desk)
    for condition in ("spoken", "met", "always", "role in {partner, friend}", "not spoken", "is_patient or spoken"):
        own = '[facts.is_patient]\ntype = "yes/no"\n' if "patient" in condition else ""
        text = POLICY.replace("role == friend", condition) + own
        assert names(kept, text) == names(Previews(desk), text), condition


def test_what_stands_after_a_save_is_what_the_next_edit_is_held_against(desk: Desk) -> None:
    previews, spoken = Previews(desk), POLICY.replace("role == friend", "spoken")
    assert len(names(previews, spoken)) == 1
    editing.save(desk, spoken, editing.opened(desk).print)
    assert names(previews, spoken) == []
    assert previews.look(spoken).is_same
    assert [after for _, _, after in names(previews, POLICY)] == ["ask"]


def test_nothing_is_written_where_a_save_is_refused(desk: Desk) -> None:
    began = editing.opened(desk).print
    with pytest.raises(PolicyError):
        editing.save(desk, POLICY.replace("role", "rolle"), began)
    desk.policy_path.write_text(POLICY + "# theirs\n")
    with pytest.raises(ConflictError, match="meanwhile"):
        editing.save(desk, POLICY + "# mine too\n", began)
    with pytest.raises(ConflictError, match="meanwhile"):
        editing.restored(desk, 1, began)
    assert desk.policy_path.read_text() == POLICY + "# theirs\n"


def test_the_same_text_once_more_is_no_new_version(desk: Desk) -> None:
    began = editing.opened(desk).print
    done = editing.save(desk, POLICY.replace("\n", "\r\n"), began)
    assert done.version == done.before
    assert len(desk.ledger.policy_versions()) == 1
    assert desk.policy_path.read_text() == POLICY
