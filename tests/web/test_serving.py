"""Starting the server: whoever follows the link at once is let in."""

import socket
from pathlib import Path

import pytest

from doorstep.web.serving import Address, serve

from .window import NOON


def test_a_link_that_is_followed_at_once_is_not_turned_away(tmp_path: Path) -> None:
    def at_once(address: Address) -> None:
        with socket.create_connection((address.host, address.port), timeout=5):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        serve(tmp_path / "home", lambda: NOON, port=0, tell=at_once)
