"""A column as the values of a fact, in SQL: what it gives, and where it gives none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from ...facts.catalogue import LEVEL_MAX, MONTH, YEAR, Catalogue, Fact
from .tables import quoted, text

INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
HUGE = ("HUGEINT", "UHUGEINT")
MOST = {"level": LEVEL_MAX, "duration": 999_999_999, "count": 2**62}
YES, NO = ("yes", "true", "y", "1"), ("no", "false", "n", "0")
A_DAY = {"duration[s]": 86_400, "duration[ms]": 86_400 * 10**3, "duration[us]": 86_400 * 10**6,
         "duration[ns]": 86_400 * 10**9}  # fmt: skip
UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": MONTH, "months": MONTH, "year": YEAR, "years": YEAR}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a column is read as a fact: `plain` where every value is one of the fact's; `safe` where others have to
    become unknown; `invalid` is true of those. Where `each` is a list, `strange` is the same of each element as `one`.
    """

    plain: str
    safe: str
    invalid: str
    each: str = ""
    strange: str = ""

    def first(self, source: str) -> str:
        """A query that gives a row where the source has an invalid value, in the quickest way."""
        if self.each:  # DuckDB is several times as quick over the elements as over the lists
            return f"select 1 from (select unnest({self.each}) as one from {source}) where {self.strange} limit 1"
        return f"select 1 from {source} where {self.invalid} limit 1"


def reading(fact: Fact, column: str, kind: str, is_csv: bool) -> Reading | None:
    """How a column of DuckDB's type `kind` is read as the fact; None where that cannot be."""
    name = quoted(column)
    is_text = kind == "VARCHAR" or kind.startswith("ENUM")
    if kind == '"NULL"':
        return Reading("null", "null", "false")
    if is_csv:
        trimmed = f"nullif(trim({name}), '')"
        value = _of_text(fact, trimmed)
        return Reading(value, value, f"({trimmed} is not null and ({value}) is null)")
    match fact.type:
        case "yes/no" if kind == "BOOLEAN":
            return Reading(name, name, "false")
        case "level" | "count" | "duration" if kind in INTEGERS or kind in HUGE:
            wide = f"{name}::BIGINT" if kind in HUGE or kind == "UBIGINT" else name
            fits = f"{name} >= 0 and {name} <= {MOST[fact.type]}"
            return Reading(wide, f"case when {fits} then {wide} end", f"({name} < 0 or {name} > {MOST[fact.type]})")
        case "duration" if kind in A_DAY:
            days, fits = f"({name} // {A_DAY[kind]})", f"{name} >= 0 and {name} // {A_DAY[kind]} <= {MOST['duration']}"
            return Reading(days, f"case when {fits} then {days} end", f"not ({fits})")
        case "labels" if kind == "VARCHAR[]":
            strange = f"one is null or one not in ({_listed(fact.options)})"
            invalid = f"(len(list_filter({name}, lambda one: {strange})) > 0)"
            return Reading(name, f"case when {invalid} then null else {name} end", invalid, name, strange)
        case "labels" if is_text:
            value = _of_text(fact, f"nullif(trim({name}::VARCHAR), '')")
            return Reading(value, value, f"(trim({name}::VARCHAR) <> '' and ({value}) is null)")
        case "one of" if is_text:
            fits = f"{name}::VARCHAR in ({_listed(fact.options)})"
            return Reading(f"{name}::VARCHAR", f"case when {fits} then {name}::VARCHAR end", f"not ({fits})")
        case "word" if is_text:
            return Reading(f"{name}::VARCHAR", f"{name}::VARCHAR", "false")
    return None


def _of_text(fact: Fact, value: str) -> str:
    """A text, as a person writes a value of the fact; null where it is none."""
    small = f"lower({value})"
    match fact.type:
        case "yes/no":
            return f"case when {small} in ({_listed(YES)}) then true when {small} in ({_listed(NO)}) then false end"
        case "level":
            return f"case when regexp_full_match({value}, '[0-{LEVEL_MAX}]') then {value}::TINYINT end"
        case "count":
            return f"case when regexp_full_match({value}, '[0-9]{{1,9}}') then {value}::INTEGER end"
        case "duration":
            words = "|".join(UNITS)
            number = f"regexp_extract({small}, '^[0-9]+')::INTEGER"
            days = " ".join(f"when {text(unit)} then {days}" for unit, days in UNITS.items())
            unit = f"case regexp_extract({small}, '[a-z]+$') {days} else 1 end"
            return f"case when regexp_full_match({small}, '[0-9]{{1,6}}(\\s+({words}))?') then {number} * {unit} end"
        case "one of":
            return f"case when {value} in ({_listed(fact.options)}) then {value} end"
        case "labels":
            parts = f"list_transform(string_split(trim({value}, '{{}} '), ','), lambda one: trim(one))"
            labels = f"list_filter({parts}, lambda one: one <> '')"
            return f"case when list_has_all({_list(fact.options)}, {labels}) then {labels} end"
        case _:
            return value


def clash(catalogue: Catalogue, group: Sequence[str], values: Mapping[str, str]) -> str:
    """True of rows in which linked yes/no facts contradict each other; empty where the columns cannot."""
    found = []
    for one, other in permutations((name for name in group if name in values), 2):
        if other in _implied(catalogue, one):
            found.append(f"(({values[one]}) and not ({values[other]}))")
    return " or ".join(found)


def _implied(catalogue: Catalogue, name: str) -> set[str]:
    """All that a yes makes true."""
    found: set[str] = set()
    todo = [name]
    while todo:
        more = [one for one in catalogue[todo.pop()].implies if one not in found]
        found.update(more)
        todo += more
    return found


def _listed(words: Sequence[str]) -> str:
    return ", ".join(map(text, words))


def _list(words: Sequence[str]) -> str:
    return f"[{_listed(words)}]::VARCHAR[]"
