"""Facts as a person writes them in a file: what is assumed in a policy, what is known in a case."""

from collections.abc import Callable, Collection, Mapping

from ..errors import FactError
from ..facts.catalogue import Catalogue
from ..facts.values import Value, days_from_text, normal
from ..facts.words import did_you_mean
from .linked import contradiction
from .suggestions import for_label, has_controls, how_to_assume, in_toml

Place = tuple[str, ...]
Wrong = Callable[[Place, str, str], None]  # place, what is wrong, what to do


def written_facts(
    table: Mapping[str, object], place: Place, catalogue: Catalogue, wrong: Wrong, broken: Collection[str] = ()
) -> dict[str, Value]:
    """The facts in the form that doorstep keeps; every mistake goes to `wrong`. Facts in `broken` are passed over."""
    found: dict[str, Value] = {}
    for name, value in table.items():
        if name not in catalogue:
            names = [fact.name for fact in catalogue]
            wrong(place, f"unknown fact `{name}`", did_you_mean(name, names))
            continue
        fact = catalogue[name]
        if name in broken:
            continue
        if fact.type == "duration":
            days = days_from_text(value) if isinstance(value, str) else None
            if days is None:
                message = f"`{name}` is a duration; `{in_toml(value)}` is not"
                wrong((*place, name), message, 'write it like "90 days" or "2 years"')
            else:
                found[name] = days
            continue
        if isinstance(value, int) and not isinstance(value, bool) and fact.type == "yes/no":
            hint = f"write {name} = {'true' if value else 'false'}"
            wrong((*place, name), f"`{name}` is yes or no; `{value}` is not", hint)
            continue
        without_controls((*place, name), "the value", value if isinstance(value, str) else "", wrong)
        try:
            found[name] = normal(fact, value)
        except FactError as error:
            listed = value if isinstance(value, list) else [value]
            strange = [one for one in listed if isinstance(one, str) and one not in fact.options]
            hint = for_label(fact, sorted(strange)[0]) if fact.options and strange else how_to_assume(fact)
            wrong((*place, name), error.message, hint)
    clash = contradiction(catalogue, found)
    if clash:
        wrong(place, f"these contradict each other: {clash}", "take one of them out")
    return found


def without_controls(place: Place, what: str, text: str, wrong: Wrong) -> None:
    """Notes a text that a screen would obey rather than show."""
    if has_controls(text):
        wrong(place, f"{what} has a control character or a line break in it: `{text}`", "write it anew")
