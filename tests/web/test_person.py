"""The person, without a browser: what is known and from where, ratings, contact, doors, guesses, forgetting."""

from datetime import date
from pathlib import Path

from doorstep.desk import people
from doorstep.desk.deciding import decide
from doorstep.desk.home import Desk
from doorstep.facts.observations import Observation
from doorstep.facts.seen import Reading, SeenProfile, Suggestion, Who

from .window import NOON, Window


def test_facts_stand_with_where_they_come_from_and_what_speaks_against_them(home: Path, fred: Window) -> None:
    with Desk(home, lambda: NOON) as desk:
        desk.ledger.state_fact(1, Observation("spoken", True, "calls", date(2026, 11, 1), "records"))
    html = fred.page("/people/1")
    assert "spoken: <b>no</b>" in html
    assert "but calls says yes" in html
    assert "Hello, I am Nadia." not in html


def test_a_rating_is_one_tap_and_the_same_once_more_takes_it_back(home: Path, fred: Window) -> None:
    token = fred.form(fred.page("/people/1"), "/people/1/facts")["form"]
    fred.post("/people/1/facts", {"form": token, "fact": "trust", "value": "4"})
    html = fred.page("/people/1")
    assert 'value="unknown" aria-pressed="true" aria-label="trust 4 of 5"' in html
    fred.post("/people/1/facts", {"form": token, "fact": "trust", "value": "unknown"})
    assert 'aria-pressed="true"' not in fred.page("/people/1")


def test_several_labels_are_kept_at_once(home: Path, fred: Window) -> None:
    html = fred.page("/people/1?fact=role")
    assert "former client" in html
    token = fred.form(html, "/people/1/facts")["form"]
    fred.client.post("/people/1/facts", data={"form": token, "fact": "role", "value": ["partner", "client"]})
    assert "role: <b>client, partner</b>" in fred.page("/people/1")


def test_a_call_that_is_noted_opens_the_door_and_brings_the_request_back(home: Path, fred: Window) -> None:
    with Desk(home, lambda: NOON) as desk:
        decide(desk, 1, "wait")
    html = fred.page("/people/1")
    assert "a phone call would open it" in html
    html = fred.submit(html, "/people/1/note", what="call", words="about the fair", on="2026-11-21")
    assert "about the fair" in html
    assert "spoken: <b>yes</b>" in html
    with Desk(home, lambda: NOON) as desk:
        assert desk.ledger.request(1).state == "open"


def test_what_is_to_come_cannot_be_noted(fred: Window) -> None:
    fields = fred.form(fred.page("/people/1"), "/people/1/note")
    for day in ("2027-01-01", "soon"):
        assert fred.post("/people/1/note", fields | {"what": "call", "on": day}).status_code == 422


def test_doors_stand_from_public_to_private_with_the_way_to_each(fred: Window) -> None:
    html = fred.page("/people/1")
    doors = html[html.index('<ul class="doors">') :]
    assert doors.index("LinkedIn") < doors.index("Facebook")
    assert "a phone call would open it" in doors


def two_who_may_be_one(home: Path) -> int:
    """Two people whom a file takes for one, perhaps; the number of the first."""
    one, other = Who("linkedin", "nadia-l", "Nadia Lindqvist"), Who("facebook", "nadia.lq", "N. Lindqvist")
    reading = Reading(
        "test", date(2026, 11, 20), profiles=[SeenProfile(one), SeenProfile(other)],
        suggestions=(Suggestion("same_person", one, "the same name and town", other),),
    )  # fmt: skip
    with Desk(home, lambda: NOON) as desk:
        desk.ledger.record_import(reading, file_name="test", file_hash="1")
        return desk.ledger.suggestions()[0].person_id


def test_two_who_are_the_same_are_joined_and_taken_apart_again(home: Path, fred: Window) -> None:
    person = two_who_may_be_one(home)
    html = fred.page(f"/people/{person}")
    assert "Are these two the same person?" in html
    assert "the same name and town" in html
    assert "nadia.lq" in html
    html = fred.submit(html, f"/people/{person}/guess", is_so="yes")
    assert "Are these two the same person?" not in html
    assert "joined with <bdi>N. Lindqvist</bdi>" in html
    html = fred.submit(html, f"/people/{person}/apart")
    assert "joined with" not in html


def test_not_the_same_is_remembered(home: Path, fred: Window) -> None:
    person = two_who_may_be_one(home)
    html = fred.submit(fred.page(f"/people/{person}"), f"/people/{person}/guess", is_so="no")
    assert "Are these two the same person?" not in html
    with Desk(home, lambda: NOON) as desk:
        assert desk.ledger.suggestions() == []
        assert [one.state for one in desk.ledger.suggestions(None)] == ["dismissed"]


def test_forgetting_asks_first_and_then_nothing_is_left(home: Path, fred: Window) -> None:
    html = fred.page("/people/1/forget")
    assert "This cannot be undone." in html
    assert fred.get("/people/1").status_code == 200
    answer = fred.post("/people/1/forget", fred.form(html, "/people/1/forget"))
    assert "Forgotten." in answer.text
    assert fred.get("/people/1").status_code == 404
    assert "Nadia" not in fred.page("/") + fred.page("/list")


def test_people_are_found_by_a_part_of_their_name(fred: Window) -> None:
    assert "/people/1" in fred.page("/people?words=lindq")
    assert "Nobody here is called so." in fred.page("/people?words=zzz")
    assert "Otto Stranger" in fred.page("/people")


def namesakes(home: Path) -> tuple[int, int]:
    """Two people of one name, of whom no file says anything; their numbers."""
    with Desk(home, lambda: NOON) as desk:
        made = [people.add_request(desk, network, "Ines Friend") for network in ("linkedin", "facebook")]
        return made[0].request.person_id, made[1].request.person_id


def test_a_namesake_is_held_beside_and_joined_by_hand_and_undo_takes_it_back(home: Path, fred: Window) -> None:
    one, other = namesakes(home)
    assert f"/people/{one}/same?other={other}" in fred.page(f"/people/{one}")
    html = fred.page(f"/people/{one}/same?other={other}")
    assert html.count('<strong dir="auto">Ines Friend</strong></a></p>') == 2
    html = fred.submit(html, f"/people/{one}/same", is_so="yes")
    assert "joined with <bdi>Ines Friend</bdi>" in html
    fred.submit(html, "/undo")
    assert "Ines Friend" in fred.page(f"/people/{other}")
    assert "joined with" not in fred.page(f"/people/{one}")


def test_that_a_namesake_is_somebody_else_is_remembered_and_can_be_taken_back(home: Path, fred: Window) -> None:
    one, other = namesakes(home)
    page, pair = f"/people/{one}/same", f"/people/{one}/same?other={other}"
    html = fred.submit(fred.page(pair), page, is_so="no")
    assert "Also called so" not in html
    assert "You said that these are two people." in fred.page(pair)
    assert "not the same, you said" in fred.page(page)
    assert "Also called so" in fred.submit(html, "/undo") + fred.page(f"/people/{one}")
    assert "You said that these are two people." not in fred.page(pair)


def test_somebody_of_another_name_is_found_and_nobody_is_the_same_as_themselves(home: Path, fred: Window) -> None:
    html = fred.page("/people/1/same?words=dora")
    assert "/people/1/same?other=2" in html
    assert "Nobody else here is called so." in fred.page("/people/1/same?words=nadia")
    assert "Nobody else has exactly this name." in fred.page("/people/1/same")
    fields = fred.form(fred.page("/people/1/same?other=2"), "/people/1/same")
    assert fred.post("/people/1/same", fields | {"other": "1", "is_so": "yes"}).status_code == 422
    assert fred.post("/people/1/same", fields | {"other": "1", "is_so": "no"}).status_code == 422
    assert fred.post("/people/1/same", fields | {"is_so": "perhaps"}).status_code == 422
    assert fred.post("/people/1/same", fields | {"other": "99", "is_so": "yes"}).status_code == 404
    assert fred.get("/people/1/same?other=99").status_code == 404
    assert 'name="is_so"' not in fred.page("/people/1/same?other=1")
