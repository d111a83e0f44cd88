"""A file of standards or of cases as a table; what is off with its form, as a mistake with its place."""

import re
import tomllib

from ..errors import Mistake, PolicyError
from .suggestions import around, for_toml

MAX_FILE = 1_000_000
NO_VALUE = "this is a section, not a value"


def read_document(text: str, name: str, what: str) -> dict[str, object]:
    """The table that a TOML text states; PolicyError where it is none, or far too long for a `what`."""
    if len(text) > MAX_FILE or len(text.encode(errors="surrogatepass")) > MAX_FILE:
        raise PolicyError([Mistake(name, f"longer than {MAX_FILE} bytes", hint=f"is this a {what}?")])
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyError([_toml_mistake(name, text, str(error))]) from None
    except (ValueError, RecursionError):
        raise PolicyError([Mistake(name, "brackets within brackets", hint=f"is this a {what}?")]) from None


def _toml_mistake(name: str, text: str, message: str) -> Mistake:
    """A mistake of the file's own form, with the line it is in where the message tells."""
    found = re.search(r"\(at line (\d+), column (\d+)\)$", message)
    sentence = re.sub(r"\s*\(at [^()]*\)$", "", message)
    line, column = (int(found[1]), int(found[2]) - 1) if found else (text.count("\n") + 1, 0)
    lines = text.replace("\r\n", "\n").split("\n")
    shown = lines[line - 1] if line <= len(lines) else ""
    if not found:  # at the end of the document: show the last line that has something in it
        line = max((number for number, one in enumerate(lines, 1) if one.strip()), default=1)
        shown, column = lines[line - 1], len(lines[line - 1])
    sentence, hint = for_toml(sentence, shown)
    width = 1
    if "a second time" in sentence:
        shown, column = shown.rstrip(), 0
        width = len(shown.split("=")[0].rstrip()) if "section" not in sentence else len(shown)
    shown, column, width = around(shown, min(column, len(shown)), width)
    return Mistake(f"{name}, line {line}", sentence, shown, column, width, hint)
