"""People: added, noted about, stated, rated, shown, forgotten."""

from pathlib import Path

import pytest

from .runner import Doorstep


def test_a_request_is_added_by_hand_and_shown(fred: Doorstep) -> None:
    said = fred("add", "facebook", "Nadia Lindqvist", "--note", "Shall we be friends?", "--on", "2026-11-18")
    assert "Nadia Lindqvist asks on Facebook · 3 days ago" in said
    row = fred.json("add", "Instagram", "Otto Reiter", "--handle", "@otto.reiter")
    assert (row["network"], row["asked_on"], row["state"]) == ("instagram", "2026-11-21", "open")
    assert row["link"] == "https://www.instagram.com/otto.reiter/"
    assert fred.json("add", "twitter", "Ines")["network"] == "x"


def test_a_name_alone_joins_nobody_and_the_namesake_is_named(cast: Doorstep) -> None:
    first = cast("add", "facebook", "Nadia Lindqvist")
    assert "You have another Nadia Lindqvist, #" in first
    number = first.split("--same-as ")[1].strip().strip('"')
    cast("undo")
    assert "You have another" not in cast(
        "add", "facebook", "Nadia Lindqvist", "--same-as", number, "--handle", "nadia.l"
    )
    person = cast.json("person", "Nadia Lindqvist")
    assert {one["network"]: one["key"] for one in person["profiles"]} == {
        "linkedin": "nadia-lindqvist",
        "facebook": "nadia.l",
    }
    one, two = cast.json("add", "facebook", "Otto B"), cast.json("add", "x", "Otto B")
    assert one["person"]["id"] != two["person"]["id"]
    third = cast.json("add", "instagram", "Otto B", "--same-as", f"#{one['person']['id']}")
    assert third["person"] == one["person"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("facebok", "Nadia"), 2, "did you mean `facebook`?"),
        (("facebook", " \n"), 2, "somebody needs a name"),
        (("facebook", "Nadia", "--on", "2026-12-01"), 2, "a day to come"),
        (("facebook", "Nadia", "--on", "yesterday"), 2, "write it like 2026-11-30"),
        (("facebook", "Nadia", "--same-as", "Nobody"), 5, "nobody here is called `Nobody`"),
        (("facebook",), 2, "Missing argument 'NAME'"),
    ],
)
def test_a_request_that_cannot_be_added_is_told_why(
    fred: Doorstep, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in fred.fails(code, "add", *words)


def test_the_same_request_is_not_added_twice(fred: Doorstep) -> None:
    fred("add", "facebook", "Nadia", "--on", "2026-11-18")
    assert "this request is there already, as 1" in fred.fails(
        8, "add", "facebook", "Nadia", "--on", "2026-11-18", "--same-as", "#1"
    )


def test_a_name_is_found_by_part_by_handle_by_number_and_without_accents(fred: Doorstep) -> None:
    fred("add", "instagram", "Inés Prado", "--handle", "ines.p")
    for word in ("Inés Prado", "ines prado", "PRADO", "ines.p", "@ines.p", "#1"):
        assert fred.json("person", word)["id"] == 1


@pytest.mark.parametrize("command", ["person", "about", "forget", "note", "rate", "set"])
def test_a_name_that_nobody_has_is_told_with_the_nearest(cast: Doorstep, command: str) -> None:
    more = {"note": ["call"], "rate": ["trust", "3"], "set": ["met=yes"], "forget": ["--yes"]}.get(command, [])
    said = cast.fails(5, command, "Nadja Lindquist", *more)
    assert said == "nobody here is called `Nadja Lindquist`\ndid you mean `Nadia Lindqvist`?\n"
    assert "did you mean `Petra Novak`?" in cast.fails(5, command, "Petta", *more)
    assert "`doorstep add NETWORK NAME` adds somebody" in cast.fails(5, command, "Zzyzx", *more)
    assert "there is no person 99" in cast.fails(5, command, "#99", *more)


@pytest.mark.parametrize("command", ["person", "about", "forget", "note", "rate", "set"])
def test_a_name_that_several_have_is_told_with_their_numbers(fred: Doorstep, command: str) -> None:
    fred("add", "x", "Otto Reiter", "--handle", "otto1")
    fred("add", "x", "Otto Reiter", "--handle", "otto2")
    more = {"note": ["call"], "rate": ["trust", "3"], "set": ["met=yes"], "forget": ["--yes"]}.get(command, [])
    said = fred.fails(2, command, "otto reiter", *more)
    assert "`otto reiter` may be several people: #1 Otto Reiter, #2 Otto Reiter" in said
    assert '"#12"' in said


def test_what_happened_is_noted_and_states_its_fact(cast: Doorstep) -> None:
    assert cast("note", "Otto", "call", "--on", "2026-11-20", "about the fair") == "kept · Otto Reiter: call\n"
    cast("note", "Otto", "introduced", "by Ines")
    cast("note", "Otto", "likes tea")
    facts = cast.json("person", "Otto Reiter")["facts"]
    assert (facts["spoken"], facts["introduced"], facts["on_record"]) == ("yes", "yes", "yes")
    assert facts["last_contact"] == "1 day"
    shown = cast("person", "Otto Reiter")
    assert "2026-11-20  call" in shown
    assert "likes tea" in shown
    assert "by Ines" in shown
    cast("note", "Otto", "met")
    assert cast.json("person", "Otto Reiter")["facts"]["met"] == "yes"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("call", "--on", "2026-11-22"), "note what has happened, not what is to come"),
        (("kall", "about the fair"), "`kall` is not call, met, message, introduced, vouched or warned"),
        (("",), "there is nothing to note"),
    ],
)
def test_what_cannot_be_noted_is_told(cast: Doorstep, words: tuple[str, ...], said: str) -> None:
    assert said in cast.fails(2, "note", "Otto", *words)


def test_facts_are_stated_and_taken_back(cast: Doorstep) -> None:
    said = cast("set", "Otto Reiter", "role=client,friend", "known_for=2 years", "trust=4", "company=Acme  GmbH")
    assert said == "kept · Otto Reiter: role client, friend, known_for 2 years, trust 4, company Acme GmbH\n"
    assert cast.row("Otto Reiter")["verdict"] == "accept"
    assert cast.json("set", "Otto Reiter", "role=unknown")["kept"] == "Otto Reiter: role unknown"
    assert cast.row("Otto Reiter")["verdict"] == "ask"
    cast("undo")
    assert cast.row("Otto Reiter")["verdict"] == "accept"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("rolle=friend",), 2, "did you mean `role`?"),
        (("role=frend",), 4, "did you mean `friend`?"),
        (("met",), 2, "met=yes"),
        (("met=perhaps",), 4, "`met` is yes or no; `perhaps` is not"),
        (("met=yes", "trust=6"), 4, "`trust` is a level from 0 to 5; `6` is not"),
        (("known_for=long",), 4, "in days, months or years"),
        (("is_patient=maybe",), 4, "`is_patient` is yes or no"),
    ],
)
def test_all_facts_are_stated_or_none(cast: Doorstep, words: tuple[str, ...], code: int, said: str) -> None:
    assert said in cast.fails(code, "set", "Otto Reiter", *words)


def test_a_fact_of_the_policys_own_is_stated_like_any_other(cast: Doorstep) -> None:
    cast("set", "Petra Novak", "is_patient=yes")
    assert cast.json("person", "Petra Novak")["facts"]["is_patient"] == "yes"


def test_a_rating_is_kept_from_0_to_5(cast: Doorstep) -> None:
    assert cast("rate", "Otto", "trust", "4") == "kept · Otto Reiter: trust 4\n"
    cast("rate", "Otto", "trust", "2")
    assert cast.json("person", "Otto Reiter")["facts"]["trust"] == "2"
    assert "did you mean `trust`?" in cast.fails(2, "rate", "Otto", "thrust", "3")
    assert "`like` is a level from 0 to 5; `9` is not" in cast.fails(4, "rate", "Otto", "like", "9")
    assert "is a level" in cast.fails(4, "rate", "Otto", "like", "much")


def test_a_person_is_shown_with_doors_requests_and_contact(cast: Doorstep) -> None:
    cast("set", "Ines", "role=friend", "values_conflict=no", "open_business=no")
    shown = cast("person", "Ines Prado")
    for words in (
        "Ines Prado  #",
        "LinkedIn ines-prado",
        "role",
        "Facebook  ✓ accept",
        "X         ✓ accept",
        "message",
    ):
        assert words in shown
    told = cast.json("person", "Ines Prado")
    assert set(told) == {"id", "name", "profiles", "facts", "doors", "requests"}
    assert told["doors"] == {"linkedin": "ask", "facebook": "accept", "x": "accept"}
    assert [one["id"] for one in told["requests"]] == [2]


def test_a_rating_is_never_in_an_offer_to_somebody_else(cast: Doorstep) -> None:
    cast("rate", "Otto", "like", "0")
    assert "like" not in cast.json("person", "Petra Novak")["facts"]


def test_about_gives_a_page_that_can_be_sent(cast: Doorstep) -> None:
    cast("accept", "1", "--because", "a good talk", "--reply", "Hello Nadia")
    page = cast("about", "Nadia Lindqvist")
    for words in (
        "Nadia Lindqvist",
        "We met at Ines's talk",
        "linkedin.com/in/nadia-lindqvist",
        "Hello Nadia",
        "a good talk",
    ):
        assert words in page
    for raw in ("_", "None", "False", "True", "{", "["):
        assert raw not in page.replace("Complete_LinkedInDataExport_11-16-2026.zip", "")
    told = cast.json("about", "Nadia Lindqvist")
    assert told["requests"][0]["note"].startswith("We met")
    assert cast.fails(5, "about", "Nobody At All")


def test_forget_asks_first_and_erases(cast: Doorstep) -> None:
    assert "nobody answered" in cast.fails(2, "forget", "Petra Novak")
    assert "nothing was done" in cast.fails(2, "forget", "Petra Novak", keys="n\n")
    assert cast("forget", "Petra Novak", "--yes").startswith("Erased: ")
    cast.fails(5, "person", "Petra Novak")
    told = cast.json("forget", "Otto Reiter", "--yes")
    assert told["removed"]["person"] == 1
    assert len(cast.json("inbox")) == 3


def test_somebody_forgotten_stays_away_when_the_archive_is_read_again(cast: Doorstep) -> None:
    (path,) = cast.home.parent.glob("in/*.zip")
    cast("forget", "Petra Novak", "--yes")
    assert "1 profile passed over: you had them forgotten" in cast("import", str(path))
    cast.fails(5, "person", "Petra Novak")


def test_a_label_that_the_policy_no_longer_adds_is_unknown_and_stops_nothing(empty: Doorstep) -> None:
    empty.home.mkdir(exist_ok=True)
    policy = empty.home / "policy.toml"
    mentors = '[facts.role]\nlabels = ["mentor"]\n[networks.x.accept]\n"mentors" = "role in {mentor, friend}"\n'
    policy.write_text(mentors)
    empty("add", "x", "Ines Friend")
    empty("set", "Ines Friend", "role=mentor, friend")
    empty("add", "x", "Nadia Lindqvist")
    empty("set", "Nadia Lindqvist", "role=mentor")
    assert [one["verdict"] for one in empty.json("inbox")] == ["accept", "accept"]
    policy.write_text('[networks.x.accept]\n"friends" = "role == friend"\n')
    assert [one["verdict"] for one in empty.json("inbox")] == ["accept", "ask"]
    assert "role" in empty("person", "Ines Friend")
    policy.write_text(mentors)
    assert [one["verdict"] for one in empty.json("inbox")] == ["accept", "accept"], "nothing was lost"


def test_what_may_be_sent_is_read_first_and_what_is_counted_is_counted_right(cast: Doorstep, tmp_path: Path) -> None:
    said = cast.run("about", "Nadia Lindqvist")
    assert "read it before you send it" in said.err
    assert "read it" not in said.out, "what is sent holds no word to the user"
    cast("accept", "1")
    cast("agenda", "add", "send the slides", "--who", "Nadia Lindqvist")
    cast("agenda", "--ics", str(tmp_path / "agenda.ics"))
    told = cast("forget", "Nadia Lindqvist", "--yes")
    assert "1 request stays without a name" in told
    assert "A calendar that you wrote before may still name them: doorstep agenda --ics FILE writes it anew." in told
