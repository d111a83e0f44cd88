"""Frozen records with slots for the engine, which must start in milliseconds: dataclasses take too long to load.

Write `@record` over a class with annotated fields and defaults; what comes out behaves as a frozen dataclass with
slots: positional and keyword arguments, `==`, `hash`, `repr`, and `replace(one, field=…)`. Fields named in the class
attribute `aside` do not count for `==` and `hash`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar, dataclass_transform

    T = TypeVar("T")
else:

    def dataclass_transform(**_: object):
        """Only a type checker minds."""
        return lambda function: function


class Record:
    """What all records share."""

    __slots__ = ()
    fields: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    defaults: dict[str, Any] = {}  # noqa: RUF012

    def __init__(self, *values: Any, **named: Any) -> None:
        _compile_init(type(self))
        type(self).__init__(self, *values, **named)

    def __eq__(self, other: object) -> bool:
        return other.__class__ is self.__class__ and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((self.__class__.__name__, self._values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.fields)})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(getattr(self, name) for name in self.fields)

    def _values(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in self.compared])


def _compile_init(cls: type[Record]) -> None:
    """Gives the class its own `__init__`, when its first record is made."""
    scope: dict[str, Any] = {"_defaults": cls.defaults}
    arguments, lines = [], []
    for name in cls.fields:
        scope[f"_set_{name}"] = getattr(cls, name).__set__
        arguments.append(f"{name}=_defaults[{name!r}]" if name in cls.defaults else name)
        lines.append(f"    _set_{name}(self, {name})")
    exec("\n".join([f"def __init__(self, {', '.join(arguments)}):", *lines]), scope)
    cls.__init__ = scope["__init__"]  # type: ignore[method-assign]


@dataclass_transform(frozen_default=True)
def record(cls: type[T]) -> type[T]:
    """The class made a frozen record."""
    names = tuple(cls.__annotations__)
    taken = (*names, "__dict__", "__weakref__", "aside")
    body = {key: value for key, value in cls.__dict__.items() if key not in taken}
    aside = cls.__dict__.get("aside", ())
    body["__slots__"] = body["fields"] = body["__match_args__"] = names
    body["compared"] = tuple(name for name in names if name not in aside)
    body["defaults"] = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
    return type(cls.__name__, (Record,), body)


def replace(one: T, **changes: object) -> T:
    """A copy of the record with some fields changed."""
    kind: Any = type(one)
    return kind(**{**{name: getattr(one, name) for name in kind.fields}, **changes})  # type: ignore[no-any-return]
