"""The user's own posts at the desk: counted for a rule that asks, noticed by the page that stays open, undoable."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from doorstep.desk import exposure, tagged
from doorstep.desk.deciding import undo
from doorstep.desk.exposure import in_view, seen_on, state_audience, topics, would_see
from doorstep.desk.here import Here
from doorstep.desk.home import Desk
from doorstep.desk.importing import take_in
from doorstep.desk.inbox import items
from doorstep.desk.kept import KeptInbox
from doorstep.desk.people import add_request, correct_note, portrait
from doorstep.desk.replaying import Replay
from doorstep.errors import NotFoundError, UsageError
from doorstep.studies.topics import Topics

ARCHIVES = Path(__file__).parents[2] / "examples" / "exposure"
POLICY = """
[networks.facebook.accept]
"little to see" = "would_see == 0"
[networks.linkedin.accept]
"little to see" = "would_see < 100"
[networks.mastodon.accept]
"little to see" = "would_see <= 6"
"""


@pytest.fixture
def posting(tmp_path: Path) -> Iterator[Desk]:
    """Fred's desk with his posts on Facebook and Mastodon, and Nadia at three doors."""
    (tmp_path / "policy.toml").write_text(POLICY)
    with Desk(tmp_path, lambda: datetime(2026, 11, 21, 12)) as desk:  # noqa: DTZ001  (local wall time)
        take_in(desk, sorted(one for one in ARCHIVES.iterdir() if one.is_dir()))
        for network in ("facebook", "linkedin", "mastodon"):
            add_request(desk, network, "Nadia Lindqvist", handle="nadia")
        yield desk


def verdicts(desk: Desk) -> dict[str, tuple[str, object]]:
    """The verdict of each request and the count that it knows."""
    return {
        one.request.network: (one.verdict, one.known["would_see"].value if "would_see" in one.known else None)
        for one in items(desk)
    }


def test_each_door_knows_its_own_count_and_none_where_there_are_no_posts(posting: Desk) -> None:
    found = verdicts(posting)
    assert found == {"facebook": ("ask", 3), "linkedin": ("ask", None), "mastodon": ("accept", 6)}
    replay = Replay(posting.ledger, posting.today)
    assert posting.policy
    assert replay.verdicts(posting.policy) == ["ask", "ask", "ask"]  # without what holds here nothing is known


def test_a_replay_counts_the_same_for_whom_little_is_known_and_for_whom_sources_disagree(posting: Desk) -> None:
    assert posting.policy
    correct_note(posting, 1, "pitch")  # beside what it was taken for
    replay = Replay(posting.ledger, posting.today, Here(posting))
    known = {one.network: facts for one, facts in zip(replay.asked, replay.facts(posting.policy), strict=True)}
    assert {network: facts.get("would_see") for network, facts in known.items()} == {
        "facebook": 3, "linkedin": None, "mastodon": 6,
    }  # fmt: skip
    assert replay.verdicts(posting.policy) == [one.verdict for one in items(posting)]
    assert replay.ready(posting.policy)
    assert replay.verdicts(posting.policy) == [one.verdict for one in items(posting)]


def test_what_the_user_states_changes_the_answer_and_undo_takes_it_back(posting: Desk) -> None:
    kept = KeptInbox(posting)
    assert [one.verdict for one in kept.items()] == ["ask", "ask", "accept"]
    state_audience(posting, "facebook", "Only-Me")
    assert [one.verdict for one in kept.items()] == ["accept", "ask", "accept"]
    assert verdicts(posting)["facebook"] == ("accept", 0)
    undo(posting)
    assert [one.verdict for one in kept.items()] == ["ask", "ask", "accept"]


def test_the_page_that_stays_open_notices_new_topics_and_an_import_taken_back(posting: Desk) -> None:
    kept = KeptInbox(posting)
    assert kept.items()[2].known["would_see"].value == 6
    (posting.home / "topics.toml").write_text('ignore = ["politics"]\n[weather]\nwords = ["fog", "frost"]')
    assert kept.items()[2].known["would_see"].value == 7
    (posting.home / "topics.toml").write_text("ignore = 3")
    assert "would_see" not in kept.items()[2].known  # fewer might be counted than are meant: then nobody knows
    (posting.home / "topics.toml").unlink()
    (entry,) = [one.id for one in posting.ledger.log(20) if one.kind == "import"][-1:]
    undo(posting, entry)
    counts = [one.known["would_see"].value for one in kept.items() if "would_see" in one.known]
    assert len(counts) == 1


def test_a_person_is_told_the_count_of_each_door(posting: Desk) -> None:
    assert portrait(posting, "#3").doors == {"facebook": "ask", "linkedin": "ask", "mastodon": "accept"}


def test_the_count_is_as_old_as_the_archive_and_then_not_known_again(posting: Desk) -> None:
    seen = would_see(posting, "facebook")
    assert seen is not None
    assert seen.seen_on.isoformat() == "2026-11-18"
    assert would_see(posting, "linkedin") is None


def test_before_the_question_stands_the_list_in_one_line(posting: Desk) -> None:
    assert in_view(posting, "facebook") == (
        "3 of the 5 posts to be seen on Facebook may be such: doorstep exposure facebook"
    )
    assert in_view(posting, "linkedin") == ""


def test_a_topic_an_audience_or_a_network_that_is_not_there_is_told(posting: Desk) -> None:
    with pytest.raises(NotFoundError, match="did you mean `health`"):
        seen_on(posting, "facebook", "helth")
    with pytest.raises(UsageError, match="did you mean `friends`"):
        state_audience(posting, "facebook", "freinds")
    with pytest.raises(NotFoundError, match="no posts of yours on LinkedIn yet\n`doorstep sources`"):
        seen_on(posting, "linkedin")


def test_kept_tags_are_those_found_anew_and_a_damaged_file_or_other_lists_make_them_anew(
    posting: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = seen_on(posting, "mastodon")
    monkeypatch.setattr(exposure, "LEAST", 1)
    monkeypatch.setattr(tagged, "LEAST", 1)
    path = posting.home / tagged.FILE
    assert seen_on(posting, "mastodon") == plain
    first = path.read_bytes()
    assert b"church" not in first
    with monkeypatch.context() as patched:
        patched.setattr(Topics, "tags", lambda *_: pytest.fail("worked out anew"))
        assert seen_on(posting, "mastodon") == plain
    for damaged in (first[:-8], b"", b"\xff" + first[1:], first[:40] + first[44:]):
        path.write_bytes(damaged)
        assert seen_on(posting, "mastodon") == plain
        assert path.read_bytes() == first
    (posting.home / "topics.toml").write_text('ignore = ["politics"]')
    assert seen_on(posting, "mastodon").seen.sensitive == 5
    assert topics(posting)[1] == ()


def test_tags_that_another_hand_has_put_there_do_not_count(posting: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = seen_on(posting, "mastodon")
    assert plain.seen.sensitive
    monkeypatch.setattr(exposure, "LEAST", 1)
    monkeypatch.setattr(tagged, "LEAST", 1)
    known, _ = topics(posting)
    forged = tagged.Tagged(posting.home, known, "a guess")
    monkeypatch.setattr(Topics, "tags", lambda *_: ())
    for _, text, _ in posting.ledger.published("mastodon"):
        forged.tags(text)
    forged.keep()
    monkeypatch.undo()
    monkeypatch.setattr(exposure, "LEAST", 1)
    assert seen_on(posting, "mastodon") == plain


def test_an_import_of_many_posts_reads_them_so_that_no_later_look_has_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exposure, "LEAST", 5)
    monkeypatch.setattr(tagged, "LEAST", 5)
    with Desk(tmp_path / "home", lambda: datetime(2026, 11, 21, 12)) as desk:  # noqa: DTZ001  (local wall time)
        take_in(desk, sorted(one for one in ARCHIVES.iterdir() if one.is_dir()))
        monkeypatch.setattr(Topics, "tags", lambda *_: pytest.fail("a post was read anew"))
        assert seen_on(desk, "mastodon").seen.sensitive == 6
