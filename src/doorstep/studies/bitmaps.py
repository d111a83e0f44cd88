"""Sets of places as whole numbers, one bit a place: quick to combine, quick to count."""

from collections.abc import Iterable, Iterator, Sequence
from random import Random

Bits = int
LARGE = 500  # places, above which drawing one after the other takes long


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

    def __init__(self, labels: Bits, strata: Iterable[Sequence[int]], seed: int, size: int) -> None:
        self.size = size
        self.random = Random(seed)
        self.small: list[tuple[Sequence[int], int]] = []
        self.large: list[tuple[Sequence[int], Bits, int]] = []
        for stratum in strata:
            mask = bits_of(stratum, size)
            count = (mask & labels).bit_count()
            if count and len(stratum) < LARGE:
                self.small.append((stratum, count))
            elif count:
                self.large.append((stratum, mask, count))

    def drawn(self) -> Bits:
        """The labels in a new random place; every way of placing them is equally likely."""
        chosen: list[int] = []
        for stratum, count in self.small:
            chosen += self.random.sample(stratum, count)
        return sum((self._some(*one) for one in self.large), bits_of(chosen, self.size))

    def _some(self, stratum: Sequence[int], mask: Bits, count: int) -> Bits:
        """So many places of a large stratum: each by its own chance, then some at random more or fewer.

        Every step treats all places alike, so all sets of this size are equally likely.
        """
        wanted, bits = round(count / len(stratum) * 256), 0
        for digit in range(8):  # a bit is set with the chance of `wanted` in 256
            fresh = self.random.getrandbits(self.size)
            bits = bits | fresh if wanted >> digit & 1 else bits & fresh
        bits = mask if wanted == 256 else bits & mask
        missing = count - bits.bit_count()
        flips: set[int] = set()
        held = bits.to_bytes(self.size // 8 + 1, "little")
        while len(flips) < abs(missing):
            place = stratum[int(self.random.random() * len(stratum))]
            if (held[place >> 3] >> (place & 7) & 1) == (missing < 0):
                flips.add(place)
        return bits ^ bits_of(flips, self.size)


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
