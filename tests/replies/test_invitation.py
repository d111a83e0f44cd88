"""The note that goes with a request of one's own: kind, short enough, and without a private word."""

from dataclasses import fields, replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.replies import InvitationContext, Tie, invitation, parse

from .test_drafts import shipped
from .test_privacy import DISPLAY, FACTS, NAMES, PRIVATE

TEMPLATES = parse(shipped())[0]
NADIA = InvitationContext("Nadia Lindqvist", "LinkedIn", "Fred Ostermann", "spoken", 200)
TIES: tuple[Tie, ...] = get_args(Tie)
contexts = st.builds(
    InvitationContext,
    asked=NAMES,
    network=DISPLAY,
    owner=st.sampled_from(["Fred Ostermann", ""]),
    tie=st.sampled_from(TIES),
    limit=st.none() | st.integers(0, 400),
)


def test_a_note_knows_nothing_but_this() -> None:
    assert [field.name for field in fields(InvitationContext)] == ["asked", "network", "owner", "tie", "limit"]


@given(contexts)
def test_no_note_sounds_like_a_private_reason_or_names_a_fact(context: InvitationContext) -> None:
    note = invitation(context, TEMPLATES)
    assert not PRIVATE.search(note.casefold())
    assert not [name for name in FACTS if "_" in name and name in note]


@given(contexts)
def test_a_note_fits_and_is_whole(context: InvitationContext) -> None:
    note = invitation(context, TEMPLATES)
    assert context.limit is None or len(note) <= context.limit
    assert note or context.limit is not None
    assert not note or note.endswith((".", "Fred"))
    assert "{" not in note


@pytest.mark.parametrize("tie", TIES)
def test_the_whole_note_fits_a_free_account_and_leaves_a_way_out(tie: Tie) -> None:
    note = invitation(replace(NADIA, tie=tie), TEMPLATES)
    assert note.startswith("Hello Nadia,\n\n")
    assert "that's fine too" in note
    assert note.endswith("\n\nFred")


def test_a_long_name_gives_way_before_the_words_do() -> None:
    assert invitation(replace(NADIA, limit=33), TEMPLATES) == "Hello Nadia, it was good to talk."
    assert invitation(replace(NADIA, limit=32), TEMPLATES) == "Hello, it was good to talk."
    assert invitation(replace(NADIA, limit=10), TEMPLATES) == ""


@given(contexts, st.text(max_size=40), st.text(max_size=40))
def test_what_others_write_is_inserted_once_and_shown_as_it_is(
    context: InvitationContext, asked: str, owner: str
) -> None:
    hostile = replace(context, asked=asked, owner=owner + "{network}", network="{owner}\x1b[31m")
    assert "\x1b" not in invitation(hostile, TEMPLATES)


def test_a_note_can_be_put_in_ones_own_words() -> None:
    templates, wrong = parse(shipped(), '[invitation]\nspoken = "{greeting} shall we?"')
    assert not wrong
    assert invitation(NADIA, templates) == "Hello Nadia, shall we?"
    assert parse(shipped(), '[invitation]\nspoken = "{invite}"')[1], "a place that has nothing to say there"
