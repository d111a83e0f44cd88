"""Where the page listens."""

import socket

from doorstep.web.serving import listening


def test_whoever_follows_the_link_at_once_is_not_turned_away() -> None:
    with listening("127.0.0.1", 0) as listener:
        socket.create_connection(listener.getsockname(), timeout=5).close()


def test_an_answer_is_sent_at_once_and_does_not_wait_for_the_browser_to_confirm() -> None:
    # asyncio switches the waiting off for what it knows to be TCP, and an accepted connection inherits that
    with listening("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP
