"""Meta's broken letters put right, and names made fit to keep."""

from ...facts.text import clean_line

NAME_LIMIT = 1000


def repaired(text: str) -> str:
    """The text as it was meant. Meta's JSON writes every byte of UTF-8 as a letter of its own: `JÃ¼rgen` is Jürgen.

    What was right already stays as it is: it has letters beyond one byte, or its bytes are no UTF-8.
    """
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def name_of(value: object) -> str:
    """The name on one line; empty where the value is no text."""
    return clean_line(repaired(value), NAME_LIMIT) if isinstance(value, str) else ""
