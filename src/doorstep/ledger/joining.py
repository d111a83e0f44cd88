"""Two people who are one: joined, and taken apart again without loss."""

from sqlalchemy import select

from ..errors import ConflictError, NotFoundError, UsageError
from ..facts.observations import Observation
from . import schema
from .codec import dumps
from .deciding import Deciding
from .doubles import pair
from .identity import MINE, anchor, between, said, settle
from .journal import Change
from .stating import BY_HAND


class Joining(Deciding):
    """Joining and taking apart, and what follows from a suggestion."""

    def join(self, person_a: int, person_b: int, *, change: Change | None = None) -> int:
        """Everything of the second person goes to the first; gives the merge's id, to be taken apart by."""
        if person_a == person_b:
            raise UsageError("this is one and the same person already")
        self.person(person_a)
        self.person(person_b)
        with self._within(change, "join", person_id=person_a) as open_change:
            values = {
                "kept_id": person_a, "gone_id": person_b, "gone": dumps(open_change.row("person", person_b)),
                "kept_profile_id": anchor(open_change.connection, person_a),
                "gone_profile_id": anchor(open_change.connection, person_b), "at": open_change.at,
            }  # fmt: skip
            merge_id = open_change.insert("merge", values)
            settle(open_change.connection)
            pair(open_change.connection)
            return merge_id

    def take_apart(self, merge_id: int, *, change: Change | None = None) -> int:
        """Gives the second person back with all that was theirs and came to their profiles since; the person's id.

        That they are not the same is remembered: nothing in a file joins them again.
        """
        with self._within(change, "take apart") as open_change:
            merge = open_change.row("merge", merge_id)
            if merge is None:
                raise NotFoundError(f"there is no merge {merge_id}")
            if merge["apart_at"]:
                raise ConflictError(f"merge {merge_id} was taken apart already")
            open_change.update("merge", merge_id, {"apart_at": open_change.at})
            settle(open_change.connection)
            pair(open_change.connection)
            gone = open_change.row("profile", merge["gone_profile_id"])
            gone_id = int(gone["person_id"]) if gone else int(merge["gone_id"])
            if change is None:
                open_change.person_id = gone_id
            return gone_id

    def keep_apart(self, profile_a: int, profile_b: int, *, change: Change | None = None) -> None:
        """Two profiles are not one person, whatever a file says; remembered for good, until they are joined by hand."""
        with self._within(change, "keep apart") as open_change:
            first, second = sorted((profile_a, profile_b))
            one = schema.suggestion.c
            known = open_change.connection.execute(
                select(one.id).where(
                    one.kind == "same_person", one.profile_id == first, one.other_profile_id == second
                )
            ).scalars().all()  # fmt: skip
            for row_id in known:
                open_change.update("suggestion", row_id, {"state": "dismissed"})
            if not known:
                values = {"kind": "same_person", "profile_id": first, "other_profile_id": second, "state": "dismissed"}
                open_change.insert("suggestion", values | {"source": MINE, "reason": BY_HAND})
            settle(open_change.connection)
            pair(open_change.connection)

    def kept_apart(self) -> set[frozenset[int]]:
        """The pairs of people of whom the user said that they are not the same."""
        with self._reading() as connection:
            _, apart = said(connection)
            rows = connection.execute(select(schema.profile.c.id, schema.profile.c.person_id)).all()
            person_of = {row[0]: row[1] for row in rows}
        return {
            frozenset((person_of[one], person_of[other])) for one, other in apart if {one, other} <= person_of.keys()
        }

    def separate(self, profile_id: int, *, change: Change | None = None) -> int:
        """Takes a profile, and what stands with it alone, out of its person; gives the person that it is of now.

        A joining by the user is taken apart; against what a file says, it is remembered that they are not the same.
        """
        with self._within(change, "keep apart") as open_change:
            row = open_change.row("profile", profile_id)
            if row is None:
                raise NotFoundError(f"there is no profile {profile_id}")
            stays = anchor(open_change.connection, row["person_id"])
            if stays == profile_id:
                others = [one.id for one in self.profiles([row["person_id"]])[row["person_id"]] if one.id != profile_id]
                if not others:
                    raise ConflictError("there is nobody to tell it from: it is the only profile of this person")
                stays = others[0]
            assert stays is not None  # the profile has a person, and so an anchor
            for merge_id in between(open_change.connection, stays, profile_id):
                self.take_apart(merge_id, change=open_change)
            now = open_change.row("profile", profile_id)
            then = open_change.row("profile", stays)
            if now and then and now["person_id"] == then["person_id"]:
                self.keep_apart(stays, profile_id, change=open_change)
                now = open_change.row("profile", profile_id)
            assert now is not None  # it was there a moment ago
            return int(now["person_id"])

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
                row = open_change.row("suggestion", suggestion_id)
                if row and row["other_profile_id"] is not None:
                    self.keep_apart(row["profile_id"], row["other_profile_id"], change=open_change)
                return None
            if found.other_person_id is not None:
                return self.join(found.person_id, found.other_person_id, change=open_change)
            assert found.observation is not None  # it is the one or the other
            one = found.observation
            mine = Observation(one.fact, one.value, f"{one.source}, confirmed by me", self.today, "me")
            return self.state_fact(found.person_id, mine, change=open_change)
