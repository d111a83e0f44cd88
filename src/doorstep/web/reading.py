"""Exports that are being read beside the pages: one at a time, with how far it is, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock, Thread

from ..desk.home import Desk
from ..desk.importing import Report, take_in
from ..errors import ConflictError, DoorstepError, NotFoundError
from .uploads import Upload

KEPT = 20
STAGES = ("people", "requests", "interactions")  # what the ledger tells of while it records


@dataclass(slots=True)
class Job:
    """One reading: `state` is reading, done or failed; `what`, `at` and `of` tell how far it is."""

    id: int
    names: tuple[str, ...]
    state: str = "reading"
    what: str = ""
    at: int = 0
    of: int = 0
    report: Report | None = None
    problem: DoorstepError | None = None

    def tell(self, what: str, at: int, of: int) -> None:
        """Notes how far it is."""
        self.what, self.at, self.of = what, at, of

    @property
    def is_recording(self) -> bool:
        """True once the files are read, while what they tell is kept."""
        return self.what in STAGES

    @property
    def share(self) -> int:
        """How much of what is being read has been, in hundredths."""
        return min(100, 100 * self.at // self.of) if self.of else 0


@dataclass(slots=True)
class Readings:
    """The readings of one running server. Each has a desk of its own, so the pages go on; while it records, for
    some seconds, only whoever changes something waits."""

    home: Path
    now: Callable[[], datetime]
    after: Callable[[], None]
    _jobs: dict[int, Job] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _thread: Thread | None = None

    def begin(self, upload: Upload, *, anyway: bool = False) -> Job:
        """Starts to read what was sent; ConflictError while another is being read."""
        with self._lock:
            if any(one.state == "reading" for one in self._jobs.values()):
                upload.clear()
                raise ConflictError("another export is being read", next_step="Send this one when that is done.")
            job = Job(max(self._jobs, default=0) + 1, tuple(one.name for one in upload.files))
            self._jobs[job.id] = job
            for old in sorted(self._jobs)[:-KEPT]:
                del self._jobs[old]
            self._thread = Thread(target=self._read, args=(job, upload, anyway), daemon=True)
            self._thread.start()
        return job

    def job(self, job_id: int) -> Job:
        """One reading; NotFoundError where this server has none of this number."""
        if job_id not in self._jobs:
            raise NotFoundError(
                "there is no such reading any more", next_step="The page of imports lists all that stand."
            )
        return self._jobs[job_id]

    def latest(self) -> list[Job]:
        """The readings, the newest first."""
        return [self._jobs[one] for one in sorted(self._jobs, reverse=True)]

    def wait(self) -> None:
        """Returns when nothing is being read any more."""
        if self._thread is not None:
            self._thread.join()

    def _read(self, job: Job, upload: Upload, anyway: bool) -> None:
        try:
            with Desk(self.home, self.now) as desk:
                job.report = take_in(desk, sorted(upload.files), anyway=anyway, progress=job.tell)
            job.state = "done"
        except DoorstepError as problem:
            job.problem, job.state = problem, "failed"
        except Exception:  # it must never stay `reading` for good; what it was goes to the server's own log
            job.problem = DoorstepError("this could not be read: a fault of doorstep's own", next_step="Please tell.")
            job.state = "failed"
            raise
        finally:
            upload.clear()
            self.after()
