"""What the user says about people: new ones, facts, contacts, names, suggestions."""

import json
import secrets
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select

from ..errors import ConflictError, NotFoundError
from ..facts.observations import Observation
from . import schema
from .book import mark
from .codec import day_text, dumps, fold, time_text, value_text
from .contacts import Contacts
from .identity import anchor, settle
from .journal import Change
from .partition import EMAIL
from .records import OpenSuggestion

BY_HAND = "said by me"


class Stating(Contacts):
    """Small changes about people; each is one entry of the journal, or part of the change that is passed on."""

    def add_person(
        self,
        name: str,
        network: str,
        key: str | None = None,
        *,
        url: str = "",
        emails: tuple[str, ...] = (),
        is_connection: bool = False,
        connected_since: date | None = None,
        change: Change | None = None,
    ) -> int:
        """Adds somebody on a network and gives the person's id; without a handle the profile has a key of its own.

        Where the handle or an e-mail address is known already, that person is given, with the profile added.
        """
        with self._within(change, "add person") as open_change:
            keys = [(network, key)] if key else []
            keys += [(EMAIL, one.casefold()) for one in emails]
            known = [found for one in keys if (found := self.find_profile(*one))]
            if len({one.person_id for one in known}) > 1:
                raise ConflictError(
                    f"`{name}` has the handle of one person and the e-mail address of another",
                    next_step="join the two first, if they are one",
                )
            missing = [one for one in keys if one not in {(it.network, it.key) for it in known}]
            person_id = known[0].person_id if known else None
            if person_id is None:
                person_id = open_change.new_person(name, fold(name))
                open_change.person_id = open_change.person_id or person_id
                first: int | None = None
            else:
                first = anchor(open_change.connection, person_id)
            if not key and not (known and any(one.network == network for one in self.profiles([person_id])[person_id])):
                missing.insert(0, (network, "?by-hand-" + secrets.token_hex(8)))
            for on, of in missing:
                self._welcome_back(open_change, on, of)
                is_main = on == network
                values: dict[str, Any] = {
                    "person_id": person_id, "network": on, "key": of, "exact": int(not of.startswith("?")),
                    "name": name if is_main else "", "url": url if is_main else "",
                    "is_connection": int(is_connection and is_main),
                    "connected_since": day_text(connected_since) if is_main else None,
                    "called": "" if first else name, "born_id": None if first else person_id,
                }  # fmt: skip
                made = open_change.insert("profile", values)
                if first is None:
                    first = made
                else:
                    open_change.insert("link", {"profile_id": first, "other_profile_id": made, "reason": BY_HAND})
            return person_id

    def _welcome_back(self, change: Change, network: str, key: str) -> None:
        """Somebody forgotten whom the user adds by hand is no longer kept out of imports."""
        one = schema.forgotten
        for salt in change.connection.execute(select(one.c.salt).distinct()).scalars().all():
            change.connection.execute(delete(one).where(one.c.hash == mark(salt, network, key)))

    def rename(self, person_id: int, name: str, *, change: Change | None = None) -> None:
        """Gives a person the name that the user calls them by; imports do not change it any more."""
        self.person(person_id)
        with self._within(change, "rename", person_id=person_id) as open_change:
            mine = anchor(open_change.connection, person_id)
            for one in self.profiles([person_id])[person_id]:
                open_change.update("profile", one.id, {"called": name if one.id == mine else ""})
            settle(open_change.connection)

    def change_handle(self, profile_id: int, key: str, *, change: Change | None = None) -> None:
        """A profile has a new handle; the former one is kept, and still known by."""
        with self._within(change, "change handle") as open_change:
            row = open_change.row("profile", profile_id)
            if row is None:
                raise NotFoundError(f"there is no profile {profile_id}")
            other = self.find_profile(row["network"], key)
            if other is not None and other.id != profile_id:
                raise ConflictError(
                    f"`{key}` is the handle of another person", next_step="join the two, if they are one"
                )
            former = dumps([*dict.fromkeys([*json.loads(row["former"]), row["key"]])])
            open_change.update("profile", profile_id, {"key": key, "exact": 1, "former": former})

    def state_fact(self, person_id: int, one: Observation, *, change: Change | None = None) -> int:
        """Keeps an observation about a person; gives its id."""
        self.person(person_id)
        with self._within(change, "state fact", person_id=person_id) as open_change:
            stands_with = {"person_id": person_id, "profile_id": anchor(open_change.connection, person_id)}
            return open_change.insert("observation", stands_with | _columns(one))

    def state_request_fact(self, request_id: int, one: Observation, *, change: Change | None = None) -> int:
        """Keeps an observation about a request itself, as when the kind of its note is corrected; gives its id."""
        request = self.request(request_id)
        with self._within(
            change, "state request fact", person_id=request.person_id, request_id=request_id
        ) as open_change:
            return open_change.insert("observation", {"request_id": request_id} | _columns(one))

    def withdraw_fact(self, observation_id: int, *, change: Change | None = None) -> None:
        """Takes an observation out; one that an import brought stays out when the same is imported again."""
        with self._within(change, "withdraw fact") as open_change:
            row = open_change.row("observation", observation_id)
            if row is None or row["withdrawn"]:
                raise NotFoundError(f"there is no observation {observation_id}")
            if change is None:
                open_change.person_id, open_change.request_id = row["person_id"], row["request_id"]
            if row["import_id"] is None:
                open_change.delete("observation", observation_id)
            else:
                open_change.update("observation", observation_id, {"withdrawn": 1})

    def add_interaction(
        self,
        person_id: int,
        kind: str,
        direction: str,
        at: datetime,
        source: str,
        words: str = "",
        *,
        network: str = "",
        change: Change | None = None,
    ) -> int:
        """Notes a contact (call, meeting, message …; in, out or both) with the user's words; gives its id."""
        self.person(person_id)
        with self._within(change, "add interaction", person_id=person_id) as open_change:
            values = {
                "person_id": person_id, "network": network, "key": "?by-hand-" + secrets.token_hex(8), "kind": kind,
                "direction": direction, "at": time_text(at), "source": source, "words": words,
                "profile_id": anchor(open_change.connection, person_id),
            }  # fmt: skip
            return open_change.insert("interaction", values)

    def remove_interaction(self, interaction_id: int, *, change: Change | None = None) -> None:
        """Takes a contact out that the user had noted."""
        with self._within(change, "remove interaction") as open_change:
            row = open_change.row("interaction", interaction_id)
            if row is None:
                raise NotFoundError(f"there is no interaction {interaction_id}")
            if row["import_id"] is not None:
                raise ConflictError(
                    "this contact is in an export",
                    next_step="undo the import, or forget the person; see `doorstep log`",
                )
            if change is None:
                open_change.person_id = row["person_id"]
            open_change.delete("interaction", interaction_id)

    def set_suggestion(self, suggestion_id: int, state: str, *, change: Change | None = None) -> OpenSuggestion:
        """Notes what the user made of a suggestion: confirmed, dismissed (for good), or open again."""
        found = self.suggestions(None, suggestion_id=suggestion_id)
        if not found:
            raise NotFoundError(f"there is no suggestion {suggestion_id}")
        with self._within(change, "suggestion", person_id=found[0].person_id) as open_change:
            open_change.update("suggestion", suggestion_id, {"state": state})
        return found[0]

    def setting(self, key: str) -> str | None:
        """A setting, or None."""
        one = schema.setting.c
        with self._reading() as connection:
            return connection.execute(select(one.value).where(one.key == key)).scalar()

    def set_setting(self, key: str, value: str, *, change: Change | None = None) -> None:
        """Keeps a setting."""
        with self._within(change, "setting") as open_change:
            one = schema.setting.c
            row_id = open_change.connection.execute(select(one.id).where(one.key == key)).scalar()
            if row_id is None:
                open_change.insert("setting", {"key": key, "value": value})
            else:
                open_change.update("setting", row_id, {"value": value})


def _columns(one: Observation) -> dict[str, Any]:
    return {
        "fact": one.fact, "value": value_text(one.value), "source": one.source, "seen_on": one.seen_on.isoformat(),
        "said_by": one.said_by,
    }  # fmt: skip
