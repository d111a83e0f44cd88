"""Files that the user has, read into what they tell. Every source is registered here."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ..facts.seen import Reading
from . import linkedin
from .container import opened
from .lines import Progress
from .members import Limits
from .platforms import refusal
from .roots import Root, roots

__all__ = ["LIMITS", "Limits", "Progress", "read_export"]

LIMITS = Limits()

# Each source: the tail by which it knows its files, and what reads one export of it.
_SOURCES: tuple[tuple[Callable[[str], str | None], Callable[[Root, Limits, Progress | None], Reading]], ...] = (
    (linkedin.tail_of, linkedin.read),
)


def read_export(paths: Sequence[Path], *, limits: Limits = LIMITS, progress: Progress | None = None) -> list[Reading]:
    """What the files tell: one reading for each export found in them, the oldest first.

    A broken file within an export becomes a problem of that reading. SourceError, or the class of it that
    fits, where an archive is broken, unsafe, empty, of another network, or no export. `progress` hears a
    file's name, the bytes read and the bytes in all.
    """
    readings: list[Reading] = []
    with opened(paths, limits) as bundles:
        useful: set[str] = set()
        for bundle in bundles:
            for tail_of, read in _SOURCES:
                for root in roots(bundle, tail_of):
                    readings.append(read(root, limits, progress))
                    useful.add(bundle.dropped)
        for bundle in bundles:
            if bundle.dropped not in useful:
                raise refusal(bundle.name, [member.key for member in bundle.members])
    return sorted(readings, key=lambda reading: reading.exported_on)
