"""One request, one decision, one person, printed whole."""

from typing import TYPE_CHECKING

from ..desk.outcomes import told
from ..desk.words import (
    NOT_SHOWN,
    SHAPES,
    WORDS,
    ago,
    count_of,
    gist,
    grounds,
    listed,
    offered,
    on_network,
    reason,
    settled,
    shown,
    taken_for_granted,
)
from .screen import Text, answer_text, card, console, lines, plain_table, verdict_text

if TYPE_CHECKING:
    from ..desk.deciding import Decided
    from ..desk.home import Desk
    from ..desk.inbox import Item
    from ..desk.people import Portrait
    from ..ledger import Request
    from ..policy.answer import Answer

SETTLED = ("accepted", "declined", "withdrawn")
MARKS = {"yes": "✓", "no": "–", "unknown": "?"}


def numbered(request: "Request") -> Text:
    """A request's number and who asks, as the first line about it begins."""
    return Text(f"{request.id}  ").append(request.name or "(no name)", style="bold")


def request_card(desk: "Desk", item: "Item") -> None:
    """Prints everything about one request."""
    request = item.request
    state = "" if request.state == "open" else f" · {request.state}"
    title = numbered(request)
    title.append(f" asks on {desk.display(request.network)} · {ago(item.asked_on, desk.today)}{state}")
    console().print(title)
    if request.note:
        kind = f"  {item.note_kind}" + (f": {item.note_reason}" if item.note_reason else "")
        card(Text(""), [Text(f"“{request.note}”", style="italic"), Text(kind.strip(), style="dim")])
    if not item.hidden:
        console().print(Text(""))
    is_settled = request.state in SETTLED
    if item.own_view:
        console().print(Text(f"You thought: {WORDS[item.own_view]}. Your standards:"))
    if not is_settled and not item.hidden:
        _answer(desk, item)
    _decisions(desk, item)
    _known(desk, item)
    if item.hidden:
        _view_first(item)
        return
    if not is_settled:
        _stakes(desk, item)
        _questions(item)
        _reply(item)
    _actions(desk, item)


def _view_first(item: "Item") -> None:
    """How to say what one thinks before the answer is shown."""
    console().print(Text(""))
    console().print(Text("What do you think yourself?", style="bold"))
    for verdict, shape in SHAPES.items():
        lines([f"  {shape} doorstep show {item.id} --view {verdict}"])
    lines([Text("  The answer is shown then, and both are kept. To decide at once will do, too.", style="dim")])


def _decisions(desk: "Desk", item: "Item") -> None:
    """What the user did with it so far, with the reason that was kept."""
    views = {one.decision_id: one.answer for one in desk.ledger.views([item.id])}
    for one in desk.ledger.decisions(request_id=item.id):
        said = f"; your standards said {WORDS[one.verdict]}" if one.verdict in WORDS else ""
        if one.id in views:
            said += f"; before you saw that, you thought {WORDS[views[one.id]]}"
        reason = f"; “{one.reason}”" if one.reason else ""
        obliged = "; you felt obliged" if one.obliged else ""
        console().print(Text(f"You: {one.action}, {ago(one.at.date(), desk.today)}{said}{reason}{obliged}"))
    for outcome in desk.ledger.outcomes(request_id=item.id):
        words = f"; “{outcome.words}”" if outcome.words else ""
        console().print(Text(f"Since then: {told(outcome)}, {ago(outcome.on, desk.today)}{words}"))
    if item.request.state == "accepted" and item.request.settled_by != "me" and item.request.answered_on:
        console().print(Text(f"Accepted on {item.request.answered_on.isoformat()}, as your records tell"))


def _answer(desk: "Desk", item: "Item") -> None:
    head = verdict_text(item.verdict, wide=False)
    head.stylize("bold")
    if why := reason(item):
        head.append(f"  {why}")
    body: list[str | Text] = [*grounds(item)]
    if assumed := taken_for_granted(item):
        body.append(Text(assumed, style="dim"))
    card(head, body)


def answer_card(desk: "Desk", answer: "Answer") -> None:
    """Prints an answer that belongs to no request, rule by rule."""
    from ..desk.words import opens

    head = verdict_text(answer.verdict, wide=False)
    head.append("  " + listed([f"“{name}”" for name in answer.because]))
    body: list[str | Text] = []
    if answer.verdict == "not_yet" and answer.plans:
        body.append(opens(answer.plans[0], desk.catalogue))
    body += offered([desk.display(one) for one in answer.offers])
    for rule in answer.rules:
        tests = (
            ", ".join(f"{desk.policy.text_of(one.test)} {MARKS[one.truth]}" for one in rule.tests)
            if desk.policy
            else ""
        )
        body.append(Text(f"{MARKS[rule.truth]} {rule.kind}: “{rule.name}”  ", style="dim").append(tests))
    body += [f"? {one.text}" for one in answer.questions[:3]]
    if answer.assumed:
        body.append(Text(f"taken for granted: {listed(answer.assumed)}", style="dim"))
    card(head, body)


def _known(desk: "Desk", item: "Item") -> None:
    rows = []
    for name, known in item.known.items():
        if name in NOT_SHOWN:
            continue
        best = known.because[0]
        against = ""
        if known.against:
            other = known.against[0]
            against = f" (but {other.source}: {shown(desk.catalogue[other.fact], other.value)})"
        rows.append([f"  {name.replace('_', ' ')}", shown(desk.catalogue[name], known.shown),
                     Text(f"{best.source}, {ago(best.seen_on, desk.today)}{against}", style="dim")])  # fmt: skip
    console().print(Text(""))
    if not rows:
        console().print(Text("You have no record of this person beyond the request.", style="dim"))
        return
    console().print(Text("What you know", style="bold"))
    plain_table(rows, flexible=2, folds=True)


def _stakes(desk: "Desk", item: "Item") -> None:
    """Both sides in a line each, where anything is known; `doorstep stakes` tells all."""
    from ..desk.stakes import of_item

    no, yes = of_item(desk, item).short
    if no or yes:
        console().print(Text("\nAt stake  ", style="bold").append(f"doorstep stakes {item.id}", style="dim"))
        plain_table(
            [["  a no", no or "nothing that is known"], ["  a yes", yes or "nothing that is known"]],
            flexible=1,
            folds=True,
        )


def _questions(item: "Item") -> None:
    if item.answer is None or not item.answer.questions:
        return
    console().print(Text(""))
    console().print(Text("What would settle it", style="bold"))
    for one in item.answer.questions[:3]:
        fact = item.desk.catalogue[one.fact]
        example = "yes" if fact.type == "yes/no" else fact.options[0] if fact.options else "3"
        lines(
            [
                f"  ? {one.text}",
                Text(f'      doorstep set "#{item.request.person_id}" {one.fact}={example}', style="dim"),
                *_in_view(item, one.fact),
            ]
        )


def _in_view(item: "Item", fact: str) -> list[str | Text]:
    """What belongs in view before the user says whether they would mind."""
    if fact != "values_conflict":
        return []
    from ..desk.exposure import in_view

    line = in_view(item.desk, item.request.network)
    return [Text(f"      {line}", style="dim")] if line else []


def _limiting(desk: "Desk", key: str) -> list[str | Text]:
    """The one setting that would limit what somebody let in sees there."""
    network = desk.networks.get(key)
    line = (
        network.limiting.line
        if network and network.limiting
        else "doorstep knows no setting there that shows them less."
    )
    return [Text(line, style="dim")]


def _reply(item: "Item") -> None:
    drafted = item.draft()
    if not drafted.text:
        return
    console().print(Text(""))
    card(Text("Reply, if you like" if drafted.optional else "Reply", style="bold"), [drafted.text])


def _actions(desk: "Desk", item: "Item") -> None:
    network = desk.networks.get(item.request.network)
    console().print(Text(""))
    done = item.request.state in ("accepted", "declined", "withdrawn")
    rows = []
    not_yet = "reply" if network and "reply" in network.actions and item.verdict == "not_yet" else "leave"
    for command, kind in (("accept", "accept"), ("wait", not_yet), ("decline", "decline")):
        action = on_network(network, kind) if network else None
        rows.append([f"  doorstep {command} {item.id}", Text(action.line if action else "", style="dim")])
    if not done:
        plain_table(rows, flexible=1, folds=True)
    if item.request.state == "accepted":
        lines(_limiting(desk, item.request.network))
    if item.link:
        console().print(Text(f"  {item.link}", style="dim"))


def decided_card(desk: "Desk", done: "Decided") -> None:
    """Prints what was decided and what goes along with it."""
    request = done.item.request
    said = {"accept": "accepted", "decline": "declined", "wait": "waiting", "snooze": "snoozed"}[done.action]
    head = (
        Text(f"{request.id}  ")
        .append(request.name, style="bold")
        .append(f" on {desk.display(request.network)}: {said}")
    )
    body: list[str | Text] = []
    if done.until:
        body.append(f"comes back on {done.until.isoformat()}")
    if done.action == "wait" and done.steps:
        body.append(f"it waits for: {listed(done.steps)}; it comes back by itself when the door opens")
    elif done.action == "wait":
        body.append("it waits until you decide: doorstep inbox --state waiting lists it")
    if done.item.hidden and not done.differs and done.action != "snooze":
        body.append(Text(f"you had not seen it: your standards say {gist_of(done)}", style="dim"))
    if done.differs:
        body.append(
            Text(f"your standards say {gist_of(done)}; the decision is yours, and is kept as that", style="dim")
        )
    network = desk.networks.get(request.network)
    action = on_network(network, done.draft.action) if network and done.draft else None
    if action:
        body += [Text(f"on {desk.display(request.network)}: {action.how}", style="dim")]
        body += [Text(action.line, style="dim")] if action.line else []
    if done.action == "accept":
        body += _limiting(desk, request.network)
    if done.reply:
        body += ["", "Words to send:", "", done.reply]
    if done.item.link and done.action != "snooze":
        body += ["", Text(done.item.link, style="dim")]
    card(head, [*body, "", Text("doorstep undo takes it back", style="dim")])


def gist_of(done: "Decided") -> str:
    """What doorstep had said, in one line."""
    from ..desk.words import WORDS

    reason = gist(done.item)
    return WORDS[done.item.verdict] + (f" ({reason})" if reason else "")


def person_card(desk: "Desk", portrait: "Portrait") -> None:
    """Prints everything about one person."""
    console().print(Text(portrait.person.name, style="bold").append(f"  #{portrait.person.id}", style="dim"))
    for profile in portrait.profiles:
        since = f", connected since {profile.connected_since}" if profile.connected_since else ""
        key = "" if profile.key.startswith("?") else f" {profile.key}"
        connected = ", connected" if profile.is_connection and not since else ""
        lines([Text(f"  {desk.display(profile.network)}{key}{connected}{since}", style="dim")])
    rows = [
        [f"  {name.replace('_', ' ')}", shown(desk.catalogue[name], known.shown),
         Text(f"{known.because[0].source}, {ago(known.because[0].seen_on, desk.today)}", style="dim")]
        for name, known in portrait.known.items()
    ]  # fmt: skip
    console().print(Text(""))
    plain_table(rows, flexible=2, folds=True)
    if portrait.doors:
        console().print(Text("\nDoors", style="bold"))
        plain_table(
            ([f"  {desk.display(one)}", verdict_text(verdict)] for one, verdict in portrait.doors.items()), flexible=1
        )
    if portrait.requests:
        console().print(Text("\nRequests", style="bold"))
        plain_table(
            ([f"  {one.id}", desk.display(one.request.network), one.request.state,
              *([settled(one.request), ""] if one.request.state in ("accepted", "declined", "withdrawn")
                else [answer_text(one), "" if one.hidden else gist(one)])]
             for one in portrait.requests), flexible=4,
        )  # fmt: skip
    if portrait.contacts:
        console().print(Text("\nContact", style="bold"))
        plain_table(
            ([f"  {one.at.date()}", one.kind.replace("_", " "), one.source, one.words] for one in portrait.contacts),
            flexible=3,
            folds=True,
        )
    if portrait.suggestions:
        console().print(Text(f"\n{count_of(len(portrait.suggestions), 'suggestion')}: doorstep questions", style="dim"))
