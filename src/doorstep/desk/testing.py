"""Cases on the disk: those beside a policy, and a new one made of a real request."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from .. import Policy
from ..errors import CasesError, ConflictError, Mistake, NotFoundError, PolicyError, UsageError
from ..facts.text import clean_line
from ..policy.case_text import case_from, case_text
from ..policy.cases import Case, read_cases
from ..policy.testing import Reach, Result, coverage, run
from .home import Desk, ensure_plain, write_private
from .inbox import one_item
from .known import values
from .standards import required

MAX_NAME = 200
EXAMPLE = """    ["a friend asks on Facebook"]
    network    = "facebook"
    facts.role = "friend"
    expect     = "accept\""""


@dataclass(frozen=True, slots=True)
class Tested:
    """What became of the cases: a result and the seconds for each, and how many cases reach each door and rule."""

    results: tuple[Result, ...]
    seconds: tuple[float, ...]
    reach: tuple[Reach, ...]

    @property
    def failed(self) -> tuple[Result, ...]:
        """The cases that do not hold."""
        return tuple(one for one in self.results if not one.holds)

    @property
    def unreached(self) -> tuple[Reach, ...]:
        """The doors and rules that no case reaches."""
        return tuple(one for one in self.reach if not one.cases)


def test(policy: Policy, files: Iterable[Path]) -> Tested:
    """The cases in the files held against the policy; CasesError lists every mistake in them."""
    cases = read_cases([(path.name, _text(path)) for path in files], policy)
    results, seconds = [], []
    for case in cases:
        start = perf_counter()
        results.append(run(policy, case))
        seconds.append(perf_counter() - start)
    return Tested(tuple(results), tuple(seconds), coverage(policy, results))


def case_files(policy_path: Path, given: Iterable[Path] = ()) -> list[Path]:
    """The files of cases: those given (a folder is all in it), else `policy.cases.toml` and `cases/` beside the policy.

    NotFoundError, with what a case looks like, where there is none.
    """
    wanted = list(given) or [one for one in (cases_path(policy_path), policy_path.with_name("cases")) if one.exists()]
    found: list[Path] = []
    for path in wanted:
        found += sorted(path.glob("*.toml")) if path.is_dir() else [path]
    if not found:
        raise NotFoundError(f"there are no cases beside {policy_path.name}",
                            next_step=f"make one of a real request: doorstep policy case ID\n"
                                      f"or write one into {cases_path(policy_path).name}:\n{EXAMPLE}\n"
                                      "cases that stand elsewhere are named: doorstep policy test POLICY CASES"
                            )  # fmt: skip
    return found


def cases_path(policy_path: Path) -> Path:
    """The file of cases that belongs to a policy: `policy.cases.toml` beside `policy.toml`."""
    return policy_path.with_name(f"{policy_path.stem}.cases.toml")


def case_of(desk: Desk, request_id: int, name: str = "", expect: str = "") -> Case:
    """A case made of a request: what is known today and matters to a rule, without a name or a note."""
    policy, item = required(desk), one_item(desk, request_id)
    if item.hidden:
        raise ConflictError(
            "its answer is hidden until you have said what you think", next_step=f"doorstep show {request_id} --view …"
        )
    named = clean_line(name, MAX_NAME) or f"request {request_id} on {item.request.network}"
    return case_from(policy, named, item.request.network, values(item.known), expect)


def add_case(desk: Desk, case: Case, path: Path) -> str:
    """Adds the case at the end of the file, which keeps all that is in it; gives what was added.

    ConflictError where a case of that name is there, CasesError where the file has a mistake: nothing is written then.
    """
    policy = required(desk)
    before = _text(path) if path.exists() else ""
    added = case_text(case, policy.catalogue) + "\n"
    if before.strip():
        if case.name in [one.name for one in read_cases([(path.name, before)], policy)]:
            raise ConflictError(
                f"there is a case “{case.name}” already",
                place=path.name,
                next_step='give it a name: --as "in a sentence"',
            )
        added = "\n" + added if before.endswith("\n") else "\n\n" + added
    read_cases([(path.name, before + added)], policy)
    write_private(path, before + added)
    return added.strip()


def _text(path: Path) -> str:
    try:
        if not path.exists():
            raise UsageError("there is no such file", place=str(path), next_step="doorstep policy test --help")
        ensure_plain(path)
        return path.read_text(encoding="utf-8-sig")
    except PolicyError as error:
        raise CasesError(error.mistakes) from None
    except UnicodeDecodeError:
        raise CasesError([Mistake(path.name, "this is not UTF-8 text", hint="save it as UTF-8")]) from None
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", place=str(path)) from None
