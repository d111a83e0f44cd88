"""Topics by words: punctuation, hashtags, other senses; the figures on posts labelled before the words were listed."""

from importlib.resources import files
from pathlib import Path
from time import perf_counter

import pytest

from doorstep.studies.lexicon import read_topics
from doorstep.studies.tokens import tokens
from doorstep.studies.topics import Topics

from .labelled import figures, labelled

SHIPPED = files("doorstep.studies").joinpath("topics.toml").read_text(encoding="utf-8")
TOPICS, _ = read_topics(SHIPPED)
PAGE = (Path(__file__).parents[2] / "docs/exposure.md").read_text(encoding="utf-8")
TAGS = (
    "politics", "religion", "health", "family", "alcohol", "money", "employer", "anger", "location", "sexual", "legal",
)  # fmt: skip


@pytest.mark.parametrize("tag", TAGS)
def test_at_least_85_of_100_posts_of_a_tag_are_found_and_70_of_100_found_are_right(tag: str) -> None:
    recall, precision, count = figures(TOPICS, labelled("labelled.txt"))[tag]
    assert count >= 15
    assert recall >= 0.85
    assert precision >= 0.7


@pytest.mark.parametrize("name", ["labelled.txt", "held_out.txt", "fresh.txt"])
def test_the_page_tells_the_figures_as_they_are(name: str) -> None:
    posts = labelled(name)
    found = [(wanted, set(TOPICS.tags(text))) for wanted, text in posts]
    right = sum(len(wanted & told) for wanted, told in found)
    recall, precision = right / sum(len(one) for one, _ in found), right / sum(len(one) for _, one in found)
    row = next(line for line in PAGE.splitlines() if f"`{name}`" in line and line.startswith("|"))
    assert row.startswith(f"| `{name}`, {len(posts)}, ")
    assert row.endswith(f" | {recall:.2f} | {precision:.2f} |")


def test_the_posts_are_many_and_a_good_part_of_them_is_about_nothing_that_anybody_would_mind() -> None:
    posts = labelled("labelled.txt")
    assert len(posts) >= 200
    assert sum(not tags for tags, _ in posts) >= 60
    assert {tag for tags, _ in posts for tag in tags} == set(TAGS) == set(TOPICS.names)


@pytest.mark.parametrize("text", ["Went to church, then home", "church!", "(church)", "“Church”", "CHURCH…", "#church",
                                  "the church's roof", "the church’s roof", "#SundayChurch", "churches", "𝐜𝐡𝐮𝐫𝐜𝐡",
                                  "chu\u00adrch", "church_", "church/school"])  # fmt: skip
def test_church_followed_by_a_comma_is_church(text: str) -> None:
    assert TOPICS.tags(text) == ("religion",), tokens(text)


@pytest.mark.parametrize(("text", "cut"), [
    ("#Election2024", ["election2024", "election", "2024"]),
    ("#ILoveMyJob!", ["ilovemyjob", "i", "love", "my", "job"]),
    ("#BBCNews", ["bbcnews", "bbc", "news"]),
    ("#snake_case", ["snake_case", "snake", "case"]),
    ("#plain", ["plain"]),
    ("I can’t, Mum's", ["i", "can't", "mum"]),
    ("Straße ÉCOLE", ["strasse", "école"]),
    ("€250 🍷!", ["€", "250", "🍷"]),
    ("# ## #!", []),
    ("", []),
])  # fmt: skip
def test_a_post_is_cut_into_words(text: str, cut: list[str]) -> None:
    assert tokens(text) == cut


@pytest.mark.parametrize("text", ["Drop the bar chart", "health and safety", "a sick beat", "mother of pearl",
                                  "the tennis court is free", "thought, partyless"])  # fmt: skip
def test_the_same_word_in_another_sense_does_not_count(text: str) -> None:
    assert TOPICS.tags(text) == ()


def test_a_word_that_stands_in_its_own_sense_beside_the_other_one_counts() -> None:
    assert TOPICS.tags("After the bar chart we went to a bar") == ("alcohol",)


OWN = """
mind = ["music", "health"]
ignore = ["location", "money"]
[music]
means = "guilty pleasures"
words = ["eurovision", "boy band*"]
[employer]
words = ["project falcon", "Müller & Söhne"]
except = ["career"]
"""


def own(text: str) -> Topics:
    topics, mistakes = read_topics(SHIPPED, text)
    assert mistakes == ()
    return topics


def test_own_topics_words_and_words_left_out_stand_beside_those_that_come_along() -> None:
    topics = own(OWN)
    assert topics.names == (*(tag for tag in TAGS if tag not in ("location", "money")), "music")
    assert topics.minded == {"music", "health"}
    assert topics.tags("Boy bands at #Eurovision") == ("music",)
    assert topics.tags("Project Falcon is late; müller & söhne know") == ("employer",)
    assert topics.tags("A career in salary and airports") == ()
    assert topics.tags("My boss has a career") == ("employer",)


def test_the_topics_that_the_page_shows_are_without_mistakes() -> None:
    shown = PAGE[PAGE.index("    mind ") : PAGE.index("A mistake in it")]
    assert own("\n".join(line.strip() for line in shown.splitlines())).minded == {"health", "employer"}


@pytest.mark.parametrize(("text", "told"), [
    ("mind = [\"helth\"]", "topics.toml, mind: there is no topic `helth`\n    did you mean `health`?"),
    ("ignore = 3", 'topics.toml, ignore: this is a list of topics, as in ["health", "money"]'),
    ("minds = []", "topics.toml: unknown word `minds`\n    did you mean `mind`?"),
    ("[health]\nword = []", "topics.toml, health: unknown word `word`\n    did you mean `words`?"),
    ("[health]\nwords = \"flu\"",
     'topics.toml, health, words: this is a list of words in quotes, as in ["church", "pray*"]'),
    ("[health]\nwords = [\"!!!\"]", "topics.toml, health, words: `!!!` holds no word that could be looked for"),
    ("[health]\nwords = [\"a*\"]",
     "topics.toml, health, words: `a*` begins almost any word: at least 2 letters before the star"),
    ("[health]\nwords = [\"a*b\"]",
     "topics.toml, health, words: `a*b` has a star that does not stand at the end of a word"),
    ("[music]\nmeans = \"m\"", 'topics.toml, music: a topic of your own needs `words`\n    words = ["eurovision"]'),
    ("[music]\nmeans = 3\nwords = [\"x\"]", "topics.toml, music, means: this is a sentence in quotes"),
])  # fmt: skip
def test_a_mistake_in_own_topics_is_told_with_its_place(text: str, told: str) -> None:
    topics, mistakes = read_topics(SHIPPED, text)
    assert [str(one) for one in mistakes] == [told]
    assert topics.tags("in church with the flu") == ("religion", "health")


def test_a_file_that_is_no_toml_is_told_with_the_line() -> None:
    _, (mistake,) = read_topics(SHIPPED, "[health]\nwords = [")
    assert mistake.place == "topics.toml, line 2"


@pytest.mark.parametrize("text", ["a" * 100_000, "#" + "a" * 100_000, "adventist" + "a" * 100_000])
def test_a_word_without_end_is_no_reason_to_wait(text: str) -> None:
    start = perf_counter()
    assert TOPICS.tags(text) == (("religion",) if text.startswith("adventist") else ())
    assert perf_counter() - start < 0.5
