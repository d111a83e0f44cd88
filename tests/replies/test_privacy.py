"""No private reason can get into a reply, whatever the context holds."""

import re
from dataclasses import fields, replace
from datetime import date
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from doorstep.facts.catalogue import CATALOGUE
from doorstep.replies import ReplyContext, draft, parse
from doorstep.replies.draft import NoteKind, Verdict

from .test_drafts import shipped

TEMPLATES = parse(shipped())[0]
TODAY = date(2026, 11, 23)
FACTS = tuple(CATALOGUE.facts)
NAMES = st.sampled_from(["Nadia Lindqvist", "Dora Benning", "PETRA VOGEL", "O. Brandt", "山田 太郎", "", "🚀"])
DISPLAY = st.sampled_from(["LinkedIn", "Facebook", "X", "Mastodon"])

# What a private reason would sound like: a dislike, a clash of values, a rating, a warning, a rule or a fact.
PRIVATE = re.compile(
    r"\b(dis)?lik(e|es|ed|ing) you|values?\b|conflict|clash|\btrust|respect|rat(e|ed|ing)s?\b|warn|vouch|polic|rule"
    r"|standard|stranger|recruiter|client|patient|prospect|score|reason|because|sorry|apolog|unfortunately|reject"
)


def contexts() -> st.SearchStrategy[ReplyContext]:
    verdicts: st.SearchStrategy[Verdict] = st.sampled_from(get_args(Verdict))
    notes: st.SearchStrategy[NoteKind] = st.sampled_from(get_args(NoteKind))
    return st.builds(
        ReplyContext,
        asker=NAMES,
        network=DISPLAY,
        verdict=verdicts,
        steps=st.lists(st.sampled_from([*FACTS, "own_fact"]), max_size=3, unique=True).map(tuple),
        opens_on=st.none() | st.dates(TODAY, date(2030, 1, 1)),
        today=st.none() | st.just(TODAY),
        offer=st.just("") | DISPLAY,
        offer_link=st.sampled_from(["", "https://www.linkedin.com/in/fred/"]),
        note=notes,
        owner=st.sampled_from(["Fred Ostermann", ""]),
        gentle=st.booleans(),
        limit=st.none() | st.integers(0, 400),
    )


def test_a_reply_knows_nothing_but_this() -> None:
    assert [field.name for field in fields(ReplyContext)] == [
        "asker", "network", "verdict", "steps", "opens_on", "today", "offer", "offer_link", "note", "owner",
        "gentle", "limit",
    ]  # fmt: skip


@given(contexts())
def test_no_draft_sounds_like_a_private_reason(context: ReplyContext) -> None:
    assert not PRIVATE.search(draft(context, TEMPLATES).text.casefold())


@given(contexts())
def test_no_draft_names_a_fact(context: ReplyContext) -> None:
    text = draft(context, TEMPLATES).text
    assert not [name for name in [*FACTS, "own_fact"] if "_" in name and name in text]


@given(contexts(), st.sampled_from([name for name in FACTS if name not in TEMPLATES.steps]))
def test_a_private_step_reads_like_no_step_at_all(context: ReplyContext, private: str) -> None:
    without = draft(replace(context, steps=(), opens_on=None), TEMPLATES)
    assert draft(replace(context, steps=(*context.steps, private)), TEMPLATES) == without


@given(contexts())
def test_a_draft_fits_the_limit_and_ends_where_a_sentence_or_a_name_ends(context: ReplyContext) -> None:
    reply = draft(context, TEMPLATES)
    assert context.limit is None or len(reply.text) <= context.limit
    assert bool(reply.text) is not bool(reply.silence)
    if reply.text:
        assert reply.text.endswith((".", "!", "?", "Fred", "https://www.linkedin.com/in/fred/"))
        assert "  " not in reply.text
        assert "{" not in reply.text


@given(contexts(), st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_what_others_write_is_inserted_once_and_shown_as_it_is(
    context: ReplyContext, asker: str, owner: str, offer: str
) -> None:
    hostile = replace(context, asker=asker, owner=owner + "{network}", offer=offer, network="{owner}\x1b[31m")
    text = draft(hostile, TEMPLATES).text
    assert "\x1b" not in text
    assert all(line.isprintable() or not line.isascii() for line in text.split("\n"))


def test_a_name_that_looks_like_a_place_stays_a_name() -> None:
    context = ReplyContext("Otto Brandt", "{owner}", "decline", offer="{offer_link}", owner="Fred")
    text = draft(context, TEMPLATES).text
    assert "connecting on {owner}. On {offer_link}, though" in text


@given(contexts())
def test_not_yet_never_accepts_and_only_spam_goes_unanswered(context: ReplyContext) -> None:
    reply = draft(context, TEMPLATES)
    assert (reply.action == "accept") is (context.verdict == "accept")
    if reply.silence == "spam":
        assert context.verdict == "decline"
        assert context.note in ("pitch", "template")
