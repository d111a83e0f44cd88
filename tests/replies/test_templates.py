"""The user's own texts replace the shipped ones key by key; mistakes in them are shown where they are."""

import pytest

from doorstep.errors import Mistake
from doorstep.facts.catalogue import CATALOGUE
from doorstep.replies import ReplyContext, draft, parse

from .test_drafts import NADIA, shipped


def mistakes(own: str) -> tuple[Mistake, ...]:
    return parse(shipped(), own)[1]


def test_one_text_of_ones_own_leaves_the_others_as_they_are() -> None:
    templates, wrong = parse(shipped(), '[not_yet]\nstep = "{greeting} Ring me up!"')
    assert not wrong
    assert draft(NADIA, templates).text == "Nadia, good to hear from you! Ring me up!"
    assert templates.texts["ask.question"] == parse(shipped())[0].texts["ask.question"]


def test_a_step_can_be_put_in_ones_own_words() -> None:
    templates, wrong = parse(shipped(), '[steps.spoken]\ninvite = "Coffee by video?"')
    assert not wrong
    assert "people I've really talked with" in draft(NADIA, templates).text
    assert "Coffee by video?" in draft(NADIA, templates).text


def test_a_step_of_ones_own_facts_is_silent_until_it_gets_words() -> None:
    context = ReplyContext("Petra Vogel", "Facebook", "not_yet", ("signed_the_form",), owner="Fred")
    assert draft(context, parse(shipped())[0]).template == "not_yet.neutral"
    own = '[steps.signed_the_form]\ninvite = "Would you fill in the short form first?"'
    assert "short form" in draft(context, parse(shipped(), own)[0]).text


def test_an_unknown_place_is_marked_and_the_right_one_suggested() -> None:
    (wrong,) = mistakes('[phrases]\ngreeting = "Dear {frist_name},"')
    assert str(wrong) == (
        "templates.toml, phrases, greeting: unknown place `{frist_name}`\n"
        "    Dear {frist_name},\n"
        "         ^^^^^^^^^^^^ did you mean `first_name`?"
    )


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ('[not_yet]\nstep = "{offer}"', "templates.toml, not_yet, step: `{offer}` has nothing to say here"),
        ('[not_yet]\nstep = "Hi {"', "a brace stands alone"),
        ('[not_yet]\nstep = "{{greeting}}"', "a brace stands alone"),
        ('[not_yet]\nstep = "{owner.__class__}"', "unknown place `{owner.__class__}`"),
        ('[not_yet]\nstep = "{owner!r}"', "unknown place `{owner!r}`"),
        ('[not_yet]\nstep = "{0}"', "unknown place `{0}`"),
        ('[not_yet]\nstepp = "Hello"', "did you mean `not_yet.step`?"),
        ('[phrases]\nclosin = "{owner}"', "did you mean `phrases.closing`?"),
        ("[not_yet]\nstep = 7", "this is not a text or a list of texts"),
        ("[not_yet]\nstep = []", "this is not a text or a list of texts"),
        ('[phrases]\nclosing = ["a", "b"]', "this is not a text"),
        ('[phrases]\nmonths = "Jan Feb"', "these are not twelve months"),
        ('[steps.own]\nboundary = "First the form."', "has no `invite`"),
        ("greeting = ", "templates.toml, line 1: this is not TOML"),
    ],
)
def test_a_mistake_is_said_and_the_shipped_text_stays(own: str, said: str) -> None:
    templates, wrong = parse(shipped(), own)
    assert [each for each in wrong if said in str(each)], list(map(str, wrong))
    assert templates == parse(shipped())[0]


def test_all_mistakes_are_reported_at_once() -> None:
    assert len(mistakes('[not_yet]\nstep = "{a} {b}"\nwait = 3\n[what]\nis = "this"')) == 4


def test_the_shipped_texts_hold_no_mistake() -> None:
    assert parse(shipped())[1] == ()


def test_shipped_texts_with_a_mistake_or_a_gap_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown place"):
        parse(shipped().replace("{greeting}", "{greting}"))
    with pytest.raises(ValueError, match="has no text"):
        parse("")


def test_every_step_that_the_asker_has_a_part_in_has_public_words_and_no_other() -> None:
    public = {fact.name for fact in CATALOGUE.facts.values() if fact.step and fact.step.who != "me"}
    assert set(parse(shipped())[0].steps) == public
    assert "vouched_for" not in public
