"""A ledger of before the links: who was one person stays one, and a joining can still be taken apart."""

import sqlite3
from pathlib import Path

from doorstep.ledger import Ledger, migrating, opening
from doorstep.ledger.identity import settle

from .conftest import now
from .content import rows

OLD = """
INSERT INTO person (id, name, folded, named_by) VALUES
  (1, 'Ines Prado', 'ines prado', 'records'), (3, 'My Otto', 'my otto', 'me');
INSERT INTO profile (id, person_id, network, key, exact, name) VALUES
  (1, 1, 'linkedin', 'ines', 1, 'Ines Prado'), (2, 1, 'email', 'ines@prado-beispiel.example', 1, ''),
  (3, 1, 'facebook', 'ines.p', 1, 'Ines P'), (4, 3, 'linkedin', 'otto', 1, 'Otto Berg');
INSERT INTO observation (person_id, fact, value, source, seen_on, said_by) VALUES
  (1, 'trust', '4', 'you', '2026-10-01', 'me');
INSERT INTO interaction (person_id, network, key, kind, direction, at) VALUES
  (3, '', 'k', 'call', 'both', '2026-10-01T10:00:00');
INSERT INTO agenda (person_id, text, at) VALUES (3, 'call him', '2026-10-01T10:00:00');
INSERT INTO merge (kept_id, gone_id, gone, moved, at) VALUES
  (1, 2, '{"name": "Ines P"}', '{"profile": [[3, 3]]}', '2026-10-02T10:00:00');
"""


def test_people_of_an_older_ledger_stay_who_they_were_and_come_apart_as_before(home: Path) -> None:
    home.mkdir(mode=0o700)
    path = home / "ledger.db"
    engine = opening.engine_for(path)
    with engine.connect() as connection:
        migrating.upgrade(connection, "0001")
    engine.dispose()
    with sqlite3.connect(path) as old:
        old.executescript(OLD)
    old.close()
    with Ledger.open(home, now=now) as ledger:
        with ledger.change("look") as change:
            assert settle(change.connection, thorough=True) == {}
        assert {one.id: (one.name, one.is_mine) for one in ledger.people().values()} == {
            1: ("Ines Prado", False), 3: ("My Otto", True),
        }  # fmt: skip
        stands_with = [rows(ledger, table)[0]["profile_id"] for table in ("observation", "interaction", "agenda")]
        assert stands_with == [1, 4, 4]
        gone = ledger.take_apart(ledger.merges()[0].id)
        assert gone == 2
        assert [one.name for one in ledger.people().values()] == ["Ines Prado", "Ines P", "My Otto"]
        assert {one.network for one in ledger.profiles([1])[1]} == {"linkedin", "email"}
