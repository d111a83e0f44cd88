"""The standards: their text, the kinds to begin with, looking them over, trying them on somebody made up."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field

from ... import Policy
from ...desk import given, standards
from ...desk.home import print_of
from ...desk.people import network_named
from ...errors import PolicyError
from . import models, standard_models
from .shared import In, Shared, Word

router = APIRouter(prefix="/api", tags=["standards"])
MOST = 1_000_000


@router.get("/policy", response_model=standard_models.Policy)
def policy(shared: Shared) -> Any:
    """The standards as text, and in plain sentences."""
    with shared() as desk:
        found = standards.required(desk)
        return _told(found)


def _told(policy: Policy) -> dict[str, str]:
    return {"text": policy.text, "print": print_of(policy.text), "plain": policy.plain()}


@router.get("/policy/kinds", response_model=list[standard_models.Kind])
def kinds() -> Any:
    """The kinds of standards to begin with, and their questions."""
    return [
        {
            "name": one.name, "title": one.title, "about": one.about,
            "questions": [
                {"key": question.key, "text": question.text, "choices": [choice.say for choice in question.choices]}
                for question in one.questions
            ],
        }
        for one in standards.templates().values()
    ]  # fmt: skip


class Beginning(In):
    """A kind of standards, and for each question the number of the answer (0 is the first, and taken otherwise)."""

    kind: Word
    answers: Annotated[dict[str, Annotated[int, Field(ge=0, le=9)]], Field(max_length=10, default_factory=dict)]


@router.post("/policy", response_model=standard_models.Policy, status_code=201)
def begin(shared: Shared, body: Beginning) -> Any:
    """Writes the first standards; those that are there are never written over."""
    known = standards.template(body.kind).questions
    picked = {one.key: body.answers.get(one.key, 0) for one in known}
    picked = {one.key: picked[one.key] if picked[one.key] < len(one.choices) else 0 for one in known}
    with shared() as desk:
        made = standards.write_new(desk, standards.text_from(body.kind, picked))
        return _told(made)


class Checking(In):
    """Standards to look over: this text, or the user's own where there is none."""

    text: Annotated[str, Field(max_length=MOST)] | None = None


@router.post("/policy/check", response_model=standard_models.Checked)
def check(shared: Shared, body: Checking) -> Any:
    """Looks standards over; nothing is saved."""
    with shared() as desk:
        try:
            found = standards.required(desk) if body.text is None else Policy.parse(body.text)
            requests = standards.real_requests(desk, found)
            return {"mistakes": [], "findings": [given.finding(one) for one in found.check(requests)]}
        except PolicyError as error:
            return {"mistakes": given.mistakes(error), "findings": []}


class Trying(In):
    """Somebody made up: a network, and facts by name, in words."""

    network: Word
    facts: Annotated[dict[Word, Annotated[str, Field(max_length=200)]], Field(max_length=100, default_factory=dict)]


@router.post("/try", response_model=models.Answer)
def try_(shared: Shared, body: Trying) -> Any:
    """What the standards say to somebody made up."""
    with shared() as desk:
        found = standards.required(desk)
        return given.tried(desk, found, network_named(desk, body.network), body.facts)


@router.get("/facts", response_model=list[standard_models.Fact])
def facts(shared: Shared) -> Any:
    """The facts that a rule can ask about."""
    with shared() as desk:
        return given.facts(desk.catalogue)
