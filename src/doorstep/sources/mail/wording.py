"""The text of a LinkedIn invitation: the note, and below the name the line that says where somebody works."""

import re

from ...facts.text import clean_line

NOTE_LIMIT = 4000
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|hallo|liebe[r]?|bonjour|hola|ciao|olá|cher|chère)?\s*[^\n,!]{0,60}[,!]", re.IGNORECASE
)
_FOOTER = re.compile(
    r"this email was intended for|you are receiving|unsubscribe|tento e-mail|dostáváte|-{8,}|_{8,}", re.IGNORECASE
)
_LINK = re.compile(r"https?://")
_AT = re.compile(r"\s(?:at|@|bei|chez|presso)\s", re.IGNORECASE)


def note_in(text: str, name: str) -> str | None:
    """The words that came with an invitation; empty where there were none, None where the mail does not tell."""
    found = _split(text, name)
    if found is None:
        return None
    lines = found[0]
    while (lines and not lines[-1].strip("-– ")) or (lines and _is_signature(lines[-1], name)):
        lines.pop()
    while lines and (not lines[0] or re.search(r"(?:wants|would like) to connect", lines[0], re.IGNORECASE)):
        lines.pop(0)
    if lines and _GREETING.fullmatch(lines[0]):
        lines.pop(0)
    return "\n".join(lines).strip()[:NOTE_LIMIT]


def company_in(text: str, name: str) -> str:
    """Where the line below the name says that they work, or nothing."""
    found = _split(text, name)
    parts = _AT.split(found[1], maxsplit=1) if found is not None else []
    return clean_line(parts[1], 200) if len(parts) == 2 else ""


def _split(text: str, name: str) -> tuple[list[str], str] | None:
    """The lines above the name, and the line below it; None where the name does not stand on a line of its own."""
    lines: list[str] = []
    for line in text.split("\n"):
        if _LINK.search(line) or _FOOTER.match(line.strip()):
            break
        lines.append(clean_line(line, NOTE_LIMIT))
    wanted = name.casefold()
    for at in range(len(lines) - 1, -1, -1):
        if wanted and lines[at].casefold() == wanted:
            return lines[:at], lines[at + 1] if at + 1 < len(lines) else ""
    return None


def _is_signature(line: str, name: str) -> bool:
    words = line.strip("-– ").casefold()
    return bool(words) and name.casefold().startswith(words)
