"""Notes are told apart by what can be shown: standard sentences, copies, words that sell, words to the owner."""

import random
import time
from datetime import date
from pathlib import Path

import pytest

from doorstep.studies.notes import Note, bare_words, claim_in, classify
from doorstep.studies.phrases import STANDARD
from doorstep.studies.similar import SHINGLE, clusters

CORPUS = Path(__file__).parents[2].parent / "shared" / "data" / "SMSSpamCollection.txt"


def kind_of(text: str) -> str:
    return classify([Note("otto", text, name="Otto Stranger")], owner="Fred Doorman")[0].kind


@pytest.mark.parametrize("text", ["", "  \n", "\u00a0"])
def test_no_note_is_none(text: str) -> None:
    assert kind_of(text) == "none"


@pytest.mark.parametrize("text", STANDARD)
def test_a_ready_made_sentence_is_standard_with_greeting_and_name(text: str) -> None:
    assert kind_of(text) == "standard"
    assert kind_of(f"Hi Fred,\n{text} !\n- Otto Stranger") == "standard"


def test_a_greeting_alone_is_standard() -> None:
    assert kind_of("Hello Fred!") == "standard"


@pytest.mark.parametrize(
    "text",
    [
        "We help firms like yours to find more leads.",
        "Could we book a call? I have a free trial for you.",
        "Wir bieten eine neue Lösung für Ihr Lager.",
        "Nous proposons une nouvelle solution pour votre équipe.",
    ],
)
def test_a_pitch_is_known_by_words_that_the_reason_shows(text: str) -> None:
    (judged,) = classify([Note("otto", text)])
    assert judged.kind == "pitch"
    assert "“" in judged.reason


@pytest.mark.parametrize(
    "text",
    ["Your talk on old maps changed my mind about ferries.", "We met at the choir in Graz.", "Hej, jag läste din bok."],
)
def test_words_to_the_owner_are_personal(text: str) -> None:
    assert kind_of(text) == "personal"


def test_saying_that_we_met_is_a_claim() -> None:
    assert claim_in("Great to meet you at the fair!") == "great to meet you"
    assert claim_in("Wir haben uns in Graz gesehen") == "wir haben uns"
    assert claim_in("We metabolise sugar") == ""


def test_near_copies_of_several_people_are_a_template_with_count_and_days() -> None:
    text = "Hi {}, I saw that you lead a team in logistics and would value having you in my network. {}"
    notes = [
        Note(f"asker{n}", text.format("Fred", name), date(2026, 10, 1 + 2 * n), name)
        for n, name in enumerate(("Otto", "Dora", "Petra", "Ines"))
    ]
    judged = classify([*notes, Note("nadia", "Thank you for the list of ferries, it saved our week.")], "Fred Doorman")
    assert [one.kind for one in judged] == ["template"] * 4 + ["personal"]
    assert (judged[0].askers, judged[0].first, judged[0].last) == (4, date(2026, 10, 1), date(2026, 10, 7))
    assert judged[0].reason == "nearly the same text came from 4 people within 7 days (2026-10-01 to 2026-10-07)"


def test_one_person_asking_twice_with_one_text_is_no_template() -> None:
    text = "Your talk on old maps changed my mind about ferries and more."
    assert [one.kind for one in classify([Note("ines", text), Note("ines", text)])] == ["personal", "personal"]


def test_clusters_are_those_of_comparing_everything_with_everything() -> None:
    rng = random.Random(7)
    texts = [tuple(rng.choice("abcd") for _ in range(rng.randrange(3, 9))) for _ in range(120)]
    sets = [frozenset(tuple(text[at : at + SHINGLE]) for at in range(len(text) - SHINGLE + 1)) for text in texts]
    found = clusters(texts)
    for one, mine in enumerate(sets):
        alike = [n for n, other in enumerate(sets) if n != one and len(mine & other) >= 0.5 * len(mine | other)]
        assert (found[one] is not None) == bool(alike)
        assert all(found[n] == found[one] for n in alike)


def test_five_thousand_notes_are_judged_without_comparing_all_with_all() -> None:
    rng = random.Random(7)
    words = [a + b + c for a in "bdfghklm" for b in "aeiou" for c in "bdfghklmnp"]
    own = [" ".join(rng.choices(words, k=25)) for _ in range(2500)]
    common = "we saw your page about {} and think that our two firms could learn much from each other in {}"
    sent = [common.format(rng.choice(words), rng.choice(words)) for _ in range(2500)]
    notes = [Note(str(n), text) for n, text in enumerate(own + sent)]
    start = time.process_time()
    judged = classify(notes)
    assert time.process_time() - start < 30  # comparing all with all takes far longer
    assert sum(one.kind == "template" for one in judged) == 2500


def test_copies_in_a_corpus_of_real_spam_are_found_and_real_messages_left_alone() -> None:
    if not CORPUS.exists():
        pytest.skip(f"the corpus is not here: {CORPUS}")
    rows = (line.split("\t", 1) for line in CORPUS.read_text(encoding="utf-8").splitlines())
    label_of: dict[str, str] = {}
    for label, text in rows:
        label_of.setdefault(text, label)
    start = time.process_time()
    texts = [(label, bare_words(text)) for text, label in label_of.items()]
    texts = [(label, words) for label, words in texts if len(words) >= 8]
    found = clusters([words for _, words in texts])
    assert time.process_time() - start < 30  # comparing all with all takes far longer
    for wanted, least, most in (("spam", 0.44, 0.5), ("ham", 0.0, 0.02)):
        copies = [cluster is not None for (label, _), cluster in zip(texts, found, strict=True) if label == wanted]
        assert least <= sum(copies) / len(copies) <= most


def test_a_sales_text_that_many_send_is_a_pitch_and_not_only_a_template() -> None:
    text = "Hi, we help companies like yours double their leads. Do you have 15 minutes for a quick call this week?"
    judged = classify([Note(str(number), text, date(2026, 11, number), f"Asker {number}") for number in (1, 2, 3)])
    assert [one.kind for one in judged] == ["pitch"] * 3
    assert judged[0].askers == 3
    assert "came from 3 people" in judged[0].reason
