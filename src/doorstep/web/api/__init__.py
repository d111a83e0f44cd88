"""The programs' door: the same desk as JSON, with the names of the command line's `--json`."""

from . import evenness, imports, journal, people, requests, standards

PARTS = (requests, people, standards, imports, evenness, journal)
