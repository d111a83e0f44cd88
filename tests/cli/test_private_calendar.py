"""No private judgement leaves by the calendar file, whatever is held and in whatever order it was said."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from .runner import Doorstep

DESIGN = (Path(__file__).parent / "design.toml").read_text(encoding="utf-8")
OWN = """
[facts.zzjudged]
type = "yes/no"
question = "ZZQUESTION?"

[networks.instagram]
otherwise = "decline"
accept = { "ZZRULE of the nice ones" = "spoken and like >= 3" }
"""
NAMES = ("Nadia Lindqvist", "Otto Reiter", "Petra Novak")
# Each thing that can be said in private bears a mark of its own, so that a trace of it would be found.
SAID = (
    ("set", "NAME", "like=1", "values_conflict=yes", "warned_about=yes", "zzjudged=yes"),
    ("set", "NAME", "spoken=no", "role=partner", "values_conflict=no", "open_business=no", "warned_about=no"),
    ("rate", "NAME", "trust", "0"),
    ("note", "NAME", "", "ZZWORDS he was rude"),
    ("wait", "ID", "--because", "ZZREASON I do not like them"),
    ("snooze", "ID", "--days", "9", "--because", "ZZREASON not now"),
    ("accept", "ID", "--obliged", "--because", "ZZOBLIGED", "--reply", "ZZREPLY"),
    ("decline", "ID", "--because", "ZZREASON"),
    ("outcome", "ID", "regret", "ZZREGRET"),
    ("outcome", "ID", "reconsider", "ZZREGRET"),
    ("agenda", "add", "ZZPROMISE to make up with them", "--who", "NAME", "--private"),
    ("show", "ID", "--view", "decline"),
    ("undo",),
)
ALLOWED = {
    *(f"{what} {name}" for name in NAMES for what in (
        "a call with", "meet", "write to", "get back to", "get in touch with", "a promise to",
        "a word with somebody who knows",
    )),
}  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(SAID), st.integers(0, 2)), min_size=4, max_size=14))
@settings(max_examples=15)
def test_a_calendar_file_holds_a_plan_and_a_name_and_nothing_else(said: list[tuple[tuple[str, ...], int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "fred"
        home.mkdir(mode=0o700)
        (home / "policy.toml").write_text(DESIGN + OWN, encoding="utf-8")
        door = Doorstep(home)
        for name, network in zip(NAMES, ("facebook", "instagram", "linkedin")):
            door("add", network, name, "--note", "ZZNOTE hello")
        for words, who in said:
            given_words = [{"NAME": NAMES[who], "ID": str(who + 1)}.get(word, word) for word in words]
            door.run(*[word for word in given_words if word])
        path = Path(folder) / "agenda.ics"
        door("agenda", "--ics", str(path))
        lines = path.read_text(encoding="utf-8").replace("\n ", "").splitlines()
        assert {line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:")} <= ALLOWED
        kinds = {line.partition(":")[0].partition(";")[0] for line in lines}
        assert kinds <= {
            "BEGIN", "END", "VERSION", "PRODID", "X-WR-CALNAME", "REFRESH-INTERVAL", "SUMMARY", "DTSTART", "DTEND",
            "DTSTAMP", "UID", "CLASS", "TRANSP",
        }  # fmt: skip
        assert "ZZ" not in path.read_text(encoding="utf-8")
