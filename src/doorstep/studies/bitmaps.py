"""Sets of places as whole numbers, one bit a place: quick to combine, quick to count."""

from collections.abc import Iterable, Iterator, Sequence
from random import Random

Bits = int


def bits_of(places: Iterable[int], size: int) -> Bits:
    """The set of these places, all below `size`."""
    found = bytearray((size + 7) // 8)
    for place in places:
        found[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(found, "little")


def places_of(bits: Bits, most: int | None = None) -> Iterator[int]:
    """The places in a set, the lowest first, at most so many."""
    left = -1 if most is None else most
    for at, byte in enumerate(bits.to_bytes((bits.bit_length() + 7) // 8, "little")):
        while byte and left:
            low = byte & -byte
            yield (at << 3) + low.bit_length() - 1
            byte ^= low
            left -= 1


class Shuffle:
    """Puts the labels of a set anew at random, within each stratum: as many in each as before."""

    def __init__(self, labels: Bits, strata: Sequence[Sequence[int]], seed: int, size: int) -> None:
        self.size = size
        self.random = Random(seed)
        self.parts = []
        for stratum in strata:
            count = sum(labels >> place & 1 for place in stratum)
            if count:
                self.parts.append((stratum, count))

    def drawn(self) -> Bits:
        """The labels in a new random place; every way of placing them is equally likely."""
        chosen: list[int] = []
        for stratum, count in self.parts:
            chosen += self.random.sample(stratum, count)
        return bits_of(chosen, self.size)


class Weights:
    """How much each place weighs, so that a set is weighed by counting bits: one set for each binary digit."""

    def __init__(self, weights: Sequence[int]) -> None:
        size, top = len(weights), max(weights, default=0).bit_length()
        self.digits = [
            bits_of((place for place, weight in enumerate(weights) if weight >> digit & 1), size)
            for digit in range(top)
        ]

    def of(self, bits: Bits) -> int:
        """The weight of a set."""
        return sum((bits & digit).bit_count() << at for at, digit in enumerate(self.digits))
