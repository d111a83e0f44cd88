"""The doors page without a browser: sentences, fields, the look at what would change, saving, versions, publishing."""

import re
import stat
from pathlib import Path
from typing import Any

import pytest

from doorstep.desk import blind, people
from doorstep.desk.deciding import decide, give_view
from doorstep.desk.home import Desk

from .window import NOON, Window, window

SPOKEN = "/doors?edit=rule&door=facebook&kind=accept&name=people+I+have+spoken+with"


def look(fred: Window, html: str, path: str = "/doors", **fields: str) -> str:
    """What is shown while the form is filled so."""
    answer = fred.post("/doors/preview", {**fred.form(html, path), **fields}, **{"hx-request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    return answer.text


def send(fred: Window, html: str, path: str, status: int = 303, **fields: str) -> str:
    """Sends the form; the page that follows, or that comes back."""
    answer = fred.post(path, {**fred.form(html, path), "do": "save", **fields})
    assert answer.status_code == status, answer.text
    return fred.page(answer.headers["location"]) if status == 303 else answer.text


def policy(home: Path) -> str:
    return (home / "policy.toml").read_text()


def test_all_doors_stand_side_by_side_in_plain_sentences(home: Path, fred: Window) -> None:
    with Desk(home, lambda: NOON) as desk:
        people.add_request(desk, "instagram", "Ines")
        people.add_request(desk, "instagram", "Petra")
    html = fred.page("/doors")
    assert html.index("LinkedIn is semi-public") < html.index("Facebook is private")
    assert "when you have spoken" in html
    assert "Otherwise it declines, unless something would open the door." in html
    assert "2 requests on Instagram have no door, so each is put to you" in html
    assert "LinkedIn opens to everybody" in html


def test_without_standards_the_way_to_them_is_shown(tmp_path: Path) -> None:
    with window(tmp_path / "home") as fred:
        html = fred.page("/doors")
        assert "There is no door yet." in html
        assert 'href="/begin"' in html
        html = send(fred, fred.page("/doors/text"), "/doors/text", text='[networks.x.accept]\n"anyone" = "always"\n')
        assert "X is public" in html
    assert stat.S_IMODE((tmp_path / "home" / "policy.toml").stat().st_mode) == 0o600


def test_an_edited_rule_says_by_name_who_would_be_answered_differently(home: Path, fred: Window) -> None:
    before = policy(home)
    html = fred.page(SPOKEN)
    told = look(fred, html, name="people I have spoken with", kind="accept", condition="not spoken")
    assert "3 of your 3 requests would be answered differently." in told
    assert re.search(r"Nadia Lindqvist.*Not yet</span>.*Accept</span>", told)
    assert "For example: somebody; you have not spoken" in told
    told = look(fred, html, name="people I have spoken with", kind="accept", condition="spoken and known")
    assert "None of your 3 requests would be answered differently." in told
    assert policy(home) == before
    with Desk(home, lambda: NOON) as desk:
        assert len(desk.ledger.policy_versions()) == 1


def test_without_script_a_button_shows_the_same(home: Path, fred: Window) -> None:
    html = fred.page(SPOKEN)
    answer = fred.post("/doors", fred.form(html, "/doors") | {"do": "look", "name": "all", "condition": "not spoken"})
    assert answer.status_code == 200
    assert "3 of your 3 requests would be answered differently." in answer.text
    assert 'value="all"' in answer.text
    html = fred.page("/doors/text")
    text = policy(home).replace('"spoken"', '"not spoken"')
    answer = fred.post("/doors/text", fred.form(html, "/doors/text") | {"do": "look", "text": text})
    assert "3 of your 3 requests would be answered differently." in answer.text
    assert '"not spoken"' in answer.text.replace("&#34;", '"')


def test_every_mistake_is_shown_at_once_with_its_place_and_what_was_meant(home: Path, fred: Window) -> None:
    html = fred.page("/doors/text")
    text = policy(home).replace('"spoken"', '"spokn"').replace('"always"', '"alwys"')
    told = look(fred, html, "/doors/text", text=text)
    assert "2 mistakes to mend" in told
    assert "facebook, accept" in told
    assert "did you mean `spoken`?" in told
    assert "^^^^^" in told
    assert "would be answered" not in told


@pytest.mark.parametrize("page", [SPOKEN, "/doors/text"])
def test_what_holds_a_mistake_is_not_saved_and_comes_back_as_it_was_written(
    home: Path, fred: Window, page: str
) -> None:
    before, path = policy(home), page.split("?")[0]
    fields = {"text": '# mine\n[networks.x]\naccept = "spokn"\n', "name": "mine", "condition": "spokn and met"}
    html = send(fred, fred.page(page), path, 422, **fields)
    assert "Not saved" in html
    assert ("accept = &#34;spokn&#34;" if path == "/doors/text" else "spokn and met") in html
    assert policy(home) == before


def test_a_rule_is_reworded_and_every_comment_stays(home: Path, fred: Window) -> None:
    (home / "policy.toml").write_text("# my doors\n" + policy(home).replace('= "spoken"', '= "spoken"  # since March'))
    html = send(fred, fred.page(SPOKEN), "/doors", name="whom I have met", condition="met")
    assert "Saved as version" in html
    assert "# my doors\n" in policy(home)
    assert '"whom I have met" = "met"  # since March\n' in policy(home)
    assert stat.S_IMODE((home / "policy.toml").stat().st_mode) == 0o600
    assert not list(home.glob(".policy*"))


def test_rules_words_and_doors_are_added_moved_and_taken_out(home: Path, fred: Window) -> None:
    send(
        fred,
        fred.page("/doors?edit=word&door=define"),
        "/doors",
        name="close",
        condition="role in {friend, family} or met",
    )
    page = "/doors?edit=rule&door=linkedin&kind=accept"
    send(fred, fred.page(page), "/doors", kind="decline", name="pitches", condition="note == pitch")
    send(fred, fred.page("/doors?edit=rule&door=house"), "/doors", kind="ask", name="close ones", condition="close")
    page = "/doors?edit=new&door=instagram"
    send(
        fred, fred.page(page), "/doors", door="instagram", condition="close", purpose="personal", closeness="2",
        otherwise="ask", name="close ones of mine",
    )  # fmt: skip
    page = "/doors?edit=door&door=facebook"
    html = send(fred, fred.page(page), "/doors", purpose="personal", closeness="3", otherwise="ask")
    for words in ("“close” holds", "pitches", "Instagram is fairly private", "Otherwise it asks you."):
        assert words in html
    send(fred, fred.page(SPOKEN), "/doors", kind="ask", name="people I have spoken with", condition="spoken")
    assert '[networks.facebook.ask]\n"people I have spoken with" = "spoken"' in policy(home)
    page = "/doors?edit=rule&door=linkedin&kind=decline&name=pitches"
    html = send(fred, fred.page(page), "/doors", kind="gone", name="pitches", condition="note == pitch")
    assert "pitches" not in html


def test_who_saves_later_is_told_and_keeps_what_was_written(home: Path, fred: Window) -> None:
    html, text = fred.page("/doors/text"), policy(home)
    mine, theirs = text.replace('"spoken"', '"met"'), text.replace('"spoken"', '"known"')
    (home / "policy.toml").write_text(theirs)
    back = send(fred, html, "/doors/text", 409, text=mine)
    assert "changed meanwhile" in back
    assert "What changed meanwhile: Facebook" in back
    assert "&#34;met&#34;" in back
    assert policy(home) == theirs
    send(fred, back, "/doors/text", text=mine)
    assert policy(home) == mine
    with Desk(home, lambda: NOON) as desk:
        assert [one.text for one in desk.ledger.policy_versions()] == [text, theirs, mine]


def test_a_rule_that_is_gone_meanwhile_is_not_brought_back(home: Path, fred: Window) -> None:
    html = fred.page(SPOKEN)
    other = policy(home).replace("people I have spoken with", "others")
    (home / "policy.toml").write_text(other)
    back = send(fred, html, "/doors", 404, name="people I have spoken with", condition="met")
    assert "there is no rule “people I have spoken with” there any more" in back
    assert policy(home) == other


def test_fields_are_kept_where_the_file_breaks_meanwhile(home: Path, fred: Window) -> None:
    html = fred.page(SPOKEN)
    broken = policy(home).replace('"always"', '"alwys"')
    (home / "policy.toml").write_text(broken)
    back = send(fred, html, "/doors", 422, name="whom I met", condition="met and known")
    assert "whom I met" in back
    assert "met and known" in back
    assert policy(home) == broken


def test_the_text_is_saved_to_the_letter(home: Path, fred: Window) -> None:
    text = "\n\n# one\n" + policy(home).strip() + "\n\n# the end, ünd   \n\n"
    send(fred, fred.page("/doors/text"), "/doors/text", text=text.replace("\n", "\r\n"))
    assert policy(home) == text
    html = fred.page("/doors/text")
    found = re.search(r'<textarea id="text"[^>]*>\n(.*?)</textarea>', html, re.DOTALL)
    assert found
    assert found[1].replace("&#34;", '"') == text


def test_standards_with_a_mistake_on_the_disk_are_mended_on_the_page(home: Path, fred: Window) -> None:
    good = policy(home)
    (home / "policy.toml").write_text(good.replace('"spoken"', '"spokn"'))
    assert fred.get("/doors").url.path == "/doors/text"
    html = fred.page("/doors/text")
    assert "did you mean `spoken`?" in html
    assert 'href="/doors/text">Mend them' in fred.get("/").text
    assert "there is nothing to compare with" in look(fred, html, "/doors/text", text=good)
    assert "Facebook is private" in send(fred, html, "/doors/text", text=good)


def test_many_are_counted_and_the_first_are_named(home: Path, fred: Window) -> None:
    with Desk(home, lambda: NOON) as desk:
        for number in range(60):
            people.add_request(desk, "facebook", f"Person {number:02}")
    html, text = fred.page("/doors/text"), policy(home).replace('"spoken"', '"always"')
    told = look(fred, html, "/doors/text", text=text)
    assert "63 of your 63 requests would be answered differently." in told
    assert told.count('href="/people/') == 50
    assert "and 13 more" in told
    assert look(fred, html, "/doors/text", text=text, do="all").count('href="/people/') == 63
    answer = fred.post(
        "/doors", fred.form(fred.page(SPOKEN), "/doors") | {"do": "all", "name": "a", "condition": "always"}
    )
    assert answer.status_code == 200
    assert answer.text.count('target="_blank"') == 63
    assert "always" not in policy(home).split("[networks.linkedin")[0]


def test_settled_requests_count_where_it_is_asked_for(home: Path, fred: Window) -> None:
    with Desk(home, lambda: NOON) as desk:
        decide(desk, 1, "decline")
    html, text = fred.page("/doors/text"), policy(home).replace('"spoken"', '"not spoken"')
    assert "2 of your 2 requests" in look(fred, html, "/doors/text", text=text)
    told = look(fred, html, "/doors/text", text=text, everybody="yes")
    assert "3 of your 3 requests" in told
    assert "declined" in told


def test_a_hidden_answer_is_not_given_away_by_a_look(home: Path, fred: Window) -> None:
    with Desk(home, lambda: NOON) as desk:
        blind.turn(desk.ledger, True)
        give_view(desk, 2, "accept")
    html, text = fred.page("/doors/text"), policy(home).replace('"spoken"', '"not spoken"')
    for more in ({}, {"everybody": "yes"}, {"do": "all"}):
        told = look(fred, html, "/doors/text", text=text, **more)
        assert "1 of your 1 request would" in told
        assert "Dora" in told
        assert "Nadia" not in told
        assert "hidden until you have said what you think" in told
    fred.post("/doors/text", fred.form(html, "/doors/text") | {"text": text, "do": "save"})
    assert "Nadia" not in fred.page("/doors/versions?first=1")


def test_a_change_in_the_ledger_is_seen_by_the_next_look(home: Path, fred: Window) -> None:
    html, text = fred.page("/doors/text"), policy(home).replace('"spoken"', '"spoken and met"')
    assert "None of your 3 requests" in look(fred, html, "/doors/text", text=text)
    with Desk(home, lambda: NOON) as desk:
        people.state(desk, "Nadia", ["spoken=yes"])
    told = look(fred, html, "/doors/text", text=text)
    assert "1 of your 3 requests would be answered differently." in told
    assert "Nadia" in told


def test_versions_are_kept_compared_and_put_back(home: Path, fred: Window) -> None:
    first = policy(home)
    second = "# mine\n" + first.replace('"spoken"', '"not spoken"')
    html = send(fred, fred.page("/doors/text"), "/doors/text", text=second)
    assert "Saved as version 2" in html
    assert "Back to version 1" in html
    html = fred.page("/doors/versions")
    assert "Facebook: " in html
    html = html[html.index('class="versions"') :]
    told = fred.page("/doors/versions?first=1&second=now")
    assert "From version 1, of 2026-11-21 to now" in told
    assert "3 of your 3 requests would be answered differently." in told
    assert "# mine" in fred.page("/doors/versions/2")
    back = fred.submit(html, "/doors/versions")
    assert "Saved as version 3" in back
    assert policy(home) == first
    fields = fred.form(html, "/doors/versions")
    assert fred.post("/doors/versions", fields | {"number": "2"}).status_code == 409
    assert policy(home) == first
    fred.submit(fred.page("/doors?saved=3"), "/doors/versions")
    assert policy(home) == second


@pytest.mark.parametrize("wanted", ["/etc/passwd", "policy.toml", "9" * 30, "2026-11-21", "77", "#1", "-1"])
def test_versions_are_numbers_and_never_files(home: Path, fred: Window, wanted: str) -> None:
    answer = fred.client.get("/doors/versions", params={"first": wanted})
    assert answer.status_code in (200, 404)
    assert "cannot be compared" in answer.text or answer.status_code == 404
    assert "root:" not in answer.text


def test_the_public_page_is_shown_and_taken_along_without_anything_private(home: Path, fred: Window) -> None:
    text = policy(home) + '[networks.x.decline]\n"secret grudge" = "warned_about or like <= 1"\n'
    send(fred, fred.page("/doors/text"), "/doors/text", text=text)
    assert "How " not in fred.page("/doors/public")
    html = fred.page("/doors/public?name=Dr+<b>Holm</b>+_[x](http://e.example)")
    assert "people who have spoken with Dr" in html
    for path in ("md", "html"):
        answer = fred.get(f"/doors/public/{path}?name=Fred")
        assert answer.status_code == 200
        assert "attachment" in answer.headers["content-disposition"]
        assert "people who have spoken with Fred" in answer.text
        assert "grudge" not in answer.text
        assert "<script" not in answer.text
    assert "grudge" not in html
    assert "<b>Holm" not in html
    assert 'href="http' not in html
    assert fred.get("/doors/public/exe?name=Fred").status_code == 422
    assert fred.get("/doors/public/md").status_code == 422


def test_names_of_rules_are_only_text(home: Path, fred: Window) -> None:
    hostile = "<img src=x onerror=alert(1)> \"' {{ 7 * 7 }}"
    html = send(fred, fred.page(SPOKEN), "/doors", name=hostile, condition="spoken")
    assert "<img src=x" not in html
    found: Any = re.search(r'href="(/doors\?edit=rule&amp;door=facebook[^"]*img[^"]*)"', html)
    html = fred.page(found[1].replace("&amp;", "&").replace("#edit", ""))
    assert "<img src=x" not in html
    send(fred, html, "/doors", name="plain", condition="spoken")
    assert '"plain" = "spoken"' in policy(home)
