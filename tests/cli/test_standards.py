"""The standards: begun in a minute, read back, tried; and what the templates never do."""

import re
from itertools import product

import pytest

from doorstep import Policy
from doorstep.desk.standards import templates, text_from

from .runner import Doorstep

CHOICES = [
    (name, dict(zip((question.key for question in one.questions), picked)))
    for name, one in templates().items()
    for picked in product(*(range(len(question.choices)) for question in one.questions))
]
NEVER = {"would_see", "mutuals", "photo", "gender", "age", "ethnicity", "looks"}


@pytest.mark.parametrize("name", list(templates()))
def test_a_template_is_written_readable_by_its_owner_alone(empty: Doorstep, name: str) -> None:
    said = empty("policy", "new", "--template", name, "--yes")
    path = empty.home / "policy.toml"
    assert f"Written: {path}" in said
    assert (path.stat().st_mode & 0o777, empty.home.stat().st_mode & 0o777) == (0o600, 0o700)
    assert Policy.read(str(path)).networks
    assert "No mistakes" in empty("policy", "check") or empty.json("policy", "check")["mistakes"] == []
    assert empty("policy", "show").startswith("A rule that declines wins")


@pytest.mark.parametrize("number", range(1, 6))
def test_at_most_three_questions_come_before_the_first_policy(empty: Doorstep, number: int) -> None:
    said = empty("policy", "new", keys=f"{number}\n\n\n\n\n\n")
    assert said.count("Number") <= 3
    assert said.count("?") <= 4
    assert "Written:" in said
    assert (empty.home / "policy.toml").exists()


def test_with_the_template_named_its_own_questions_are_asked(empty: Doorstep) -> None:
    said = empty("policy", "new", "--template", "business-and-personal", keys="2\n3\n2\n")
    assert said.count("Number") == 3
    text = (empty.home / "policy.toml").read_text(encoding="utf-8")
    assert '"business I have met" = "business and met"' in text
    assert "pitch" not in text


def test_an_answer_that_is_no_number_is_asked_for_again(empty: Doorstep) -> None:
    said = empty.run("policy", "new", keys="7\nfirst\n1\n\n\n")
    assert said.code == 0
    assert "not in the range" in said.out + said.err


def test_stopping_in_the_middle_writes_nothing(empty: Doorstep) -> None:
    assert empty.run("policy", "new", keys="2\n").code == 1
    assert not (empty.home / "policy.toml").exists()


def test_standards_are_not_overwritten_unless_asked_and_then_kept_beside(fred: Doorstep) -> None:
    before = (fred.home / "policy.toml").read_text(encoding="utf-8")
    assert "there are standards already" in fred.fails(8, "policy", "new", "--yes")
    fred("policy", "new", "--template", "open-networker", "--yes", "--replace")
    (kept,) = fred.home.glob("policy-*.toml")
    assert kept.read_text(encoding="utf-8") == before
    assert kept.stat().st_mode & 0o777 == 0o600
    assert "everyone is welcome" in fred("policy", "show")


def test_a_dry_run_prints_the_policy_and_writes_nothing(empty: Doorstep) -> None:
    text = empty("policy", "new", "--template", "regulated-practice", "--yes", "--dry-run")
    assert Policy.parse(text).networks == ("linkedin", "facebook", "instagram")
    assert not (empty.home / "policy.toml").exists()


@pytest.mark.parametrize("words", [("policy", "show"), ("policy", "check"), ("try", "facebook")])
def test_without_standards_the_way_to_some_is_told(empty: Doorstep, words: tuple[str, ...]) -> None:
    assert "`doorstep policy new` writes the first in a minute" in empty.fails(5, *words)


def test_the_standards_are_read_back_as_sentences_as_toml_and_as_a_page(fred: Doorstep) -> None:
    plain = fred("policy", "show")
    assert "our values would clash" in plain
    page = fred("policy", "show", "--public", "--name", "Fred")
    assert "Fred" in page
    for private in ("values", "warned", "open deal", "like"):
        assert private not in page.replace("would like", "")
    assert Policy.parse(fred("policy", "show", "--text")).networks == ("linkedin", "facebook", "x")


def test_a_file_is_looked_over_without_being_the_own_policy(
    empty: Doorstep, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("a file") / "mine.toml"
    path.write_text('[networks.x]\naccept = { "anyone" = "allways" }\n', encoding="utf-8")
    assert "did you mean `always`?" in empty.fails(3, "policy", "check", str(path))
    said = empty.run("policy", "check", str(path), "--json")
    assert (said.code, '"hint": "did you mean `always`?"' in said.out) == (3, True)
    assert "cannot be read" in empty.fails(3, "policy", "check", str(path) + "x")
    path.write_text('[networks.linkedin]\naccept = { "claims" = "claims_to_know_me" }\n', encoding="utf-8")
    assert [one["rule"] for one in empty.json("policy", "check", str(path))["findings"]] == ["claims"]


def test_somebody_made_up_is_tried(fred: Doorstep) -> None:
    words = (
        "try",
        "facebook",
        "role=partner",
        "spoken=no",
        "known_for=7 days",
        "values_conflict=no",
        "open_business=no",
    )
    said = fred(*words)
    assert "◔ not yet  “business I have spoken with”" in said
    assert "a phone call would open it" in said
    assert "LinkedIn is open" in said
    assert fred.json(*words)["verdict"] == "not_yet"
    assert fred.json("try", "Twitter")["verdict"] == "accept"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("fcebook",), 2, "did you mean `facebook`?"),
        (("facebook", "spokn=yes"), 4, "did you mean `spoken`?"),
        (("facebook", "spoken"), 2, "spoken=yes"),
        (("facebook", "role=frend"), 4, "did you mean `friend`?"),
        (("facebook", "met=yes", "spoken=no"), 4, "met"),
    ],
)
def test_what_cannot_be_tried_is_told(fred: Doorstep, words: tuple[str, ...], code: int, said: str) -> None:
    assert said in fred.fails(code, "try", *words)


def test_the_facts_are_listed_with_those_of_the_policy(fred: Doorstep) -> None:
    assert "we have spoken live, by voice or video" in fred("facts")
    listed = {one["name"]: one for one in fred.json("facts")}
    assert listed["is_patient"]["question"] == "Is this a current or former patient?"
    assert listed["spoken"]["step"] == "have a phone call"


def test_a_template_that_does_not_exist_is_told(empty: Doorstep) -> None:
    said = empty.fails(2, "policy", "new", "--template", "open-netwoker")
    assert "open-networker" in said


@pytest.mark.parametrize(("name", "picked"), CHOICES)
def test_no_template_asks_for_looks_or_mutuals_or_declines_for_a_missing_note(
    name: str, picked: dict[str, int]
) -> None:
    text = text_from(name, picked)
    policy = Policy.parse(text)
    assert "{{" not in text
    tested = set(re.findall(r"[a-z_]+", " ".join(re.findall(r'=\s*"([^"]*)"', text))))
    assert not tested & NEVER
    assert not policy.catalogue.facts.keys() & {"photo", "gender"}
    people: tuple[dict[str, object], ...] = (
        {}, {"on_record": False}, {"on_record": True}, {"role": "stranger", "on_record": False},
        {"role": "friend", "known": True}, {"role": "client", "spoken": False}, {"written": True},
    )  # fmt: skip
    for network in policy.networks:
        for person in people:
            silent = policy.decide(network, {**person, "note": "none", "claims_to_know_me": False})
            declining = [rule.name for rule in silent.rules if rule.kind == "decline" and rule.truth == "yes"]
            written = policy.decide(network, {**person, "note": "personal", "claims_to_know_me": False})
            still = [rule.name for rule in written.rules if rule.kind == "decline" and rule.truth == "yes"]
            assert declining == still, "a missing note is not rudeness"


@pytest.mark.parametrize(("name", "picked"), CHOICES)
def test_every_template_can_be_rendered_and_says_the_same_again(name: str, picked: dict[str, int]) -> None:
    policy = Policy.parse(text_from(name, picked))
    again = Policy.parse(policy.tidy())
    people: tuple[dict[str, object], ...] = (
        {}, {"on_record": False}, {"role": "friend", "known": True, "met": True}, {"role": "patient"},
    )  # fmt: skip
    for network in policy.networks:
        for person in people:
            assert policy.decide(network, person).as_dict() == again.decide(network, person).as_dict()
    assert policy.plain()
    assert policy.public_page("Fred").startswith("#")
    opened = [policy.decide(one, {"role": "friend", "known": True, "met": True, "know": 5, "like": 5, "trust": 5,
                                  "written": True, "introduced": True, "is_bot": False, "is_organisation": False,
                                  "note": "personal", "history": "good", "worked_together": True}).verdict
              for one in policy.networks]  # fmt: skip
    assert "accept" in opened


def test_a_regulated_practice_keeps_clients_out_whatever_else_is_known() -> None:
    policy = Policy.parse(text_from("regulated-practice"))
    for role in ("client", "patient", "former_client"):
        for more in ({}, {"known": True}, {"written": True, "introduced": True, "vouched_for": True}):
            for network in policy.networks:
                assert policy.decide(network, {"role": {role, "friend"}, **more}).verdict == "decline"


def test_a_strict_look_over_fails_on_warnings_and_not_on_notes(empty: Doorstep) -> None:
    policy = empty.home / "policy.toml"
    empty.home.mkdir(exist_ok=True)
    policy.write_text(
        '[assume]\nwarned_about = false\n[house.decline]\nw = "warned_about"\n[networks.x.accept]\na = "met"\n'
    )
    said = empty("policy", "check", "--strict")
    assert "nothing that looks unintended" in said
    assert "Good to know:" in said
    policy.write_text('[networks.x.accept]\na = "met and not spoken"\nb = "written"\n')
    assert empty.run("policy", "check").code == 0
    assert empty.run("policy", "check", "--strict").code == 1
    assert empty.run("policy", "check", "--strict", "--json").code == 1


def test_looking_over_tells_which_facts_no_request_holds(empty: Doorstep) -> None:
    empty.home.mkdir(exist_ok=True)
    (empty.home / "policy.toml").write_text('[networks.facebook.accept]\n"I trust them" = "trust >= 3"\n')
    said = empty("policy", "check")
    assert "nothing that looks unintended" in said
    assert not (empty.home / "ledger.db").exists(), "looking over remembers nothing"
    for number in range(11):
        empty("add", "facebook", f"Otto Number{number}")
    said = empty("policy", "check")
    assert "nothing you have tells `trust` of anybody here: it is unknown in all 11 requests" in said
    (empty.home / "policy.toml").write_text("[networks.facebook\n")
    other = empty.home / "other.toml"
    other.write_text('[networks.facebook.accept]\n"I like them" = "like >= 3"\n')
    assert "No mistakes" in empty("policy", "check", str(other)), "another file can be looked at all the same"


def test_looking_over_goes_without_a_ledger_that_cannot_be_read(empty: Doorstep) -> None:
    empty.home.mkdir(exist_ok=True)
    (empty.home / "policy.toml").write_text('[networks.facebook.accept]\n"met" = "met"\n')
    (empty.home / "ledger.db").write_bytes(b"no ledger at all" * 100)
    said = empty.run("policy", "check")
    assert said.code == 0
    assert "nothing that looks unintended" in said.out
    assert "so nothing is told from your own records" in said.err
