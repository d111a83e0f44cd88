"""One rule, word or door in fields: read from the address that opens it, and from the form that comes back."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...desk.rewording import HOUSE, WORDS, Change, DoorChange, Line, RuleChange, condition_of, table_of
from ...errors import UsageError
from ...policy import Policy
from ...policy.told import Told
from .. import forms

GONE = "gone"  # in the place of a kind: the rule is taken out
KINDS = {"accept": "accepts", "ask": "asks me first", "decline": "declines"}
NEARNESS = ("0 · public", "1 · semi-public", "2 · fairly private", "3 · private")


@dataclass(frozen=True, slots=True)
class Fields:
    """What the form holds. `what` is rule, word, door (what a door says of itself) or new (a new door); `was_name` and
    `was_kind` say which rule it was, empty for a new one."""

    what: str
    door: str
    was_kind: str = ""
    was_name: str = ""
    kind: str = "accept"
    name: str = ""
    condition: str = ""
    purpose: str = ""
    closeness: str = ""
    otherwise: str = "ask"

    @property
    def is_new(self) -> bool:
        """True where something is added."""
        return self.what == "new" or (self.what in ("rule", "word") and not self.was_name)

    def is_among(self, told: Told) -> bool:
        """True where the page shows the place to which the fields belong."""
        if self.what == "new":
            return True
        if self.what == "word":
            return not self.was_name or self.was_name in dict(told.words)
        of = {HOUSE: told.house} | {one.network: one.rules for one in told.doors}
        if self.door not in of or self.what == "door" or not self.was_name:
            return self.door in of
        return (self.was_kind, self.was_name) in [(one.kind, one.name) for one in of[self.door]]

    def change(self) -> Change:
        """What is to be changed. UsageError where the fields do not say it."""
        condition = " ".join(self.condition.split("\n")).replace("\r", " ").strip()
        if self.what in ("door", "new"):
            if self.closeness not in ("0", "1", "2", "3"):
                raise UsageError("how close it is goes from 0 to 3")
            return DoorChange(
                self.door, self.purpose, int(self.closeness), self.otherwise, self.what == "new", self.name, condition
            )
        place = WORDS if self.what == "word" else self.door
        was = Line(place, self.was_kind, self.was_name) if self.was_name else None
        if self.kind == GONE and was is not None:
            return RuleChange(was, None)
        return RuleChange(was, Line(place, "" if self.what == "word" else self.kind, self.name), condition)


def asked_for(query: Mapping[str, str], policy: Policy) -> Fields | None:
    """The fields that an address opens; None where it opens none. NotFoundError where there is no such rule."""
    what, door = query.get("edit", ""), query.get("door", "")
    kind, name = query.get("kind", ""), query.get("name", "")
    if what == "new":
        return Fields("new", door)
    if what == "door" and door in policy.networks:
        own = policy.standards.doors[door]
        return Fields("door", door, purpose=own.purpose, closeness=str(own.closeness), otherwise=own.otherwise)
    if what == "word" or (what == "rule" and (door == HOUSE or door in policy.networks)):
        kind = "" if what == "word" else kind if kind in KINDS else "accept"
        place = WORDS if what == "word" else door
        if not name:
            return Fields(what, place, kind=kind)
        condition = condition_of(table_of(policy.text), Line(place, kind, name))
        return Fields(what, place, kind, name, kind, name, condition)
    return None


def sent(form: Mapping[str, list[str]]) -> Fields:
    """The fields of a form that comes back."""
    names = ("what", "door", "was_kind", "was_name", "kind", "name", "condition", "purpose", "closeness", "otherwise")
    given = {name: forms.one(form, name) for name in names}
    given["kind"] = given["kind"] or given["was_kind"]
    # as it was written: a name may begin with a space
    return Fields(**given | {"was_name": forms.text_of(form, "was_name")})
