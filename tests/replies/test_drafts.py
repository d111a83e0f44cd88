"""Every draft, as plain text under expected/, to be read aloud by a person.

DOORSTEP_REWRITE=1 writes the files anew.
"""

import os
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from doorstep.replies import ReplyContext, Templates, draft, parse

EXPECTED = Path(__file__).parent / "expected"
TODAY = date(2026, 11, 23)
NADIA = ReplyContext("Nadia Lindqvist", "Facebook", "not_yet", ("spoken",), owner="Fred Ostermann")
DORA = ReplyContext("Dora Benning 🚀", "LinkedIn", "not_yet", owner="Fred Ostermann", today=TODAY)
INES = ReplyContext("Ines Costa", "Facebook", "accept", owner="Fred Ostermann")
OTTO = ReplyContext("O. Brandt", "LinkedIn", "ask", owner="Fred Ostermann")
PETRA = ReplyContext("PETRA VOGEL", "Facebook", "decline", owner="Fred Ostermann")
LINKED = "https://www.linkedin.com/in/fred-ostermann/"

CASES: dict[str, dict[str, ReplyContext]] = {
    "accept": {
        "Ines asks on Facebook": INES,
        "Ines wrote a note of her own": replace(INES, note="personal"),
        "a name that gives no first name": replace(INES, asker="N. Lindqvist", network="LinkedIn"),
        "the owner's name is not known": replace(INES, owner=""),
    },
    "not_yet_step": {
        "Nadia asks on Facebook; a call opens it, LinkedIn is open": replace(NADIA, offer="LinkedIn"),
        "the same, with the link to Fred there": replace(NADIA, offer="LinkedIn", offer_link=LINKED),
        "the same, and there is open business between them": replace(NADIA, offer="LinkedIn", gentle=True),
        "a call opens it, nothing else is open": NADIA,
        "a call opens it, and there is open business": replace(NADIA, gentle=True),
        "meeting opens it": replace(NADIA, steps=("met",)),
        "a few messages open it; Dora wrote a note": replace(DORA, steps=("written",), note="personal"),
        "an introduction opens it": replace(DORA, steps=("introduced",)),
        "a call and a few messages, both": replace(NADIA, steps=("spoken", "written"), offer="LinkedIn"),
    },
    "not_yet_other": {
        "Fred asks someone they both know, which is his own affair": replace(DORA, steps=("vouched_for",)),
        "the same, and X is open": replace(DORA, steps=("vouched_for",), offer="X"),
        "one step may be named and one may not": replace(DORA, steps=("spoken", "vouched_for"), offer="X"),
        "time opens it within weeks": replace(DORA, opens_on=date(2026, 12, 20)),
        "time opens it in spring, and X is open": replace(DORA, opens_on=date(2027, 3, 4), offer="X"),
        "time opens it in two years": replace(DORA, opens_on=date(2028, 11, 23)),
        "there is open business": replace(DORA, gentle=True),
        "nothing may be named, to a stranger": replace(DORA, asker="🚀"),
    },
    "decline": {
        "Petra asks on Facebook": PETRA,
        "Petra asks on Facebook, LinkedIn is open": replace(PETRA, offer="LinkedIn"),
        "the same, with the link": replace(PETRA, offer="LinkedIn", offer_link=LINKED),
        "Petra wrote a note of her own": replace(PETRA, note="personal"),
        "there is open business": replace(PETRA, gentle=True),
        "a pitch": replace(PETRA, note="pitch", offer="LinkedIn"),
        "a text sent to many": replace(PETRA, note="template"),
    },
    "ask": {
        "Otto asks on LinkedIn": OTTO,
        "Otto wrote a note of his own": replace(OTTO, note="personal"),
        "Dora asks": replace(OTTO, asker="Dora Benning"),
    },
    "short": {
        "the story in 300 characters": replace(NADIA, offer="LinkedIn", limit=300),
        "the story in 220 characters": replace(NADIA, offer="LinkedIn", limit=220),
        "the story in 160 characters": replace(NADIA, offer="LinkedIn", limit=160),
        "the story in 130 characters": replace(NADIA, offer="LinkedIn", limit=130),
        "no in 80 characters": replace(PETRA, limit=80),
        "yes in 60 characters": replace(INES, limit=60),
        "a question in 60 characters": replace(OTTO, asker="Dora Benning", limit=60),
        "a name that is too long for 70 characters": replace(NADIA, asker="Wilhelmina-Philippa Ashdown", limit=70),
        "nothing says it in 10 characters": replace(NADIA, limit=10),
    },
}


@pytest.fixture(scope="module")
def templates() -> Templates:
    return parse(shipped())[0]


def shipped() -> str:
    return files("doorstep.replies").joinpath("templates.toml").read_text(encoding="utf-8")


def shown(title: str, context: ReplyContext, templates: Templates) -> str:
    reply = draft(context, templates)
    said = reply.text or f"(no reply: {reply.silence})"
    facts = [
        reply.action,
        reply.template,
        "optional" if reply.optional else "",
        f"{len(reply.text)} characters",
    ]
    return f"## {title}\n[{', '.join(filter(None, facts))}]\n\n{said}\n"


@pytest.mark.parametrize("name", CASES)
def test_the_drafts_read_as_expected(name: str, templates: Templates) -> None:
    page = "\n\n".join(shown(title, context, templates) for title, context in CASES[name].items())
    path = EXPECTED / f"{name}.txt"
    if os.environ.get("DOORSTEP_REWRITE"):
        path.write_text(page, encoding="utf-8")
    assert page == path.read_text(encoding="utf-8")


def test_not_yet_on_linkedin_is_a_reply_without_accepting(templates: Templates) -> None:
    assert draft(replace(DORA, verdict="not_yet"), templates).action == "reply"


def test_a_pitch_that_is_declined_gets_no_reply(templates: Templates) -> None:
    reply = draft(replace(PETRA, note="pitch"), templates)
    assert (reply.text, reply.silence, reply.action) == ("", "spam", "decline")


def test_a_question_is_only_ever_optional(templates: Templates) -> None:
    reply = draft(OTTO, templates)
    assert (reply.optional, reply.action) == (True, "leave")


def test_a_step_that_is_the_owners_own_affair_is_not_mentioned(templates: Templates) -> None:
    private = draft(replace(DORA, steps=("vouched_for",)), templates)
    nothing = draft(replace(DORA, steps=()), templates)
    assert private.text == nothing.text
