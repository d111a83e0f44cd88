"""Whether to ask somebody to connect: now, later or not, by one's own door with the roles swapped."""

from dataclasses import dataclass
from datetime import date

from ..facts.text import clean_line
from ..facts.values import Value
from ..ledger import Interaction, Person
from ..networks import load, profile_link
from ..policy.answer import Answer
from ..replies import InvitationContext, Tie, invitation
from ..studies.mirror import mirrored, purpose_of
from ..studies.outreach import ASK, LONG_AGO, Advice, OwnDoor, Situation, advise, may_be_elsewhere
from ..studies.silence import RULE
from .blind import hidden, own_views
from .home import Desk
from .known import dossiers, values
from .outgoing import known_person
from .people import MAX_NAME, network_named
from .reached import Reached, is_full, notes_left, number, quota, reached

TIES: tuple[Tie, ...] = ("met", "spoken", "worked_together", "written", "introduced")


@dataclass(frozen=True, slots=True)
class Asking:
    """Everything that there is to say about asking somebody on a network. `person` is None where nobody is known.

    `answer` is what the own door would say with the roles swapped, None where there is none or `is_unseen`: a request
    of theirs waits for the user's own view. `heard` is the last contact in which they had a part; `told_until` is set
    where the records end long before today. `better` is a network that is open instead; `note` the draft for
    `note_for`, in `limit` characters; `notes_left` how many notes a free account has left this month; `silent_there`
    how many requests of the user's have been silent on this network for two weeks.
    """

    name: str
    person: Person | None
    network: str
    advice: Advice
    situation: Situation
    answer: Answer | None = None
    is_unseen: bool = False
    tie: Tie | None = None
    heard: Interaction | None = None
    told_until: date | None = None
    better: str = ""
    note: str = ""
    note_for: str = ""
    limit: int | None = None
    notes_left: int | None = None
    silent_there: int = 0
    link: str = ""


def asking(desk: Desk, name: str, network: str) -> Asking:
    """What doorstep says to asking this person there; UsageError where the name may be several people's."""
    key, person = network_named(desk, network), known_person(desk, name)
    shown = person.name if person else clean_line(name, MAX_NAME)
    of_person = dossiers(desk.ledger, [person.id], desk.today)[person.id] if person else None
    facts: dict[str, Value] = {"on_record": False}
    if of_person:
        facts = values(of_person.facts(desk.today, desk.catalogue))
    past = reached(desk, person, key, of_person.contact.contact_until if of_person else None)
    is_unseen = bool(hidden(desk.ledger, past.theirs, own_views(desk.ledger)))
    door = _own_door(desk, key, facts, past) if desk.policy and not is_unseen else None
    situation = _situation(desk, key, facts, past, door)
    advice = advise(situation, RULE)
    better = _better(desk, door, past, facts, advice) if may_be_elsewhere(advice) else ""
    note_for = key if advice.kind == ASK else better
    tie = next((one for one in TIES if facts.get(one) is True), None)
    is_long_ago = past.heard is not None and (desk.today - past.heard.at.date()).days > LONG_AGO
    limit, note = number(note_for, "note_length"), ""
    if note_for in desk.catalogue["note"].networks:
        shared: Tie = "again" if is_long_ago else tie or "plain"
        note = invitation(InvitationContext(shown, desk.display(note_for), desk.owner, shared, limit), desk.replies)
    return Asking(
        shown, person, key, advice, situation, door, is_unseen, tie, past.heard, past.told_until, better, note,
        note_for if note else "", limit, notes_left(past.sent, note_for, desk.today) if note else None,
        past.silent_there, _link(desk, person, note_for or key),
    )  # fmt: skip


def _own_door(desk: Desk, key: str, facts: dict[str, Value], past: Reached) -> Answer | None:
    """What the own door there would say to the user, were the other to decide by it."""
    before = sum(one.network == key for one in past.mine)
    with_note = key in desk.catalogue["note"].networks
    turned = mirrored(facts, asked_before=before, with_note=with_note)
    return desk.policy.decide(key, turned, desk.today) if desk.policy else None


def _situation(desk: Desk, key: str, facts: dict[str, Value], past: Reached, door: Answer | None) -> Situation:
    here = desk.networks.get(key)
    own = desk.policy.standards.doors.get(key) if desk.policy else None
    purpose = own.purpose if own else here.purpose if here else ""
    closeness = _closeness(desk, key)
    said_no = next((one for one in past.declined if _closeness(desk, one[1]) <= closeness), None)
    heard_on = past.heard.at.date() if past.heard else None
    closer = [one for day, one in past.declined if _closeness(desk, one) > closeness and day >= (heard_on or day)]
    shared, shares = facts.get("connected_on"), purpose_of(facts.get("role"))
    return Situation(
        today=desk.today,
        closeness=closeness,
        door=_own(door),
        is_connected=isinstance(shared, frozenset) and key in shared,
        they_asked=past.they_asked,
        open_since=past.open_since,
        elsewhere=past.elsewhere,
        withdrawn_on=past.withdrawn_on,
        declined_on=said_no[0] if said_no else None,
        declined_at=said_no[1] if said_no else "",
        declined_closer=closer[0] if closer else "",
        tries=past.tries,
        heard_on=heard_on,
        ask_again=number(key, "ask_again_days") or 0,
        is_full=is_full(desk, key),
        quota_until=quota(past.sent, key, desk.today),
        has_tie=any(facts.get(one) is True for one in (*TIES, "known")),
        fits=purpose == "public" or shares in (purpose, "both"),
        is_off=purpose == "personal" and shares == "business",
    )


def _closeness(desk: Desk, network: str) -> int:
    """How close a network is by the user's own door, else by what it is; 1 where neither is known."""
    door = desk.policy.standards.doors.get(network) if desk.policy else None
    known = desk.networks.get(network)
    return door.closeness if door else known.closeness if known else 1


def _own(door: Answer | None) -> OwnDoor:
    if door is None or not door.has_door:
        return OwnDoor()
    ways = [one for one in door.plans if one.steps or one.waits]
    plan = min(ways, key=lambda one: len(one.questions), default=None)  # what has to be told first is the less sure
    if plan is None:
        return OwnDoor(door.verdict)
    return OwnDoor(door.verdict, plan.steps[0].fact if plan.steps else "", plan.waits[0].until if plan.waits else None)


def _better(desk: Desk, door: Answer | None, past: Reached, facts: dict[str, Value], advice: Advice) -> str:
    """Another network whose own door would let me in, else one for what we share; none where I have asked in vain, or
    as close as one on which they said no, or closer."""
    heard_on = past.heard.at.date() if past.heard else date.min
    said_no = [_closeness(desk, network) for day, network in past.declined if day >= heard_on]
    taken = {one.network for one in past.mine if one.state != "accepted"}
    taken |= {one for one in load() if said_no and _closeness(desk, one) >= min(said_no)}
    shared = facts.get("connected_on")
    taken |= shared if isinstance(shared, frozenset) else set()
    offers = list(door.offers) if door else []
    if advice.because == "off_purpose":
        offers += [network for network, known in load().items() if known.purpose == "business"]
    return next((one for one in offers if one not in taken), "")


def _link(desk: Desk, person: Person | None, key: str) -> str:
    profiles = desk.ledger.profiles([person.id])[person.id] if person else []
    keys = [one.key for one in profiles if one.network == key and not one.key.startswith("?")]
    return profile_link(key, keys[0]) if keys else ""
