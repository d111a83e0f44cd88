"""*Would I look pushy?* One question of the seed, through the command line, with the words that a person reads."""

from pathlib import Path

from ..archives import archive, writes
from .runner import Doorstep


def test_would_i_look_pushy(fred: Doorstep, tmp_path: Path) -> None:
    path = archive(
        tmp_path,
        messages=[
            writes("Nadia Lindqvist", "2026-11-02 10:00:00"),
            writes("Nadia Lindqvist", "2026-11-03 10:00:00", to_fred=False),
            writes("Nadia Lindqvist", "2026-11-12 10:00:00"),
            writes("Otto Reiter", "2026-09-01 10:00:00", to_fred=False),
            writes("Otto Reiter", "2026-09-10 10:00:00", to_fred=False),
            writes("Petra Novak", "2026-11-15 10:00:00", to_fred=False),
        ],
    )
    fred("import", str(path))
    fred("set", "Nadia Lindqvist", "role=partner", "spoken=no")
    welcome = fred("ask", "Nadia Lindqvist", "linkedin")
    assert "Ask now. They wrote to you 9 days ago, and LinkedIn is for business." in welcome
    assert "Hello Nadia," in welcome
    too_close = fred("ask", "Nadia Lindqvist", "facebook")
    assert (
        "Wait for a phone call: your own door would ask it of them, too (“business I have spoken with”)." in too_close
    )
    assert "LinkedIn is open: ask there instead." in too_close
    too_often = fred("ask", "Otto Reiter", "linkedin")
    assert "Let it go: you reached out two times, and nothing came back." in too_often
    too_soon = fred("ask", "Petra Novak", "linkedin")
    assert "Wait until 22 November: you reached out 6 days ago, and most answers come within 7 days." in too_soon
    fred("ask", "Nadia Lindqvist", "linkedin", "--sent")
    patience = fred.at("2026-12-06")
    assert "take it back" in patience("ask")
    assert "after so long about 4 in 100 are still answered" in patience("ask", "Nadia Lindqvist", "linkedin")
