"""A folder with standards and requests, and a window on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from doorstep.desk import people
from doorstep.desk.home import Desk

from .window import NOON, Window, window

POLICY = """
[networks.facebook]
otherwise = "decline"
[networks.facebook.accept]
"people I have spoken with" = "spoken"
[networks.linkedin.accept]
"anyone" = "always"
"""
NAMES = ("Nadia Lindqvist", "Dora Recruiter", "Otto Stranger")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    (folder / "policy.toml").write_text(POLICY)
    with Desk(folder, lambda: NOON) as desk:
        for name in NAMES:
            people.add_request(desk, "facebook", name, note=f"Hello, I am {name.split()[0]}.")
            people.state(desk, name, ["spoken=no"])
    return folder


@pytest.fixture
def fred(home: Path) -> Iterator[Window]:
    with window(home) as one:
        yield one
