"""What the user does with a request: decide, wait, keep the reply, put a step on the agenda."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from ..errors import ConflictError, NotFoundError, UsageError
from ..facts.values import Value
from . import schema
from .codec import day_text, dumps, facts_text, time_text
from .doubles import pair
from .identity import anchor
from .journal import Change
from .stating import BY_HAND
from .viewing import Viewing

STATES = ("open", "waiting", "snoozed", "accepted", "declined", "withdrawn")


class Deciding(Viewing):
    """Small changes about requests; each is one entry of the journal, or part of the change that is passed on."""

    def add_request(
        self,
        person_id: int,
        network: str,
        direction: str = "incoming",
        *,
        asked_at: datetime | None = None,
        note: str = "",
        note_reason: str = "",
        profile_id: int | None = None,
        change: Change | None = None,
    ) -> int:
        """Adds a request by hand and gives its id; ConflictError where the same is there already."""
        of_network = [one for one in self.profiles([person_id])[person_id] if one.network == network]
        with self._within(change, "add request", person_id=person_id) as open_change:
            if profile_id is None:
                profile_id = of_network[0].id if of_network else self._profile_on(open_change, person_id, network)
            asked = time_text(asked_at) if asked_at else None
            one = schema.request.c
            same = open_change.connection.execute(
                select(one.id).where(
                    one.profile_id == profile_id, one.direction == direction, one.asked_at.is_not_distinct_from(asked)
                )
            ).scalar()
            if same is not None:
                raise ConflictError(f"this request is there already, as {same}", next_step=f"`doorstep show {same}`")
            values = {
                "person_id": person_id, "profile_id": profile_id, "network": network, "direction": direction,
                "asked_at": asked, "note": note, "note_reason": note_reason, "state": "open",
                "state_since": open_change.at,
            }  # fmt: skip
            request_id = open_change.insert("request", values)
            open_change.request_id = open_change.request_id or request_id
            pair(open_change.connection)
            return request_id

    def _profile_on(self, change: Change, person_id: int, network: str) -> int:
        self.add_profile(person_id, network, change=change)
        return self.profiles([person_id])[person_id][-1].id

    def add_profile(
        self, person_id: int, network: str, key: str | None = None, *, url: str = "", change: Change | None = None
    ) -> int:
        """Adds a profile on another network to a person; ConflictError where its handle is somebody else's."""
        person = self.person(person_id)
        found = self.find_profile(network, key) if key else None
        if found is not None and found.person_id != person_id:
            raise ConflictError(f"`{key}` is the handle of another person", next_step="join the two, if they are one")
        if found is not None:
            return found.id
        with self._within(change, "add profile", person_id=person_id) as open_change:
            values = {
                "person_id": person_id, "network": network, "key": key or "?by-hand-" + secrets.token_hex(8),
                "exact": int(bool(key)), "name": person.name, "url": url,
            }  # fmt: skip
            first = anchor(open_change.connection, person_id)
            made = open_change.insert("profile", values)
            open_change.insert("link", {"profile_id": first, "other_profile_id": made, "reason": BY_HAND})
            return made

    def decide(
        self,
        request_id: int,
        *,
        action: str,
        state: str,
        verdict: str = "",
        because: Iterable[str] = (),
        policy: str = "",
        reason: str = "",
        obliged: bool | None = None,
        facts: Mapping[str, Value] | None = None,
        expected_state: str | None = None,
        change: Change | None = None,
    ) -> int:
        """Keeps a decision beside what doorstep had said (`verdict`, `because`: rules by name, `policy`: its print).

        `facts` are those that were known by then; a view that was given before belongs to the decision from now on.
        The request goes into `state`. Gives the decision's id; ConflictError where the request is no longer in
        `expected_state`.
        """
        request = self.request(request_id)
        request_id = request.id
        with self._within(change, action, person_id=request.person_id, request_id=request_id) as open_change:
            self.set_request_state(request_id, state, expected_state=expected_state, change=open_change)
            values = {
                "request_id": request_id, "at": open_change.at, "action": action, "verdict": verdict,
                "because": dumps(list(because)), "policy": policy, "reason": reason,
                "obliged": None if obliged is None else int(obliged),
                "facts": "" if facts is None else facts_text(facts),
            }  # fmt: skip
            decision_id = open_change.insert("decision", values)
            self.settle_view(request_id, decision_id, open_change)
            return decision_id

    def set_obliged(self, decision_id: int, obliged: bool | None, *, change: Change | None = None) -> None:
        """Keeps with a decision whether it felt obliged; NotFoundError where there is none."""
        with self._within(change, "word on a decision") as open_change:
            row = open_change.row("decision", decision_id)
            if row is None:
                raise NotFoundError(f"there is no decision {decision_id}")
            request = self.request(row["request_id"])
            if change is None:
                open_change.person_id, open_change.request_id = request.person_id, request.id
            open_change.update("decision", decision_id, {"obliged": None if obliged is None else int(obliged)})

    def set_request_state(
        self, request_id: int, state: str, *, expected_state: str | None = None, change: Change | None = None
    ) -> None:
        """Puts a request into a state, as the user's own word; ConflictError where it left `expected_state`."""
        if state not in STATES:
            raise UsageError(f"a request cannot be `{state}`", next_step="it can be " + ", ".join(STATES))
        with self._within(change, "request " + state) as open_change:
            request = self.request(request_id)
            request_id = request.id
            if change is None:
                open_change.person_id, open_change.request_id = request.person_id, request_id
            if expected_state is not None and request.state != expected_state:
                raise ConflictError(
                    f"request {request_id} changed meanwhile: its state is `{request.state}`, not `{expected_state}`",
                    next_step="look at it again, then decide",
                )
            answered = day_text(self.today) if state in ("accepted", "declined") else None
            open_change.update(
                "request",
                request_id,
                {"state": state, "state_since": open_change.at, "settled_by": "me", "answered_on": answered},
            )

    def keep_reply(self, request_id: int, text: str, *, change: Change | None = None) -> int:
        """Keeps the words of a reply; gives its id."""
        request = self.request(request_id)
        with self._within(change, "reply", person_id=request.person_id, request_id=request.id) as open_change:
            return open_change.insert("reply", {"request_id": request.id, "text": text, "at": open_change.at})

    def add_agenda(
        self,
        *,
        person_id: int | None = None,
        request_id: int | None = None,
        fact: str = "",
        text: str = "",
        due: date | None = None,
        change: Change | None = None,
    ) -> int:
        """Puts a step or a day on the agenda, of a request or of a person; gives its id."""
        if request_id is not None:
            request = self.request(request_id)
            request_id, person_id = request.id, person_id or request.person_id
        with self._within(change, "agenda", person_id=person_id, request_id=request_id) as open_change:
            values: dict[str, Any] = {
                "person_id": person_id, "request_id": request_id, "fact": fact, "text": text, "due": day_text(due),
                "at": open_change.at,
                "profile_id": None if person_id is None else anchor(open_change.connection, person_id),
            }  # fmt: skip
            return open_change.insert("agenda", values)

    def close_agenda(self, agenda_id: int, ended: str = "", *, change: Change | None = None) -> None:
        """Closes an item of the agenda, as done, dropped or nothing more; NotFoundError where there is none that is
        open."""
        with self._within(change, f"agenda {ended}".strip()) as open_change:
            row = open_change.row("agenda", agenda_id)
            if row is None or row["done_at"]:
                raise NotFoundError(
                    f"there is no open item {agenda_id} on the agenda", next_step="`doorstep agenda --all` lists them"
                )
            if change is None:
                open_change.person_id, open_change.request_id = row["person_id"], row["request_id"]
            open_change.update("agenda", agenda_id, {"done_at": open_change.at, "ended": ended})
