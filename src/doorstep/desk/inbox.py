"""The requests, each with its answer."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from ..facts.catalogue import Catalogue
from ..facts.observations import Known, Observation
from ..facts.values import as_text, duration_text, fold
from ..ledger import Request
from ..policy.answer import Answer, Plan
from ..replies import Draft, ReplyContext, draft
from .blind import hidden, own_views
from .here import Here
from .home import Desk
from .known import Dossier, asked_before, dossiers, values

NO_POLICY = "no standards yet: doorstep policy new"
UNSETTLED = ("open", "waiting", "snoozed")
# What stands in a row of `inbox --json` in the place of an answer that is not to be seen yet.
UNSEEN: dict[str, object] = {
    "verdict": None, "because": [], "possible": [], "steps": [], "questions": [], "offers": [], "assumed": [],
    "reply": "",
}  # fmt: skip


@dataclass(slots=True)
class Item:
    """A request with everything that there is to say about it. Worked out when asked for.

    `own_view` is what the user thinks of it so far. `hidden` is true where the answer is not to be shown before that.
    """

    desk: Desk
    request: Request
    dossier: Dossier
    of_request: tuple[Observation, ...]
    known: dict[str, Known]
    answer: Answer | None
    own_view: str = ""
    hidden: bool = False
    _drafted: Draft | None = None
    _folded: str | None = None

    @property
    def id(self) -> int:
        """The request's number."""
        return self.request.id

    @property
    def verdict(self) -> str:
        """accept, not_yet, ask or decline; ask where there are no standards yet."""
        return self.answer.verdict if self.answer else "ask"

    @property
    def because(self) -> list[str]:
        """The rules that the verdict rests on, in the user's words."""
        return list(self.answer.because) if self.answer else [NO_POLICY]

    @property
    def folded(self) -> str:
        """The name and the note as a search compares them."""
        if self._folded is None:
            self._folded = fold(self.request.name) + "\n" + fold(self.request.note)
        return self._folded

    @property
    def plan(self) -> Plan | None:
        """The cheapest way in, where there is one."""
        return self.answer.plans[0] if self.answer and self.answer.plans else None

    @property
    def note_kind(self) -> str:
        """What the note was taken for."""
        kind = self.known.get("note")
        return str(kind.value) if kind else "none"

    @property
    def note_reason(self) -> str:
        """Why the note was taken for what it is."""
        kind = self.known.get("note")
        return "you said so" if kind and kind.because[0].said_by == "me" else self.request.note_reason

    @property
    def asked_on(self) -> date | None:
        """The day of the request, where it is known."""
        return self.request.asked_at.date() if self.request.asked_at else None

    @property
    def link(self) -> str:
        """The network's own page of whoever asks, or nothing."""
        from ..networks import profile_link

        return profile_link(self.request.network, self.request.key) if not self.request.key.startswith("?") else ""

    @property
    def has_open_business(self) -> bool:
        """True where a deal, contract or case is open between the two."""
        known = self.known.get("open_business")
        return known is not None and known.value is True

    @property
    def offers(self) -> list[str]:
        """Networks that can be offered instead."""
        return list(self.answer.offers) if self.answer else []

    def facts(self, catalogue: Catalogue) -> dict[str, Known]:
        """What is known today of the person and the request, by the facts of a policy."""
        return self.dossier.facts(self.desk.today, catalogue, self.of_request)

    def steps(self) -> list[dict[str, object]]:
        """The steps and the wait of the cheapest plan, in words."""
        return plan_steps(self.plan)

    def draft(self) -> Draft:
        """The reply that goes with the answer."""
        if self._drafted is None:
            seen = self.known.get("on_record")
            if self.verdict == "ask" and seen is not None and seen.value is True:
                self._drafted = Draft("", "leave", optional=True)  # it is for the user to say, not for who asks
            else:
                self._drafted = draft(self.reply_context(self.verdict), self.desk.replies)
        return self._drafted

    def reply_context(self, verdict: str) -> ReplyContext:
        """All that a reply may know."""
        plan = self.plan if verdict == "not_yet" else None  # an accepted or declined asker hears of no step
        # a public account needs no invitation: only a door of some closeness is offered in words
        doors = self.desk.policy.standards.doors if self.desk.policy else {}
        offer = next((one for one in self.offers if doors[one].closeness > 0), "")
        opens_on = plan.waits[0].until if plan and plan.waits and not plan.steps else None
        return ReplyContext(
            asker=self.request.name,
            network=self.desk.display(self.request.network),
            verdict=verdict,  # type: ignore[arg-type]  # one of the four
            steps=tuple(step.fact for step in plan.steps) if plan else (),
            opens_on=opens_on,
            today=self.desk.today,
            offer=self.desk.display(offer) if offer else "",
            note=self.note_kind,  # type: ignore[arg-type]  # one of the fact's options
            owner=self.desk.owner,
            gentle=self.has_open_business,
        )

    def as_dict(self) -> dict[str, object]:
        """One row of `inbox --json`."""
        catalogue = self.desk.catalogue
        asked = self.asked_on
        return {
            "id": self.id,
            "network": self.request.network,
            "direction": self.request.direction,
            "person": {"id": self.request.person_id, "name": self.request.name},
            "asked_on": asked.isoformat() if asked else None,
            "note": self.request.note,
            "note_kind": self.note_kind,
            "note_reason": self.note_reason,
            "verdict": self.verdict,
            "because": self.because,
            "possible": sorted(self.answer.possible) if self.answer else ["ask"],
            "steps": self.steps(),
            "questions": [{"fact": one.fact, "text": one.text} for one in self.answer.questions] if self.answer else [],
            "offers": self.offers,
            "assumed": list(self.answer.assumed) if self.answer else [],
            "reply": self.draft().text,
            "link": self.link,
            "state": self.request.state,
            "facts": {name: as_text(catalogue[name], one.shown) for name, one in self.known.items()},
            "own_view": self.own_view or None,
        } | (UNSEEN if self.hidden else {})  # fmt: skip


def worth_first(item: Item) -> tuple[int, int]:
    """Where a request stands in a list for people: what can be done at once, then who wrote words of their own."""
    return (0, item.id) if item.hidden else policy_order(item)  # its place would tell the answer


def policy_order(item: Item) -> tuple[int, int]:
    """Where a request stands by its answer, then by its note; of equals the oldest comes first, as they are listed."""
    notes = ("personal", "template", "standard", "none", "pitch")
    return ("accept", "ask", "not_yet", "decline").index(item.verdict), notes.index(item.note_kind)


def plan_steps(plan: Plan | None) -> list[dict[str, object]]:
    """The steps and the wait of a plan in words: fact, text, who, minutes."""
    if plan is None:
        return []
    steps: list[dict[str, object]] = [
        {"fact": step.fact, "text": step.text, "who": step.who, "minutes": step.minutes} for step in plan.steps
    ]
    for wait in plan.waits:
        until = f", until {wait.until.isoformat()}" if wait.until else ""
        steps.append(
            {"fact": "wait", "text": f"wait {duration_text(wait.days)}{until}", "who": "time", "minutes": wait.days}
        )
    return steps


def items(
    desk: Desk,
    states: Collection[str] | None = ("open",),
    *,
    network: str | None = None,
    ids: Iterable[int] | None = None,
) -> list[Item]:
    """The requests in these states, decided, the oldest first. Of a person's repeated requests only the newest."""
    ledger, today = desk.ledger, desk.today
    wanted = ledger.requests(states, network=network, ids=ids, direction="incoming")
    if not wanted:
        return []
    people = dossiers(ledger, (one.person_id for one in wanted), today)
    observed = ledger.request_observations([one.id for one in wanted])
    is_all = ids is None and states is None and network is None
    is_whole = ids is None and network is None and states is not None and tuple(states) == ("open",)
    asking = {one.person_id for one in wanted}
    before = asked_before(wanted if is_all else ledger.requests(direction="incoming", person_ids=asking))
    views = own_views(ledger)
    unseen = hidden(ledger, wanted, views)
    made, here = [], Here(desk)
    for one in newest(wanted) if ids is None else wanted:
        own = observed[one.id]
        times = before.get(one.id, 0)
        own = [seen for seen in own if seen.fact != "asked_before"]
        own.append(Observation("asked_before", times, "your requests", one.first_seen or today, "records"))
        own += here.at(desk.policy, one.network)
        made.append(item(desk, one, people[one.person_id], tuple(own)))
        made[-1].own_view, made[-1].hidden = views.get(one.id, ""), one.id in unseen
    return made if not here.asks_about("room") else _in_turn(desk, made, is_open=is_whole)


def _in_turn(desk: Desk, made: list[Item], *, is_open: bool) -> list[Item]:
    """The same, where a door looks at room: who is open is answered with what is left when their turn comes."""
    from .line import in_line

    turns = {one.id: one for one in (in_line(desk, made) if is_open else items(desk))}
    return [turns.get(one.id, one) for one in made]


def newest(requests: Iterable[Request]) -> list[Request]:
    """The requests without those that the same person has repeated since on the same network, in the same order."""
    last = {(one.person_id, one.network, one.state in UNSETTLED or one.id): one.id for one in requests}
    kept = set(last.values())
    return [one for one in requests if one.id in kept]


def item(desk: Desk, request: Request, dossier: Dossier, own: tuple[Observation, ...]) -> Item:
    """One request, decided."""
    known = dossier.facts(desk.today, desk.catalogue, own)
    answer = desk.policy.decide(request.network, values(known), desk.today) if desk.policy else None
    return Item(desk, request, dossier, own, known, answer)


def one_item(desk: Desk, request_id: int) -> Item:
    """One request with its answer; NotFoundError where there is none."""
    desk.ledger.request(request_id)
    found = items(desk, None, ids=[request_id])
    if not found:
        from ..errors import NotFoundError

        raise NotFoundError(
            f"request {request_id} is one that you made", next_step="`doorstep inbox` lists those you got"
        )
    return found[0]
