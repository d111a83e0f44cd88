"""The programs' door: the same desk as JSON, with the names of the command line's `--json`."""

from . import (
    agenda,
    asking,
    circles,
    editing,
    evenness,
    exposure,
    imports,
    journal,
    people,
    pictures,
    requests,
    review,
    standards,
)

PARTS = (
    requests, people, agenda, asking, circles, standards, editing, imports, pictures, evenness, review, exposure,
    journal,
)  # fmt: skip
