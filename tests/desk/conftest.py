"""The generated archive, and a desk over a folder of its own."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from doorstep.desk.home import Desk
from doorstep.desk.importing import take_in

from ..archives import generated

NOW = datetime(2026, 11, 2, 8, 0)  # noqa: DTZ001  (local wall time)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Fred's desk, with nothing on it."""
    with Desk(tmp_path / "fred", lambda: NOW) as opened:
        yield opened


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the generated archive was read, without standards."""
    home = tmp_path_factory.mktemp("imported") / "fred"
    with Desk(home, lambda: NOW) as opened:
        take_in(opened, [generated(tmp_path_factory.mktemp("large"))])
    return home
