"""The labelled posts, and how well tags are found in them."""

from collections import Counter
from pathlib import Path

from doorstep.studies.topics import Topics

POSTS = Path(__file__).parent / "posts"


def labelled(name: str) -> list[tuple[frozenset[str], str]]:
    """Each post of a file with the tags that somebody gave it."""
    lines = (POSTS / name).read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("|") for line in lines if line and not line.startswith("#"))
    return [(frozenset(one.strip() for one in tags.split(",") if one.strip()), text.strip()) for tags, _, text in pairs]


def figures(topics: Topics, posts: list[tuple[frozenset[str], str]]) -> dict[str, tuple[float, float, int]]:
    """Recall, precision and how many posts have it, for each tag."""
    found: Counter[tuple[str, str]] = Counter()
    for wanted, text in posts:
        told = set(topics.tags(text))
        found.update([("right", tag) for tag in wanted & told])
        found.update([("wanted", tag) for tag in wanted])
        found.update([("told", tag) for tag in told])
    return {
        tag: (
            found["right", tag] / max(1, found["wanted", tag]),
            found["right", tag] / max(1, found["told", tag]),
            found["wanted", tag],
        )
        for tag in topics.names
    }
