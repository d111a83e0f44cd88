"""A dislike, a rating, a conflict of values, a warning, the user's own words for them: in no reply, on no page."""

from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doorstep import Policy
from doorstep.desk.deciding import VERDICT_OF, decide, draft_for
from doorstep.desk.home import Desk
from doorstep.desk.inbox import one_item
from doorstep.desk.people import add_request, note, state
from doorstep.ledger import Ledger

NOW = datetime(2026, 11, 21, 8, 0)  # noqa: DTZ001  (local wall time)
# Every private word is marked, so that it can be told from what a reply may say.
MARK = "zq"
words = st.text("abcdefghijklmnopqrstuvwxyz ", min_size=1, max_size=20).map(lambda text: f"{MARK}{text.strip()}{MARK}")
levels = st.integers(0, 5)
maybe = st.sampled_from(("yes", "no", "unknown"))
private = st.fixed_dictionaries(
    {
        "like": levels, "trust": levels, "know": levels, "respect": levels, "values_conflict": maybe,
        "warned_about": maybe, "spoken": maybe, "history": st.sampled_from(("good", "bad", "mixed", "none")),
        "role": st.sampled_from(("partner", "friend", "patient", "stranger", "client")), "open_business": maybe,
    }
)  # fmt: skip
names = st.fixed_dictionaries(dict.fromkeys(("warned", "clash", "dislike", "bad", "near", "spoken", "reason"), words))

POLICY = """
[house.decline]
"{warned}" = "warned_about"
[networks.linkedin]
closeness = 1
otherwise = "ask"
accept = {{ "{near}" = "trust >= 3 or role == partner" }}
decline = {{ "{bad}" = "history == bad" }}
[networks.facebook]
closeness = 3
otherwise = "decline"
[networks.facebook.accept]
"{spoken}" = "role in {{partner, friend, client}} and spoken and like >= 2"
[networks.facebook.decline]
"{clash}" = "values_conflict"
[networks.facebook.ask]
"{dislike}" = "open_business and like <= 1"
"""
number = count()
PRIVATE_WORDS = (
    "like you", "dislike", "trust", "respect", "values", "warned", "conflict", "rating", "patient", "stranger", "deal",
    "history", "treated",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that many examples share; each adds somebody of its own."""
    with Desk(tmp_path_factory.mktemp("private") / "fred", lambda: NOW) as opened:
        assert isinstance(opened.ledger, Ledger)
        yield opened


@given(private, names, st.sampled_from(("facebook", "linkedin")), st.sampled_from((*VERDICT_OF, "snooze")))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_private_is_in_any_reply(
    desk: Desk, facts: dict[str, object], named: dict[str, str], network: str, action: str
) -> None:
    desk.__dict__["policy"] = Policy.parse(POLICY.format(**{key: f"{word}{key}" for key, word in named.items()}))
    item = add_request(desk, network, "Nadia Lindqvist", handle=f"nadia-{next(number)}", note="It was good to talk.")
    who = f"#{item.request.person_id}"
    state(desk, who, [f"{fact}={value}" for fact, value in facts.items()])
    note(desk, who, "note", named["reason"])
    texts = [one_item(desk, item.id).draft().text]
    texts += [drafted.text for each in VERDICT_OF if (drafted := draft_for(one_item(desk, item.id), each))]
    if one_item(desk, item.id).request.state == "open":
        until = NOW.date().replace(year=2027) if action == "snooze" else None
        texts.append(decide(desk, item.id, action, reason=named["reason"], obliged=True, until=until).reply)
    for text in texts:
        assert MARK not in text
        assert not [word for word in PRIVATE_WORDS if word in text.casefold()], text


@given(names)
@settings(max_examples=30, deadline=None)
def test_nothing_private_is_on_the_page_that_is_published(named: dict[str, str]) -> None:
    policy = Policy.parse(POLICY.format(**{key: f"{word}{key}" for key, word in named.items()}))
    page = policy.public_page("Fred")
    for key in ("warned", "clash", "dislike", "bad", "near", "spoken"):
        assert f"{named[key]}{key}" not in page, "a rule that rests on a private fact"
    assert not [word for word in PRIVATE_WORDS if word in page.casefold()], page


def test_a_reply_is_the_same_whatever_the_private_reason_was(tmp_path: Path) -> None:
    texts = set()
    for number, facts in enumerate((["warned_about=yes"], ["values_conflict=yes"], ["warned_about=yes", "like=0"])):
        with Desk(tmp_path / str(number), lambda: NOW) as opened:
            keys = ("warned", "clash", "dislike", "bad", "near", "spoken")
            opened.__dict__["policy"] = Policy.parse(POLICY.format(**dict(zip(keys, keys))))
            item = add_request(opened, "facebook", "Nadia Lindqvist")
            state(opened, "#1", facts)
            assert one_item(opened, item.id).verdict == "decline"
            texts.add(one_item(opened, item.id).draft().text)
    assert len(texts) == 1
