"""Every error that a person can meet: a sentence, a place, a next step, an exit code.

DoorstepError                 1   anything below
├── UsageError                2   the command's words are off
├── PolicyError               3   the written standards hold a mistake; lists all of them
│   └── CasesError            3   the cases beside the standards hold a mistake; lists all of them
├── FactError                 4   a fact that does not exist, a value it cannot have, facts that contradict
├── NotFoundError             5   no such request, person, door or journal entry
├── SourceError               6   a file or an archive that cannot be read
│   ├── UnsafeArchiveError    6   a bomb, a path that climbs out, an archive in an archive in an archive
│   ├── WrongPlatformError    6   an export of another network, or no export at all
│   ├── HtmlExportError       6   the export was made as web pages; ask for JSON or CSV
│   ├── DriftError            6   the network changed its format: recognised, but of a shape not known
│   ├── EmptyArchiveError     6   recognised, and nothing in it
│   └── ColumnsError          6   a table whose columns have to be confirmed first
├── LedgerError               7   what is remembered cannot be opened, is in use, or is of a newer doorstep
└── ConflictError             8   it cannot be done now: undone already, changed since, decided meanwhile
"""

from collections.abc import Mapping, Sequence


class DoorstepError(Exception):
    """A sentence for the user, with the place it is about and what to do next."""

    exit_code = 1

    def __init__(self, message: str, *, place: str = "", next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.next_step = next_step

    def __str__(self) -> str:
        head = f"{self.place}: {self.message}" if self.place else self.message
        return f"{head}\n{self.next_step}" if self.next_step else head


class UsageError(DoorstepError):
    """The command's words are off."""

    exit_code = 2


class Mistake:
    """One mistake in a policy: its place, the sentence, the text and the spot in it.

    `place` reads `policy.toml, facebook, accept, "friends"`; `text` is the user's own line, or empty;
    `column` counts from 0 into `text`; `width` is the length of the mark; `hint` is a "did you mean".
    """

    __slots__ = ("column", "hint", "message", "place", "text", "width")

    def __init__(
        self, place: str, message: str, text: str = "", column: int = 0, width: int = 1, hint: str = ""
    ) -> None:
        self.place = place
        self.message = message
        self.text = text
        self.column = column
        self.width = width
        self.hint = hint

    def __str__(self) -> str:
        lines = [f"{self.place}: {self.message}" if self.place else self.message]
        if self.text:
            mark = "    " + " " * self.column + "^" * max(1, self.width)
            lines += ["    " + self.text, f"{mark} {self.hint}".rstrip()]
        elif self.hint:
            lines.append("    " + self.hint)
        return "\n".join(lines)


class PolicyError(DoorstepError):
    """The written standards hold mistakes; `mistakes` lists all of them. They decide nothing until mended."""

    exit_code = 3

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        count = len(mistakes)
        noun = "mistake" if count == 1 else "mistakes"
        super().__init__(f"{count} {noun} in the policy; nothing is decided until it is mended")
        self.mistakes = tuple(mistakes)

    def __str__(self) -> str:
        return "\n".join([*map(str, self.mistakes), self.message])


class CasesError(PolicyError):
    """The cases beside the standards hold mistakes; `mistakes` lists all of them. None is run until they are mended."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__(mistakes)
        noun = "mistake" if len(self.mistakes) == 1 else "mistakes"
        self.message = f"{len(self.mistakes)} {noun} in the cases; none is run until they are mended"


class FactError(DoorstepError):
    """A fact that does not exist, a value that it cannot have, or facts that contradict each other."""

    exit_code = 4


class NotFoundError(DoorstepError):
    """No such request, person, door or journal entry."""

    exit_code = 5


class SourceError(DoorstepError):
    """A file or an archive that cannot be read."""

    exit_code = 6


class UnsafeArchiveError(SourceError):
    """An archive that is not safe to open: a bomb, a path that climbs out, archives nested too deep."""


class WrongPlatformError(SourceError):
    """An export of another network than the one asked for, or no export at all."""


class HtmlExportError(SourceError):
    """The export was made as web pages, which do not tell enough."""


class DriftError(SourceError):
    """Recognised by name, but of a shape that is not known: the network changed its format."""


class EmptyArchiveError(SourceError):
    """Recognised, but nothing in it could be read."""


class ColumnsError(SourceError):
    """A table of which it is only a guess which column holds what; the user confirms it once.

    `print_of_header` knows the table again, `guess` is the likely heading of each field.
    """

    def __init__(self, place: str, header: Sequence[str], print_of_header: str, guess: Mapping[str, str]) -> None:
        taken = ",".join(f"{field}={heading}" for field, heading in guess.items())
        super().__init__(
            "which column holds what has to be confirmed first",
            place=place,
            next_step=f'--yes takes it as --map "{taken}"' if guess else '--map "email=…,name=…" says which is which.',
        )
        self.header = tuple(header)
        self.print_of_header = print_of_header
        self.guess = dict(guess)


class LedgerError(DoorstepError):
    """What is remembered cannot be opened: damaged, in use, or written by a newer doorstep."""

    exit_code = 7


class ConflictError(DoorstepError):
    """It cannot be done now: undone already, changed since, or decided meanwhile."""

    exit_code = 8
