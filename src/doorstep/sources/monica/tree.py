"""Monica's way of writing things down: records with properties, and collections of them by type."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...facts.text import clean


@dataclass(frozen=True, slots=True)
class Thing:
    """One record: its mark, its properties, and what it holds."""

    uuid: str
    properties: Mapping[str, object]
    data: object = None

    def value(self, name: str) -> object:
        """A property as it is; None where it is left out."""
        return self.properties.get(name)

    def text(self, name: str) -> str:
        """A property where it is text, else nothing."""
        value = self.properties.get(name)
        return clean(value, 20_000) if isinstance(value, str) else ""

    def held(self, kind: str) -> list["Thing"]:
        """The things of one type in it."""
        return collections_in({"data": self.data}).get(kind, [])


def collections_in(record: Mapping[str, object]) -> dict[str, list[Thing]]:
    """The things in a record by their type, `contact` and the like; an empty collection is left out in the file."""
    found: dict[str, list[Thing]] = {}
    data = record.get("data")
    for one in data if isinstance(data, list) else ():
        if isinstance(one, Mapping) and isinstance(one.get("type"), str):
            found.setdefault(_singular(str(one["type"])), []).extend(_each(one.get("values")))
    return found


def things(value: object, kind: str) -> Iterator[Thing]:
    """The things of one type in what may be a list, a collection, or a record of such under its name."""
    if isinstance(value, Mapping):
        yield from collections_in(value).get(kind, ())
        for name, part in value.items():
            if _singular(name) == kind:
                yield from _each(part.get("values") if isinstance(part, Mapping) else part)


def _each(values: object) -> Iterator[Thing]:
    for one in values if isinstance(values, list) else ():
        if isinstance(one, Mapping):
            properties, uuid = one.get("properties"), one.get("uuid")
            plain = properties if isinstance(properties, Mapping) else one
            yield Thing(uuid[:100] if isinstance(uuid, str) else "", plain, one.get("data"))


def _singular(name: str) -> str:
    return {"activities": "activity"}.get(name, name.removesuffix("s"))
