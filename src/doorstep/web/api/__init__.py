"""The programs' door: the same desk as JSON, with the names of the command line's `--json`."""

from . import editing, evenness, imports, journal, people, pictures, requests, standards

PARTS = (requests, people, standards, editing, imports, pictures, evenness, journal)
