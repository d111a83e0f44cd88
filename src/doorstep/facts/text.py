"""Text from outside made safe to keep and to show: no terminal controls, no bidi tricks, not endless."""

# C0 and C1 controls, bidi embeddings, overrides and isolates, byte order marks, halves of surrogate pairs, and tags,
# which nobody sees and programs read.
_HARMFUL: dict[int, str | None] = dict.fromkeys(
    (
        *range(0x20),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        0xFEFF,
        *range(0xD800, 0xE000),
        *range(0xE0000, 0xE0080),
    )
)
_HARMFUL |= {0x0A: "\n", 0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n", 0x09: " "}


def clean(text: str, limit: int) -> str:
    """The text without control and bidi characters, at most `limit` characters; line breaks become `\\n`."""
    if not text.isprintable():
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = text.translate(_HARMFUL)
    return text if len(text) <= limit else text[:limit]


def clean_line(text: str, limit: int) -> str:
    """As `clean`, on one line: every run of spaces and line breaks becomes one space, outer ones go."""
    return " ".join(clean(text, limit).split())
