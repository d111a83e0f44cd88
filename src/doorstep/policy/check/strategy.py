"""What the declared strategy asks of the rules: open, audience, content or hybrid (Ollier-Malaterre, Rothbard and
Berg, Academy of Management Review 38(4), 2013)."""

from __future__ import annotations

from collections.abc import Iterator

from ..boxes import uncovered
from ..compare import same_answers
from ..compiled import CompiledDoor
from ..phrases import network_name
from ..standards import STRATEGIES
from ..tree import tests_in
from .finding import Finding
from .inspection import Inspection, names_of

# People known from work, who are kept from private doors where audiences are kept apart. Colleagues are not among
# them: most people let them in (Frampton and Child, Computers in Human Behavior, 2013).
FROM_WORK = ("client", "former_client", "prospect", "partner", "vendor", "recruiter", "student", "patient")
EXPOSURE = ("would_see", "values_conflict")


def contradicted(look: Inspection) -> Iterator[Finding]:
    """What in the rules goes against the strategy that the policy declares; nothing where it declares none."""
    declared = look.policy.standards.strategy
    if declared is not None:
        yield from against(look, declared)


def against(look: Inspection, strategy: str) -> Iterator[Finding]:
    """What in the rules goes against a strategy, declared or not."""
    if strategy == "open":
        yield from _choosy(look)
    if strategy in ("audience", "hybrid"):
        yield from _mixed(look, strategy)
    if strategy in ("content", "hybrid"):
        yield from _blind_to_exposure(look, strategy)


def strategies_of(look: Inspection) -> tuple[str, ...]:
    """The strategies that the rules go together with."""
    return tuple(one for one in STRATEGIES if not list(against(look, one)))


def _choosy(look: Inspection) -> Iterator[Finding]:
    """Open: a door that is not personal lets everybody in whom no rule keeps out."""
    for door in look.doors:
        if door.door.purpose == "personal":
            continue
        left = uncovered((), (*door.accept, *door.decline, *door.ask), door.full)
        if left is not None:
            example = look.person(left, door.variables)
            assert look.policy.decide(door.network, example).verdict != "accept"
            message = (
                f"the strategy is open, yet {network_name(door.network)} does not let in everybody whom no rule "
                "keeps out; let it, or call the strategy `audience`"
            )
            yield look.finding("strategy", message, door, (), example)


def _mixed(look: Inspection, strategy: str) -> Iterator[Finding]:
    """Audience and hybrid: people from work stay out of personal doors as such, and doors differ."""
    for door in look.doors:
        if door.door.purpose == "personal":
            yield from _open_to_work(look, door, strategy)
    if len(look.doors) > 1 and all(
        same_answers(look.doors[0].door, other.door, look.catalogue) for other in look.doors[1:]
    ):
        message = (
            f"the strategy is {strategy}, yet every door answers everybody alike; let them differ, or call it `open`"
        )
        yield look.finding("strategy", message)


def _open_to_work(look: Inspection, door: CompiledDoor, strategy: str) -> Iterator[Finding]:
    """Somebody from work whom a personal door lets in for being just that."""
    spot = door.spot_of.get("role")
    for role in FROM_WORK:
        if spot is None:
            state: tuple[tuple[int, int], ...] = ()
        else:
            variable = door.variables[spot]
            assert variable.cell is not None
            state = ((spot, 1 << variable.cell(frozenset({role}))),)
        near = [rule for rule in door.rules if rule.rule.kind == "accept" and rule.boxes]
        sure = [rule for rule in near if uncovered(state, rule.boxes, door.full) is None]
        example = {"role": frozenset({role})}
        if sure and "accept" in look.policy.decide(door.network, example).possible:
            message = (
                f"the strategy is {strategy}, yet {names_of(sure[:1])} lets people from work in at "
                f"{network_name(door.network)}, which is personal, for no more than that"
            )
            yield look.finding("strategy", message, door, sure[:1], example)
            return


def _blind_to_exposure(look: Inspection, strategy: str) -> Iterator[Finding]:
    """Content and hybrid: what people would see decides, so some rule must look at it."""
    used = {test.fact for door in look.doors for rule in door.rules for test in tests_in(rule.rule.node)}
    if not used & set(EXPOSURE):
        message = (
            f"the strategy is {strategy}, where it counts what somebody would see, yet no rule looks at "
            + " or ".join(f"`{name}`" for name in EXPOSURE)
        )
        yield look.finding("strategy", message)
