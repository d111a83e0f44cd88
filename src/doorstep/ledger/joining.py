"""Two people who are one: joined, and taken apart again without loss."""

import json
from typing import Any

from sqlalchemy import select

from ..errors import ConflictError, NotFoundError, UsageError
from ..facts.observations import Observation
from . import schema
from .codec import dumps, ids_in, runs_of
from .deciding import Deciding
from .journal import Change

_OF_PERSON = ("profile", "observation", "interaction", "request", "agenda")


class Joining(Deciding):
    """Joining and taking apart, and what follows from a suggestion."""

    def join(self, person_a: int, person_b: int, *, change: Change | None = None) -> int:
        """Everything of the second person goes to the first; gives the merge's id, to be taken apart by."""
        if person_a == person_b:
            raise UsageError("this is one and the same person already")
        self.person(person_a)
        self.person(person_b)
        with self._within(change, "join", person_id=person_a) as open_change:
            moved: dict[str, Any] = {}
            for name in _OF_PERSON:
                one = schema.TABLES[name]
                ids = (
                    open_change.connection.execute(select(one.c.id).where(one.c.person_id == person_b)).scalars().all()
                )
                for row_id in ids:
                    open_change.update(name, row_id, {"person_id": person_a})
                if ids:
                    moved[name] = runs_of(ids)
            # an earlier merge into the second person is now one into the first
            earlier = select(schema.merge.c.id).where(schema.merge.c.kept_id == person_b)
            merges = open_change.connection.execute(earlier).scalars().all()
            for merge_id in merges:
                open_change.update("merge", merge_id, {"kept_id": person_a})
            if merges:
                moved["merge"] = runs_of(merges)
            gone = open_change.row("person", person_b)
            open_change.delete("person", person_b)
            return open_change.insert(
                "merge",
                {
                    "kept_id": person_a,
                    "gone_id": person_b,
                    "gone": dumps(gone),
                    "moved": dumps(moved),
                    "at": open_change.at,
                },
            )

    def take_apart(self, merge_id: int, *, change: Change | None = None) -> int:
        """Gives the second person back with all that was theirs and came to their profiles since; the person's id."""
        with self._within(change, "take apart") as open_change:
            merge = open_change.row("merge", merge_id)
            if merge is None:
                raise NotFoundError(f"there is no merge {merge_id}")
            if merge["apart_at"]:
                raise ConflictError(f"merge {merge_id} was taken apart already")
            later = open_change.connection.execute(
                select(schema.merge.c.id).where(
                    schema.merge.c.id > merge_id, schema.merge.c.apart_at.is_(None),
                    schema.merge.c.kept_id == merge["kept_id"],
                    schema.merge.c.id.not_in(list(ids_in(json.loads(merge["moved"]).get("merge", [])))),
                )
            ).scalar()  # fmt: skip
            if later is not None:
                raise ConflictError(f"merge {later} came after it", next_step="take that one apart first")
            gone_id, moved = merge["gone_id"], json.loads(merge["moved"])
            if change is None:
                open_change.person_id = gone_id
            open_change.insert("person", json.loads(merge["gone"]))
            for name, row_id in self._theirs(open_change, merge["kept_id"], moved):
                open_change.update(name, row_id, {"person_id": gone_id})
            for earlier_id in ids_in(moved.get("merge", [])):
                open_change.update("merge", earlier_id, {"kept_id": gone_id})
            open_change.update("merge", merge_id, {"apart_at": open_change.at})
            return int(gone_id)

    def _theirs(self, change: Change, kept_id: int, moved: dict[str, Any]) -> list[tuple[str, int]]:
        """The rows that moved and are still there, and those that imports have added to the moved profiles since."""
        profiles = list(ids_in(moved.get("profile", [])))
        found: list[tuple[str, int]] = []
        for name in _OF_PERSON:
            one = schema.TABLES[name]
            ids = set(ids_in(moved.get(name, [])))
            for row in change.connection.execute(select(one).where(one.c.person_id == kept_id)).mappings():
                if row["id"] in ids or (name != "profile" and row.get("profile_id") in profiles):
                    found.append((name, row["id"]))
        return found

    def resolve_suggestion(self, suggestion_id: int, state: str, *, change: Change | None = None) -> int | None:
        """Confirms or dismisses a suggestion. Confirmed: the two are joined, or the fact is stated as the user's own.

        Gives the id of the merge or of the observation, None where it was dismissed (which is remembered for good).
        """
        if state not in ("confirmed", "dismissed"):
            raise UsageError(f"a suggestion cannot be `{state}`", next_step="it can be confirmed or dismissed")
        with self._within(change, "suggestion " + state) as open_change:
            found = self.set_suggestion(suggestion_id, state, change=open_change)
            if found.state != "open":
                raise ConflictError(f"suggestion {suggestion_id} is {found.state} already", next_step="undo that first")
            if change is None:
                open_change.person_id = found.person_id
            if state == "dismissed":
                return None
            if found.other_person_id is not None:
                return self.join(found.person_id, found.other_person_id, change=open_change)
            assert found.observation is not None  # it is the one or the other
            one = found.observation
            mine = Observation(one.fact, one.value, f"{one.source}, confirmed by me", self.today, "me")
            return self.state_fact(found.person_id, mine, change=open_change)
