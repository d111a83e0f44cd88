"""Near copies among many texts, in about linear time."""

from collections import Counter
from collections.abc import Sequence

SHINGLE = 3
ALIKE = 0.5  # of Jaccard's measure: shared shingles by all shingles of both
_MOST_POSTED = 24


def clusters(texts: Sequence[tuple[str, ...]]) -> list[int | None]:
    """The cluster of each text, given as words; None where a text is like no other.

    Two texts are alike where they share at least half of their three-word shingles; likeness is passed on.
    A text that is found often is looked for under its rarest shingles only: two sets with half in common must
    share one of the rarer half (prefix filter), so nothing is lost. Under one shingle at most two dozen texts
    are kept for comparison: of a text sent by hundreds, the first two dozen stand for all.
    """
    same: dict[frozenset[tuple[str, ...]], list[int]] = {}
    for index, words in enumerate(texts):
        if len(words) >= SHINGLE:
            same.setdefault(_shingles(words), []).append(index)
    sets = list(same)
    parent = list(range(len(sets)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    frequency = Counter(shingle for shingles in sets for shingle in shingles)
    posted: dict[tuple[str, ...], list[int]] = {}
    for number, shingles in enumerate(sets):
        rare = sorted(shingles, key=lambda one: (frequency[one], one))[: len(shingles) - (len(shingles) + 1) // 2 + 1]
        compared: set[int] = set()
        for shingle in rare:
            if frequency[shingle] == 1:
                continue
            entries = posted.setdefault(shingle, [])
            for other in entries:
                if other in compared or root(other) == root(number):
                    continue
                compared.add(other)
                shared = len(shingles & sets[other])
                if shared >= ALIKE * (len(shingles) + len(sets[other]) - shared):
                    parent[root(number)] = root(other)
            if len(entries) < _MOST_POSTED:
                entries.append(number)
    sizes = Counter(root(number) for number in range(len(sets)))
    found: list[int | None] = [None] * len(texts)
    for number, indices in enumerate(same.values()):
        at = root(number)
        if sizes[at] > 1 or len(indices) > 1:
            for index in indices:
                found[index] = at
    return found


def _shingles(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(words, words[1:], words[2:]))
