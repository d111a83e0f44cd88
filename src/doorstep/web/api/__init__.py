"""The programs' door: the same desk as JSON, with the names of the command line's `--json`."""

from . import agenda, asking, editing, evenness, imports, journal, people, pictures, requests, review, standards

PARTS = (requests, people, agenda, asking, standards, editing, imports, pictures, evenness, review, journal)
