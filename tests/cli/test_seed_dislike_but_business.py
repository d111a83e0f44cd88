"""I dislike them, but do business with them: both are said, neither is hidden by the other, and it is put to me."""

from .runner import Doorstep


def test_disliked_but_in_business_stands_on_both_sides_and_is_mine_to_decide(fred: Doorstep) -> None:
    fred("add", "facebook", "Otto Reiter", "--note", "Let's be friends, it was good to work with you.")
    fred("set", "Otto Reiter", "role=client", "open_business=yes", "spoken=yes", "values_conflict=no")
    assert fred.row("Otto Reiter")["verdict"] == "ask"
    fred("rate", "Otto Reiter", "like", "1")

    row = fred.row("Otto Reiter")
    assert (row["verdict"], row["because"]) == ("ask", ["an open deal"])
    no, yes = fred("stakes", "1").split("What a yes may cost")
    assert "There is open business between you: a no may alienate them." in no
    assert "You like them little: 1 of 5." in yes
    assert "Business can go on where you do it now: it asks for no closeness here." in yes
    shown = fred("show", "1")
    assert "a no   open business; client" in shown
    assert "a yes  you like them little" in shown

    for action in ("accept", "wait", "decline"):
        said = fred(action, "1")
        words = said.partition("Words to send:")[2]
        assert words
        assert not [word for word in ("like you", "little", "dislike", "deal", "1 of 5") if word in words]
        fred("undo")


def test_liked_again_the_door_opens_and_the_line_is_gone(fred: Doorstep) -> None:
    fred("add", "facebook", "Otto Reiter")
    fred("set", "Otto Reiter", "role=client", "open_business=yes", "spoken=yes", "values_conflict=no", "like=4")
    assert fred.row("Otto Reiter")["verdict"] == "accept"
    assert "like them little" not in fred("stakes", "1")
