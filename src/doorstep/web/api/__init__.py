"""The programs' door: the same desk as JSON, with the names of the command line's `--json`."""

from . import editing, imports, journal, people, requests, standards

PARTS = (requests, people, standards, editing, imports, journal)
