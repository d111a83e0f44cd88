"""Fred's folder with doorstep over it, empty or with standards, people and archives."""

import shutil
from pathlib import Path

import pytest

from ..archives import archive, asks, connection, generated, writes
from .practised import practised
from .runner import Doorstep

DESIGN = Path(__file__).parent / "design.toml"


@pytest.fixture
def empty(tmp_path: Path) -> Doorstep:
    """doorstep over a folder that is not there yet."""
    return Doorstep(tmp_path / "fred")


@pytest.fixture
def fred(empty: Doorstep) -> Doorstep:
    """doorstep over a folder with the standards of the design and no requests."""
    empty.home.mkdir(mode=0o700)
    path = empty.home / "policy.toml"
    path.write_text(DESIGN.read_text(encoding="utf-8"), encoding="utf-8")
    path.chmod(0o600)
    return empty


@pytest.fixture
def cast(fred: Doorstep, tmp_path: Path) -> Doorstep:
    """The cast at the door, out of an archive: 1 Nadia, 2 Ines, 3 Dora (a pitch), 4 Otto, 5 Petra."""
    path = archive(
        tmp_path / "in",
        [
            asks("Nadia Lindqvist", "We met at Ines's talk, shall we stay in touch?", "11/2/26, 9:00 AM"),
            asks("Ines Prado", "", "11/3/26, 9:00 AM"),
            asks("Dora Vance", "Hi Fred, I have an exciting opportunity for you. Do you have 15 minutes for a quick "
                 "call this week?", "11/4/26, 9:00 AM"),
            asks("Otto Reiter", "", "11/5/26, 9:00 AM"),
            asks("Petra Novak", "I'd like to join your LinkedIn network.", "11/6/26, 9:00 AM"),
        ],
        [connection("Tomas Reyes")],
        [writes("Ines Prado", "2026-10-01 10:00:00"), writes("Ines Prado", "2026-10-02 10:00:00", to_fred=False)],
    )  # fmt: skip
    fred("import", str(path))
    fred("set", "Dora Vance", "spoken=no")
    return fred


@pytest.fixture(scope="session")
def practised_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which Fred has made thirty decisions, seven weeks ago."""
    folder = tmp_path_factory.mktemp("practised")
    home = folder / "fred"
    home.mkdir(mode=0o700)
    (home / "policy.toml").write_text(DESIGN.read_text(encoding="utf-8"), encoding="utf-8")
    return practised(Doorstep(home), folder / "in").home


@pytest.fixture
def practising(practised_home: Path, tmp_path: Path) -> Doorstep:
    """doorstep over such a folder of one's own."""
    return Doorstep(Path(shutil.copytree(practised_home, tmp_path / "practising")))


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generated archive."""
    return generated(tmp_path_factory.mktemp("large"))


@pytest.fixture(scope="session")
def month_later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generated archive of the same person thirty days later."""
    return generated(tmp_path_factory.mktemp("later"), 30)
