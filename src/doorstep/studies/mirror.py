"""One's own door with the roles swapped: what is known of somebody, as they would know it of me."""

from collections.abc import Mapping

from ..facts.values import Value

# What two people share is the same for both.
SAME = (
    "known", "met", "spoken", "written", "introduced", "worked_together", "known_for", "last_contact",
    "contacts_past_year", "mutuals", "connected_on", "open_business",
)  # fmt: skip
# What only the other can say: how they feel about me, what they keep and have room for.
UNKNOWN = (
    "vouched_for", "know", "like", "trust", "respect", "close_mutuals", "account_age", "company", "place", "server",
    "would_see", "room",
)  # fmt: skip
# What the other would have to hold against me: taken for nothing, as it is with most people.
NOTHING_SAID: Mapping[str, Value] = {"warned_about": False, "values_conflict": False, "history": "none"}
# What turns round, or follows from how I would ask.
TURNED = ("role", "on_record", "is_bot", "is_organisation", "note", "claims_to_know_me", "asked_before")
# To my client I am a vendor. A role whose other side has no word (recruiter, student, patient, press) is unknown.
ROLES: Mapping[str, str] = {
    "client": "vendor", "former_client": "vendor", "prospect": "vendor", "vendor": "client", "family": "family",
    "friend": "friend", "partner": "partner", "colleague": "colleague", "former_colleague": "former_colleague",
    "classmate": "classmate", "neighbour": "neighbour", "stranger": "stranger",
}  # fmt: skip
BUSINESS = frozenset(
    {"client", "former_client", "prospect", "partner", "colleague", "former_colleague", "vendor", "recruiter", "press"}
)
PRIVATE = frozenset({"family", "friend", "classmate", "neighbour"})
_TIES = ("known", "written", "worked_together")  # met implies spoken, spoken implies known


def mirrored(facts: Mapping[str, Value], *, asked_before: int = 0, with_note: bool = True) -> dict[str, Value]:
    """What somebody would know of me, from what I know of them; what it leaves out is unknown. Of what I think of them
    nothing goes over.

    `asked_before` counts my own requests there; `with_note` is true where a request carries words, which would be
    personal ones. Facts of a policy's own have no known other side.
    """
    found = {name: facts[name] for name in SAME if name in facts}
    roles = facts.get("role")
    if isinstance(roles, frozenset) and roles and all(role in ROLES for role in roles):
        found["role"] = frozenset(ROLES[role] for role in roles)
    if facts.get("on_record") is False:
        found["on_record"] = False  # nothing here of them, so most likely nothing there of me
    elif any(found.get(tie) is True for tie in _TIES) or found.get("connected_on"):
        found["on_record"] = True
    is_known = found.get("known")
    if is_known is not None:
        found["claims_to_know_me"] = is_known
    found |= NOTHING_SAID
    found |= {"is_bot": False, "is_organisation": False, "asked_before": asked_before}
    found["note"] = "personal" if with_note else "none"
    return found


def purpose_of(roles: object) -> str:
    """What two people share by their roles: business, personal, both, or nothing that is known."""
    found = roles if isinstance(roles, frozenset) else frozenset()
    shared = {name for name, some in (("business", BUSINESS), ("personal", PRIVATE)) if found & some}
    return "both" if len(shared) == 2 else next(iter(shared), "")
