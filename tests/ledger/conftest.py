"""A ledger in a folder of its own, a clock that stands still, and the cast."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from doorstep.ledger import Ledger

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def now() -> datetime:
    """The time in these tests."""
    return NOW


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Fred's folder."""
    return tmp_path / "fred"


@pytest.fixture
def ledger(home: Path) -> Iterator[Ledger]:
    """Fred's ledger, open."""
    with Ledger.open(home, now=now) as opened:
        yield opened


@pytest.fixture
def open_again(home: Path) -> Callable[[], Ledger]:
    """Opens Fred's ledger once more, as another doorstep would."""
    return lambda: Ledger.open(home, now=now, wait_ms=200)
