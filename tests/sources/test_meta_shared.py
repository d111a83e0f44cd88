"""What Facebook's and Instagram's exports share: broken letters, moments, pages, labels."""

import io
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.errors import DriftError, SourceError
from doorstep.sources import Source, facebook, instagram
from doorstep.sources.instagram.shapes import users_and_names
from doorstep.sources.instagram.users import user_in, user_of
from doorstep.sources.members import Limits, Member
from doorstep.sources.meta.labels import label_values, name_among
from doorstep.sources.meta.letters import name_of, repaired
from doorstep.sources.meta.moments import moment, written_moment
from doorstep.sources.meta.pages import Entry, entries

from .meta import broken


def page(text: str | bytes) -> list[Entry]:
    raw = text.encode() if isinstance(text, str) else text
    return entries(Member("page.html", "page.html", len(raw), lambda: io.BytesIO(raw)), Limits())


@pytest.mark.parametrize("name", ["Jürgen", "Zoë 🌸", "Łukasz", "佐藤 花子", "Ана", "O’Neil", "plain"])
def test_broken_letters_are_put_right(name: str) -> None:
    assert repaired(broken(name)) == name


@pytest.mark.parametrize("name", ["Jürgen", "Zoë 🌸", "Łukasz", "佐藤 花子", "Müller, André", "naïve Ã"])
def test_letters_that_are_right_stay_as_they_are(name: str) -> None:
    assert repaired(name) == name


@given(st.text())
def test_whatever_was_broken_is_put_right(text: str) -> None:
    try:
        meant = text.encode()
    except UnicodeEncodeError:
        return
    assert repaired(meant.decode("latin-1")) == text


def test_a_name_is_a_line_without_tricks() -> None:
    assert name_of("a\u202eb\nc\x1b[31m") == "ab c[31m"
    assert [name_of(one) for one in (None, 3, ["x"])] == ["", "", ""]


@pytest.mark.parametrize("value", [1_700_000_000, 1_700_000_000_000, 1_700_000_000.0])
def test_seconds_and_milliseconds_are_told_apart(value: float) -> None:
    assert str(moment(value)) == "2023-11-14 22:13:20"


@pytest.mark.parametrize("value", [0, -1, 5, 10**40, 1e308, float("nan"), float("inf"), True, "1700000000", None, []])
def test_what_is_no_moment_is_none(value: object) -> None:
    assert moment(value) is None


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Nov 14, 2023 10:13:20 pm", "2023-11-14 22:13:00"),
        ("Nov 14, 2023 12:05 am", "2023-11-14 00:05:00"),
        ("14. Nov. 2023, 22:13", "2023-11-14 22:13:00"),
        ("3. März 2021, 08:00", "2021-03-03 08:00:00"),
        ("Mar 1, 2019 2:05pm", "2019-03-01 14:05:00"),
        ("01.02.2025, 10:00", "2025-02-01 10:00:00"),
        ("8月 10, 2026 6:32 PM", "2026-08-10 18:32:00"),
        ("2026年8月10日 18:32", "2026-08-10 18:32:00"),
        ("May 01, 2025 11:35\u202fam", "2025-05-01 11:35:00"),
        ("5 de mayo de 2025 7:01 p. m.", "2025-05-05 19:01:00"),
        ("14/11/2023 09:00", "2023-11-14 09:00:00"),
        ("11/14/2023, 9:00 PM", "2023-11-14 21:00:00"),
        ("2023-11-14T22:13:20", "2023-11-14 22:13:00"),
        ("Nov 14, 2023", "2023-11-14 00:00:00"),
    ],
)
def test_moments_in_words_are_read_in_several_languages(text: str, at: str) -> None:
    assert str(written_moment(text)) == at


@pytest.mark.parametrize(
    "text", ["", "Nadia 93", "10/11/2023 09:00", "14 Kas 2023", "Feb 30, 2023", "1.1.23", "x" * 99]
)
def test_a_moment_that_is_not_clear_is_none(text: str) -> None:
    assert written_moment(text) is None


@given(st.text(max_size=80))
def test_no_words_break_the_reading_of_moments(text: str) -> None:
    written_moment(text)


def test_a_page_is_read_box_by_box_whatever_its_language() -> None:
    text = (
        "<h1>Deine Freunde</h1><div class='x uiBoxWhite'><div class='_a6-h'>J&uuml;rgen &amp; <b>Co</b></div>"
        "<div>14. Nov. 2023</div><script>var a = 'x';</script></div><section class='_a6-g'><h2>Otto</h2></section>"
    )
    first, second = page(text)
    assert (first.heading, first.texts) == ("Jürgen & Co", ["14. Nov. 2023"])
    assert (second.heading, second.texts) == ("Otto", [])


def test_two_headings_in_one_box_are_two_people() -> None:
    text = "<div class='uiBoxWhite'><div class='_2lel'>Ines</div><div class='_2lem'>x</div><h2>Otto</h2></div>"
    assert [one.heading for one in page(text)] == ["Ines", "Otto"]


def test_a_table_in_a_page_is_rows_of_labels_and_values() -> None:
    (one,) = page(
        "<div class='_a6-g'><table><tr><td class='_a6_q'>URL</td><td class='_2 _a6_r'>"
        "<a href='https://www.instagram.com/ines.c'>ines</a></td></tr></table></div>"
    )
    assert one.rows == [("URL", "ines")]
    assert one.links == [("https://www.instagram.com/ines.c", "")]


@pytest.mark.parametrize("text", ["", "plain", "<", "<!--", "\0", "<div class='uiBoxWhite'", "<html></html>"])
def test_a_page_of_nothing_has_no_boxes(text: str) -> None:
    assert page(text) == []


@pytest.mark.parametrize("part", ["<!--", "<a ", '<a b="', "<![CDATA[", "</a", "<?", "<div>", "&#", "<a b=' "])
def test_a_page_made_to_take_for_ever_does_not(part: str) -> None:
    start = time.process_time()
    page("<div class='uiBoxWhite'>" + part * 200_000)
    assert time.process_time() - start < 30  # against blow-up: what is squared would take hours


def test_a_page_that_is_no_text_is_refused() -> None:
    with pytest.raises(SourceError, match="damaged at byte 5"):
        page(b"<div \xff>")


def test_labels_hold_values_addresses_and_rows_of_their_own() -> None:
    entry = {
        "label_values": [
            {"label": "Pr\u00c3\u00a9nom", "value": "Zo\u00c3\u00ab"},
            {"label": "URL", "value": "", "href": "https://example.org"},
            {"label": "More", "vec": [{"label": "Name", "value": "Nadia"}], "dict": [{"label": "X", "value": "y"}]},
            "no dict",
            {"label": 3, "value": "x"},
        ]
    }
    told = [("Prénom", "Zoë"), ("URL", "https://example.org"), ("Name", "Nadia"), ("X", "y")]
    assert label_values(json.loads(json.dumps(entry))) == told
    assert name_among(told) == "Nadia"
    assert name_among([("whatever", "Zoë")]) == "Zoë"
    assert name_among([("a", "Zoë"), ("b", "Nadia")]) is None


@pytest.mark.parametrize("address", ["https://www.instagram.com/nadia.q", "http://instagram.com/_u/Nadia.Q/?hl=en",
                                     "https://www.instagram.com/_n/nadia.q", "instagram.com/nadia.q/"])  # fmt: skip
def test_every_form_of_an_address_tells_the_user(address: str) -> None:
    assert user_in(address) == "nadia.q"


@pytest.mark.parametrize(
    "address",
    ["https://www.instagram.com/", "https://www.instagram.com/explore/tags/x", "https://www.instagram.com/accounts/login/",
     "https://help.instagram.com/nadia", "https://instagram.com.example.org/nadia", "javascript:alert(1)", "nadia",
     None, "https://www.instagram.com/<script>", "https://www.threads.net/@nadia"],
)  # fmt: skip
def test_other_addresses_name_nobody(address: object) -> None:
    assert user_in(address) == ""


@pytest.mark.parametrize("text", ["", ".", "...", "a b", "x" * 31, "nädia", "=HYPERLINK(", "<b>", None, 3])
def test_what_cannot_be_a_user_name_is_none(text: object) -> None:
    assert user_of(text) == ""


def test_the_address_tells_which_label_is_the_user_name() -> None:
    rows = [[("A", "https://www.instagram.com/_u/nadia.q"), ("B", "quill"), ("C", "nadia.q")]]
    assert users_and_names(rows, "x") == [("nadia.q", "")]


def test_one_label_of_user_names_is_enough() -> None:
    rows = [[("Nom", "Zoë Brandt"), ("Id", "zoe_brandt")], [("Nom", "otto"), ("Id", "otto.s")]]
    assert users_and_names(rows, "x") == [("zoe_brandt", "Zoë Brandt"), ("otto.s", "otto")]


def test_two_labels_that_could_be_the_user_name_are_refused() -> None:
    with pytest.raises(DriftError, match="cannot be told which of `A` and `B`"):
        users_and_names([[("A", "nadia"), ("B", "nadia.q")], [("A", "otto"), ("B", "otto.s")]], "x")


def test_two_addresses_that_name_different_people_are_refused() -> None:
    with pytest.raises(DriftError, match="cannot be told"):
        users_and_names([[("A", "https://www.instagram.com/nadia"), ("B", "https://www.instagram.com/otto")]], "x")


def test_entries_with_labels_of_their_own_are_refused_at_once() -> None:
    start = time.process_time()
    with pytest.raises(DriftError, match="no labels in common"):
        users_and_names([[(f"label {nth}", "nadia")] for nth in range(50_000)], "x")
    assert time.process_time() - start < 10  # against blow-up


@pytest.mark.parametrize("source", [facebook.SOURCE, instagram.SOURCE], ids=lambda source: source.name)
def test_a_path_made_to_take_for_ever_does_not(source: Source) -> None:
    start = time.process_time()
    for part in ("facebook", "instagram", "a/", "messages/inbox/", "followers_and_following/"):
        assert source.tail_of(part * 8000 + "x") is None
    assert time.process_time() - start < 10  # against blow-up


def test_labels_without_any_user_name_are_refused() -> None:
    with pytest.raises(DriftError, match="no value in it is a user name"):
        users_and_names([[("A", "Zoë Brandt")]], "x")
