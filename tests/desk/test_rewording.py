"""A form's change in the text of the standards: what was asked for, and not a letter of anything else."""

import tomllib
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.desk.rewording import Change, DoorChange, Line, RuleChange, reworded
from doorstep.errors import ConflictError, NotFoundError, PolicyError, UsageError

TEXT = """\
# Fred's standards
strategy = "audience"

[define]                          # my words
business = "role in {client, partner}"

# LinkedIn is for business
[networks.linkedin.accept]
"people I do business with" = "business"     # the reason for it all
'well introduced'           = "introduced"

# Facebook is for friends
[networks.facebook]
closeness = 3   # very

[networks.facebook.accept]
"friends" = "role == friend"

# anybody may follow
[networks.twitter]
accept = { "anyone" = "always" }
"""
FRIENDS = Line("facebook", "accept", "friends")
CHANGES: Mapping[str, tuple[Change, list[str], list[str]]] = {
    "a condition": (
        RuleChange(FRIENDS, FRIENDS, "role == friend and met"),
        ['"friends" = "role == friend"'],
        ['"friends" = "role == friend and met"'],
    ),
    "a name, beside its comment": (
        RuleChange(
            Line("linkedin", "accept", "people I do business with"), Line("linkedin", "accept", 'my "own"'), "business"
        ),
        ['"people I do business with" = "business"     # the reason for it all'],
        ['"my \\"own\\"" = "business"     # the reason for it all'],
    ),
    "a new rule, above the comment on the next door": (
        RuleChange(None, Line("linkedin", "accept", "met"), "met"),
        [],
        ['"met" = "met"'],
    ),
    "a rule that moves with its comment": (
        RuleChange(
            Line("linkedin", "accept", "people I do business with"), Line("linkedin", "ask", "business"), "business"
        ),
        ['"people I do business with" = "business"     # the reason for it all'],
        ["[networks.linkedin.ask]", '"business" = "business"     # the reason for it all', ""],
    ),
    "a rule that is taken out": (RuleChange(FRIENDS, None), ['"friends" = "role == friend"'], []),
    "a rule in one line with its door": (
        RuleChange(Line("x", "accept", "anyone"), Line("x", "accept", "all"), "always"),
        ['accept = { "anyone" = "always" }'],
        ['accept = { "all" = "always" }'],
    ),
    "a word": (
        RuleChange(Line("define", "", "business"), Line("define", "", "work"), "role == client"),
        ['business = "role in {client, partner}"'],
        ['work = "role == client"'],
    ),
    "a rule of the house": (
        RuleChange(None, Line("house", "decline", "warned"), "warned_about"),
        [],
        ["", "[house.decline]", '"warned" = "warned_about"'],
    ),
    "what a door says of itself": (
        DoorChange("facebook", "personal", 2, "decline"),
        ["closeness = 3   # very"],
        ["closeness = 2   # very", 'otherwise = "decline"'],
    ),
    "a new door": (
        DoorChange("mastodon", "public", 1, "ask", True, "anyone", "always"),
        [],
        ["", "[networks.mastodon]", 'purpose = "public"', "closeness = 1", 'otherwise = "ask"', "",
         "[networks.mastodon.accept]", '"anyone" = "always"'],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_it_changes_what_was_asked_for_and_no_other_line(name: str) -> None:
    change, gone, come = CHANGES[name]
    made = reworded(TEXT, change)
    before, after = TEXT.split("\n"), made.split("\n")
    kept = [one for one in before if one not in gone]
    rest = list(after)
    for one in come:
        assert one in rest, made
        rest.remove(one)
    assert [one for one in rest if one] == [one for one in kept if one]


def test_a_new_rule_stands_above_what_is_said_of_the_next_door() -> None:
    made = reworded(TEXT, RuleChange(None, Line("linkedin", "accept", "met"), "met"))
    assert made.index('"met"') < made.index("# Facebook is for friends")
    made = reworded(TEXT, RuleChange(None, Line("linkedin", "ask", "met"), "met"))
    assert made.index("[networks.linkedin.ask]") < made.index("# Facebook is for friends")
    assert "\n\n# Facebook is for friends\n[networks.facebook]\n" in made


def test_what_is_there_already_or_gone_is_told() -> None:
    with pytest.raises(ConflictError, match="already"):
        reworded(TEXT, RuleChange(None, FRIENDS, "met"))
    with pytest.raises(ConflictError, match="already"):
        reworded(TEXT, RuleChange(Line("linkedin", "accept", "well introduced"),
                                  Line("linkedin", "accept", "people I do business with"), "met"))  # fmt: skip
    with pytest.raises(NotFoundError, match="any more"):
        reworded(TEXT, RuleChange(Line("facebook", "accept", "gone"), None))
    with pytest.raises(NotFoundError, match="no door for mastodon"):
        reworded(TEXT, RuleChange(None, Line("mastodon", "accept", "anyone"), "always"))
    with pytest.raises(ConflictError, match="already"):
        reworded(TEXT, DoorChange("x", "public", 0, "ask", True))
    with pytest.raises(ConflictError, match="no door"):
        reworded(TEXT, DoorChange("mastodon", "public", 0, "ask"))
    with pytest.raises(UsageError, match="name"):
        reworded(TEXT, RuleChange(None, Line("facebook", "accept", ""), "met"))
    with pytest.raises(PolicyError, match="mistake"):
        reworded("[[[", RuleChange(FRIENDS, None))


def test_a_layout_that_no_form_can_change_is_left_to_the_text() -> None:
    with pytest.raises(UsageError, match="laid out"):
        reworded('networks = { x = { accept = { "a" = "met" } } }', RuleChange(None, Line("x", "ask", "b"), "met"))


LAYOUTS = (
    TEXT,
    TEXT.replace("\n\n", "\n"),
    TEXT + "\n[networks.linkedin.ask]\n# apart from its door\n'odd' = 'met'",
    '[networks]\nfacebook.accept.friends = "role == friend" # in one\nlinkedin.accept.a = "met"\nx.accept.b="met"',
    '[networks.x]\n[networks.facebook.accept]\n# why\nfriends = """\nrole == friend"""\n[networks.linkedin]',
)
DOORS = st.sampled_from(("facebook", "linkedin", "x", "house", "define"))
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)


@given(st.sampled_from(LAYOUTS), DOORS, st.sampled_from(("accept", "ask", "decline")), NAMES, st.data())
def test_any_change_of_any_text_keeps_every_comment_and_reads_as_it_should(
    text: str, door: str, kind: str, name: str, data: Any
) -> None:
    kind = "" if door == "define" else kind
    was = data.draw(st.sampled_from((None, FRIENDS)))
    if was is not None and door == "define":
        return
    change = RuleChange(was, Line(door, kind, name), "spoken and trust >= 3")
    try:
        made = reworded(text, change)
    except (ConflictError, UsageError):
        return
    found = tomllib.loads(made)
    place = found if door in ("house", "define") else found["networks"]
    rows = place["twitter" if door == "x" and "twitter" in place else door]
    assert (rows[kind] if kind else rows)[name] == "spoken and trust >= 3"
    for comment in (part.split("\n")[0] for part in text.split("# ")[1:]):
        assert comment in made
