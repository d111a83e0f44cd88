"""I dislike them, but do business with them: both are said, neither is hidden by the other, and it is put to me."""

from .runner import Doorstep

WORDS = {
    "accept": "Otto, good to hear from you, and thank you for your note!\n\nI've accepted your request with pleasure, "
    "and look forward to hearing more from you.",
    "wait": "Otto, good to hear from you, and thank you for your note!\n\nI take my time on Facebook, so I'd like to "
    "leave your request open for now.\n\nUntil then, I'd be glad to connect with you on LinkedIn. And do keep writing "
    "to me where we already talk.",
    "decline": "Otto, thank you for your note.\n\nI won't be connecting on Facebook. On LinkedIn, though, I'd be glad "
    "to be in touch. And do keep writing to me where we already talk.",
}


def test_disliked_but_in_business_stands_on_both_sides_and_is_mine_to_decide(fred: Doorstep) -> None:
    fred("add", "facebook", "Otto Reiter", "--note", "Let's be friends, it was good to work with you.")
    fred("set", "Otto Reiter", "role=client", "open_business=yes", "spoken=yes", "values_conflict=no")
    assert fred.row("Otto Reiter")["verdict"] == "ask"
    fred("rate", "Otto Reiter", "like", "1")

    row = fred.row("Otto Reiter")
    assert (row["verdict"], row["because"]) == ("ask", ["an open deal"])
    said = [line.split("  ")[1] for line in fred("stakes", "1").splitlines() if line.startswith("  ")]
    assert said == [
        "There is open business between you: a no may alienate them.",
        "What they are to you: client.",
        "You like them little: 1 of 5.",
        "Business can go on where you do it now: it asks for no closeness here.",
        "Facebook is rather private: 3, where 0 is public and 3 is private.",
        "doorstep accept 1 --obliged, or --freely",
    ]
    shown = fred("show", "1")
    assert "a no   open business; client" in shown
    assert "a yes  you like them little" in shown

    assert "? ask  “an open deal”\n  nothing would open this door\n  LinkedIn is open: offer that" in shown
    for action, words in WORDS.items():
        assert fred.json(action, "1")["reply"] == words
        fred("undo")


def test_liked_again_the_door_opens_and_the_line_is_gone(fred: Doorstep) -> None:
    fred("add", "facebook", "Otto Reiter")
    fred("set", "Otto Reiter", "role=client", "open_business=yes", "spoken=yes", "values_conflict=no", "like=4")
    assert fred.row("Otto Reiter")["verdict"] == "accept"
    assert "like them little" not in fred("stakes", "1")
