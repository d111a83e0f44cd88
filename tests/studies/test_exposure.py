"""What is reported visible is what the audience allows, and nothing else; the five to mind most; how often new."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from doorstep.facts.audience import EVERYBODY, LET_IN, NOT_TOLD, STATED, seen_by, wider
from doorstep.ledger.sightings import post
from doorstep.studies.exposure import audience_of, exposure, visible
from doorstep.studies.lexicon import read_topics

TOPICS, _ = read_topics('[health]\nwords = ["flu"]\n[money]\nwords = ["rent"]\n[anger]\nwords = ["grr"]')
TODAY = date(2026, 11, 21)
# by hand, not by the code: whether somebody who is let in sees a post of this audience
SEES = {"public": True, "unlisted": True, "followers": True, "protected": True, "friends": True, "connections": True,
        "only me": False, "direct": False, "Only Me": False}  # fmt: skip
NOBODY_KNOWS = ["", "custom", "friends except", "?"]
AUDIENCES = st.sampled_from([*SEES, *NOBODY_KNOWS])
POSTS = st.lists(
    st.tuples(
        st.one_of(st.just(""), st.dates(date(2019, 1, 1), TODAY).map(date.isoformat)),
        st.lists(st.sampled_from(["flu", "rent", "grr", "tea", "hat"]), max_size=4).map(" ".join),
        AUDIENCES,
    ),
    max_size=30,
)


@given(POSTS, st.sampled_from(["", *STATED]))
def test_what_is_reported_visible_is_exactly_what_the_audience_allows(
    posts: list[tuple[str, str, str]], stated: str
) -> None:
    posts = [(day, f"{text} n{number}", audience) for number, (day, text, audience) in enumerate(posts)]
    allowed = [one for one in posts if SEES.get(one[2], stated != "only me")]
    found = exposure(posts, TOPICS, TODAY, stated)
    assert (found.posts, found.visible, found.hidden) == (len(posts), len(allowed), len(posts) - len(allowed))
    marked = [one for one in allowed if {"flu", "rent", "grr"} & set(one[1].split())]
    assert found.sensitive == len(marked)
    assert {one.text for one in found.worst} <= {text for _, text, _ in marked}
    assert len(found.worst) == min(5, len(marked))
    for tag, word in (("health", "flu"), ("money", "rent"), ("anger", "grr")):
        assert found.tags.get(tag, 0) == sum(word in text.split() for _, text, _ in allowed)
    # and the reverse: each post by itself is reported where it may be seen, and only there
    for one in posts:
        assert exposure([one], TOPICS, TODAY, stated).visible == (one in allowed) == visible(one[2], stated)


@given(POSTS)
def test_to_say_only_me_never_hides_what_an_archive_tells_and_to_say_nothing_hides_nothing(
    posts: list[tuple[str, str, str]],
) -> None:
    told = [one for one in posts if seen_by(one[2]) != NOT_TOLD]
    assert exposure(told, TOPICS, TODAY, "only me") == exposure(told, TOPICS, TODAY)
    untold = [one for one in posts if seen_by(one[2]) == NOT_TOLD]
    assert exposure(untold, TOPICS, TODAY).visible == len(untold)


@given(AUDIENCES, AUDIENCES, AUDIENCES)
def test_the_wider_of_two_audiences_counts_in_whatever_order_they_come(one: str, two: str, three: str) -> None:
    assert wider(one, two) == wider(two, one)
    assert wider(wider(one, two), three) == wider(one, wider(two, three))
    if seen_by(one) == EVERYBODY:
        assert seen_by(wider(one, two)) == EVERYBODY


def test_a_post_that_one_archive_calls_protected_and_another_public_counts_as_public_whichever_came_first() -> None:
    told = [{"audience": word, "text": "flu", "at": ""} for word in ("protected", "public", "")]
    for one in told:
        for other in told:
            after = post(one, other)["audience"]
            assert after == ("public" if "public" in (one["audience"], other["audience"]) else
                             one["audience"] or other["audience"])  # fmt: skip


def test_what_is_stated_stands_only_for_what_is_not_told() -> None:
    assert [audience_of(one, "friends") for one in ("public", "", "custom")] == [EVERYBODY, LET_IN, LET_IN]
    assert audience_of("custom") == NOT_TOLD


def test_the_most_tags_come_first_then_the_newest_and_above_all_what_the_user_minds() -> None:
    posts = [("2026-03-01", "flu", ""), ("2026-02-01", "rent grr", ""), ("2026-01-01", "flu", ""), ("", "grr", "")]
    assert [one.day for one in exposure(posts, TOPICS, TODAY).worst] == ["2026-02-01", "2026-03-01", "2026-01-01", ""]
    minded, _ = read_topics('[health]\nwords = ["flu"]\n[money]\nwords = ["rent", "grr"]', 'mind = ["health"]')
    assert [one.day for one in exposure(posts, minded, TODAY).worst][:2] == ["2026-03-01", "2026-01-01"]


def test_how_often_new_ones_come_is_told_over_the_days_covered_and_not_from_less_than_four_weeks() -> None:
    week = [((TODAY - timedelta(days=7 * n)).isoformat(), "flu" if n % 2 else "tea", "public") for n in range(10)]
    found = exposure(week, TOPICS, TODAY)
    assert (found.days, found.in_days) == (64, 5)
    assert found.a_week == 5 * 7 / 64
    short = exposure(week[:4], TOPICS, TODAY)
    assert (short.days, short.a_week) == (22, None)
    assert exposure([("", "flu", "")], TOPICS, TODAY).a_week is None


def test_one_topic_alone_counts_the_posts_of_that_topic() -> None:
    found = exposure([("2026-03-01", "flu grr", ""), ("2026-02-01", "rent", "")], TOPICS, TODAY, tag="health")
    assert (found.sensitive, found.visible, found.tags) == (1, 2, {"health": 1, "anger": 1})
