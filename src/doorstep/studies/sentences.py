"""What an audit says to people: one short sentence a finding, with the numbers and the cases behind it.

All sentences are templates of `wording`. `{who}` is You or They, `{whose}` your or their; the three tiers have words
of their own: a contradiction is certain, uneven pairs are like cases, a habit is told with how sure one can be.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import NotFoundError
from ..facts.catalogue import Catalogue
from ..facts.words import did_you_mean
from ..policy.phrases import sentence_for, to_owner
from .contradictions import Pair
from .drift import Drift
from .evenness import Audit
from .groups import Condition, node_of, plain_text
from .practice import Weight, suggestion
from .wording import LIKENESS, NO_LIKENESS, OTHERS, POWER, TEMPLATES

TIERS = ("short", "contradiction", "uneven", "habit", "level", "practice", "judges", "steady", "overrides", "basis")

MOST_FACTS, MOST_WEIGHTS, MOST_PAIRS = 8, 12, 5
WORDING = {"pairs", "cases_word", "equal_are"}  # one or many; no number that a sentence rests on
UNSURE = 0.05
WIDE = 1e4  # an interval that reaches over so much tells that a part cannot be weighed
ENOUGH_OF_ONE = 20  # decisions of a judge whose share is told


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing to say. `id` finds it again in the same audit; `numbers` are what it rests on, `cases` the ids."""

    id: str
    tier: str
    text: str
    numbers: Mapping[str, Any]
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """Whom the sentences speak to or of, how cases are called, and how conditions are put into words."""

    is_you: bool = False
    names: Mapping[str, str] | None = None
    catalogue: Catalogue | None = None

    @property
    def every(self) -> str:
        """By what cases compare: of one's own, what the rules of the door tell apart."""
        return "everything that your standards look at" if self.is_you else "every fact"

    def name(self, case: str) -> str:
        """What a case is called."""
        return self.names.get(case, case) if self.names else case

    def group(self, conditions: Sequence[Condition]) -> str:
        """The conditions as words that follow `where`."""
        if self.catalogue is not None:
            return sentence_for(node_of(conditions), to_owner(self.catalogue))
        return " and ".join(map(plain_text, conditions))

    def say(self, id_: str, tier: str, template: str, cases: Iterable[str] = (), /, **numbers: Any) -> Sentence:
        """The sentence of a template of TEMPLATES; shares are given in `numbers` as such, and read as per cent."""
        who = ("You", "your", "you") if self.is_you else ("They", "their", "they")
        shown = {key: _shown(value) for key, value in numbers.items()}
        if self.is_you and "fact" in shown:
            shown["fact"] = str(shown["fact"]).replace("_", " ")
        text = TEMPLATES[template].format(who=who[0], whose=who[1], they=who[2], every=self.every, **shown)
        kept = {key: value for key, value in numbers.items() if key not in WORDING}
        return Sentence(id_, tier, text[:1].upper() + text[1:] if self.is_you else text, kept, tuple(cases))


def sentences(audit: Audit, voice: Voice | None = None) -> tuple[Sentence, ...]:
    """Everything that the audit has to say, the certain first."""
    voice = voice or Voice()
    if audit.of and audit.accepted in (0, audit.of):
        answer = "accepted" if audit.accepted else "not let in"
        same = voice.say("same", "uneven", "one answer", of=audit.of, answer=answer)
        return (same, *_habits(audit, voice), *_level(audit, voice))
    parts: tuple[Callable[[Audit, Voice], Iterable[Sentence]], ...] = (
        _short, _contradictions, _uneven, _habits, _level, _practice, _judges,
    )  # fmt: skip
    return tuple(one for part in parts for one in part(audit, voice))


def found(all_: Sequence[Sentence], id_: str) -> Sentence:
    """The sentence with this id; NotFoundError where there is none."""
    for one in all_:
        if one.id == id_:
            return one
    ids = [one.id for one in all_]
    hint = did_you_mean(id_, ids) or f"every sentence ends in its own, in brackets: {', '.join(ids[:3])} …"
    raise NotFoundError(f"no sentence `{id_}` in this audit", next_step=hint)


def _short(audit: Audit, voice: Voice) -> Iterable[Sentence]:
    """The three tiers in one line."""
    told = {
        "contradictions": audit.contradictions.count, "opposite": audit.twins.opposite, "like": audit.twins.count,
    }  # fmt: skip
    if audit.drifts is None:
        yield voice.say("short", "short", "short of standards", **told)
    elif audit.drifts.need:
        yield voice.say("short", "short", "short of habits", **told)
    else:
        yield voice.say("short", "short", "short", **told, habits=len(audit.drifts.found))


def _contradictions(audit: Audit, voice: Voice) -> Iterable[Sentence]:
    all_ = audit.contradictions
    if not audit.directed:
        yield voice.say("contradictions", "contradiction", "no directions")
        return
    if not all_.count:
        template = "no contradictions" if all_.comparable else "none to compare"
        yield voice.say("contradictions", "contradiction", template, comparable=all_.comparable)
        return
    yield voice.say(
        "contradictions", "contradiction", "contradictions", _ids(all_.pairs),
        count=all_.count, pairs="pair" if all_.count == 1 else "pairs", share=all_.count / all_.comparable,
        comparable=all_.comparable, cases=all_.cases, equal=all_.equal,
        cases_word="case" if all_.cases == 1 else "cases", equal_are="is" if all_.equal == 1 else "are",
    )  # fmt: skip
    for number, pair in enumerate(all_.pairs[:MOST_PAIRS], 1):
        how = f"better in {_listed(pair.differ)} and worse in nothing" if pair.differ else f"equal in {voice.every}"
        yield voice.say(
            f"contradiction-{number}", "contradiction", "contradiction", (pair.refused, pair.accepted),
            refused=voice.name(pair.refused), accepted=voice.name(pair.accepted), how=how,
        )  # fmt: skip


def _uneven(audit: Audit, voice: Voice) -> Iterable[Sentence]:
    all_ = audit.twins
    pairs = "pair" if all_.count == 1 else "pairs"
    if all_.need:
        template = "few pairs" if all_.count else "no pairs"
        yield voice.say("uneven", "uneven", template, count=all_.count, pairs=pairs, need=all_.need)
    elif all_.opposite:
        yield voice.say(
            "uneven", "uneven", "uneven", (case for pair in all_.pairs for case in (pair.accepted, pair.refused)),
            opposite=all_.opposite, count=all_.count, share=all_.opposite / all_.count, any_two=all_.any_two,
            doubt=LIKENESS if (all_.p or 0.0) <= UNSURE else NO_LIKENESS, chance=all_.p,
        )  # fmt: skip
    else:
        yield voice.say("uneven", "uneven", "even", count=all_.count, any_two=all_.any_two)
    for number, pair in enumerate(all_.pairs[:MOST_PAIRS], 1):
        yield voice.say(
            f"uneven-{number}", "uneven", "uneven pair", (pair.accepted, pair.refused),
            accepted=voice.name(pair.accepted), refused=voice.name(pair.refused),
            but=f" but for a little in {_listed(pair.differ)}" if pair.differ else f" in {voice.every}",
        )  # fmt: skip
    if not all_.need and (all_.p or 0.0) > UNSURE and all(one.p > UNSURE for one in audit.practice.moved):
        yield voice.say("uneven-blind", "uneven", "blind", chance=all_.p)
    if all_.consistency is not None:
        yield voice.say("uneven-nearest", "uneven", "consistency", consistency=all_.consistency)


def _habits(audit: Audit, voice: Voice) -> Iterable[Sentence]:
    all_ = audit.drifts
    if all_ is None:
        return
    if all_.need:
        yield voice.say("habits", "habit", "few for habits", looked_at=all_.looked_at, need=all_.need)
        return
    if not all_.found:
        power = POWER[max(least for least in POWER if least <= all_.looked_at)]
        yield voice.say(
            "habits", "habit", "no habits", looked_at=all_.looked_at, overrides=all_.overrides, groups=all_.groups,
            power=power,
        )  # fmt: skip
    for number, drift in enumerate(all_.found, 1):
        yield from _habit(f"habit-{number}", drift, all_.groups, all_.rounds, voice)


def _habit(id_: str, drift: Drift, groups: int, rounds: int, voice: Voice) -> Iterable[Sentence]:
    yield voice.say(
        id_, "habit", drift.kind, drift.cases, group=voice.group(drift.conditions), times=drift.times, of=drift.of,
        elsewhere=drift.elsewhere, of_elsewhere=drift.of_elsewhere, chance=drift.p,
    )  # fmt: skip
    yield voice.say(
        f"{id_}-sure", "habit", "sure", p=round(drift.p * (rounds + 1)) - 1, rounds=rounds, groups=groups
    )  # fmt: skip
    rule = suggestion(drift, voice.catalogue)
    changes, again = len(rule.would_change), len(rule.again)
    if 2 * rule.as_decided > changes:
        yield voice.say(
            f"{id_}-rule", "habit", "suggest", rule.again, kind=rule.kind, rule=rule.rule, changes=changes,
            as_decided=rule.as_decided, again=again,
        )  # fmt: skip
    else:
        yield voice.say(f"{id_}-rule", "habit", "mend", rule.again, again=again)


def _level(audit: Audit, voice: Voice) -> Iterable[Sentence]:
    if voice.is_you and audit.left and audit.left < audit.of:
        yield voice.say(
            "left", "level", "left", left=audit.left, of=audit.of, accepted=audit.left_accepted,
            share=audit.left_accepted / audit.left,
        )  # fmt: skip
    one = audit.level
    if one is not None and one.need:
        yield voice.say("level", "level", "few for level", of=one.of, need=one.need)
    elif one is not None:
        template = "level" if not one.is_off else "choosier" if one.difference < 0 else "less choosy"
        low, high = sorted((abs(one.low), abs(one.high)))
        yield voice.say(
            "level", "level", template, of=one.of, accepted=one.accepted, by_standards=one.by_standards,
            low=round(100 * low), high=round(100 * high),
        )  # fmt: skip
        if one.has_moved and len(one.periods) > 1:
            early, late = (round(100 * (part.accepted - part.by_standards) / part.of)
                           for part in (one.periods[0], one.periods[-1]))  # fmt: skip
            yield voice.say("level-moved", "level", "moved", early=early, late=late, chance=one.trend_p)
    order = audit.streaks
    if order is not None and order.is_told:
        template = "streaks" if order.changes < order.expected else "swings"
        yield voice.say(
            "order",
            "level",
            template,
            changes=order.changes,
            expected=round(order.expected),
            chance=order.p,
            of=order.of,
        )


def _practice(audit: Audit, voice: Voice) -> Iterable[Sentence]:
    all_ = audit.practice
    if all_.need:
        yield voice.say("practice", "practice", "few for practice", of=all_.of, need=all_.need)
        return
    fits = {fit.name: fit for fit in all_.fits}
    if "standards" in fits:
        own = fits["standards"]
        if all_.chosen == "standards":
            yield voice.say("practice", "practice", "standards hold", agreement=own.agreement, of=own.of)
        else:
            other = fits[all_.chosen]
            yield voice.say(
                "practice", "practice", "standards beaten", agreement=own.agreement, of=own.of,
                other=OTHERS[other.name].format(rule=other.rule), better=other.agreement,
            )  # fmt: skip
    elif all_.chosen == "always":
        yield voice.say("practice", "practice", "no account", of=all_.of, always=fits["always"].agreement)
    elif all_.chosen:
        other = fits[all_.chosen]
        yield voice.say(
            "practice", "practice", "account", other=OTHERS[other.name].format(rule=other.rule),
            better=other.agreement, of=other.of, always=fits["always"].agreement,
        )  # fmt: skip
    for number, fact in enumerate(all_.moved[:MOST_FACTS], 1):
        rates = [{"value": one.value, "accepted": one.accepted, "of": one.of} for one in fact.rates if one.of]
        yield voice.say(
            f"practice-{number}", "practice", "fact", fact=fact.fact, rates=rates, chance=fact.p,
            doubt="" if fact.p <= UNSURE else " That may be chance.",
        )  # fmt: skip
    for number, weight in enumerate(all_.weights[:MOST_WEIGHTS], 1):
        yield voice.say(
            f"odds-{number}", "practice", _weighed(weight), fact=weight.fact, by=weight.by, what=_what(weight),
            odds=weight.odds, odds_low=weight.low, odds_high=weight.high,
        )  # fmt: skip
    if all_.auc is not None:
        yield voice.say("auc", "practice", "auc", auc=all_.auc)


def _weighed(weight: Weight) -> str:
    """The template that says what a weight tells, as far as its interval goes."""
    if weight.high > WIDE * weight.low:
        return "not apart"
    if weight.low <= 1 <= weight.high:
        return "no matter"
    return "likelier" if weight.odds > 1 else "less likely"


def _what(weight: Weight) -> str:
    if weight.by.endswith(" more"):
        return f"{weight.fact} is higher"
    return f"{weight.fact} is {weight.by.replace(', not ', ' rather than ')}"


def _judges(audit: Audit, voice: Voice) -> Iterable[Sentence]:
    shares = [one.accepted / one.of for one in audit.each if one.of >= ENOUGH_OF_ONE]
    if len(shares) > 1:
        yield voice.say(
            "judges", "judges", "judges", judges=len(shares), least=min(shares), most=max(shares), enough=ENOUGH_OF_ONE
        )
    one = audit.between
    if one is not None:
        share = one.level**2 / one.noise**2 if one.noise else 0.0
        yield voice.say(
            "noise", "judges", "noise", disagree=one.disagree, cases=one.cases, by_chance=one.by_chance,
            level_share=share,
        )  # fmt: skip


def _ids(pairs: Iterable[Pair]) -> Iterable[str]:
    return (case for pair in pairs for case in (pair.refused, pair.accepted))


def _listed(names: Sequence[str]) -> str:
    if len(names) > 3:
        return f"{', '.join(names[:3])} and {len(names) - 3} more"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 2 else names)


def _shown(value: object) -> object:
    """A number as it reads: a share as per cent, thousands apart."""
    if isinstance(value, list):
        return ", ".join(
            f"{one['accepted'] / one['of']:.1%} where {one['value']} ({one['accepted']:,} of {one['of']:,})"
            for one in value
        )
    if isinstance(value, float):
        return f"{value:.1%}".replace(".0%", "%")
    return f"{value:,}" if isinstance(value, int) else value
