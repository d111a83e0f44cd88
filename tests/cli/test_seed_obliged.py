"""Do I feel obliged? Kept with the answer or after it, shown to me the next time, and told to nobody else."""

from .runner import Doorstep


def test_an_answer_that_felt_obliged_is_kept_and_told_the_next_time_they_ask(fred: Doorstep) -> None:
    fred("add", "linkedin", "Petra Novak")
    assert "Do you feel obliged? Keep that with your answer, for you alone:" in fred("stakes", "1")
    assert "doorstep accept 1 --obliged, or --freely" in fred("stakes", "1")
    done = fred("accept", "1", "--obliged")
    assert "obliged" not in done.partition("Words to send:")[2]
    assert "; you felt obliged" in fred("show", "1")

    later = fred.at("2026-12-21")
    later("add", "facebook", "Petra Novak", "--same-as", "Petra Novak")
    yes = later("stakes", "2").partition("What a yes may cost")[2].partition("Not known")[0]
    assert [[part.strip() for part in line.split("  ") if part] for line in yes.splitlines() if line] == [
        ["You felt obliged when you accepted them.", "your decisions, 1 month ago"],
        ["Facebook is rather private: 3, where 0 is public and 3 is private.", "your doors"],
    ]
    assert "You felt obliged in 1 of 1 accepts." in later("review")
    assert "a yes  you felt obliged before" in later("show", "2")
    assert "obliged" not in later.json("show", "2")["reply"]


def test_it_can_be_kept_afterwards_taken_back_and_undone(fred: Doorstep) -> None:
    fred("add", "linkedin", "Petra Novak")
    assert "request 1 is not decided yet" in fred.fails(8, "obliged", "1")
    fred("accept", "1")
    assert fred("obliged", "1") == "kept · 1 accept: you felt obliged\n"
    assert "; you felt obliged" in fred("show", "1")
    assert fred.json("obliged", "1", "--freely") == {"id": 1, "action": "accept", "obliged": False}
    assert "obliged" not in fred("show", "1")
    fred("undo")
    assert "; you felt obliged" in fred("show", "1")
    assert fred("obliged", "1", "--unsaid") == "kept · 1 accept: nothing said of it\n"
    assert fred.json("log")[0]["kind"] == "word on a decision"
    assert fred.row("Petra Novak", state="accepted")["state"] == "accepted"


def test_among_many_it_is_kept_with_each(fred: Doorstep) -> None:
    for name in ("Petra Novak", "Otto Reiter"):
        fred("add", "linkedin", name)
    fred("accept", "1", "2", "--obliged", "--yes")
    assert all("; you felt obliged" in fred("show", number) for number in "12")
