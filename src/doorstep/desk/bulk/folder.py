"""The folder that a run writes to: of one run and no other, gone on with where it stopped, finished by its manifest."""

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

from ...errors import ConflictError, UsageError

BEGUN, FINISHED, LOCK = "run.json", "manifest.json", ".lock"
OTHERWISE = {"policy": "the policy is another one", "requests": "the requests are others, or have changed since",
             "options": "the options are others", "format": "it is of another doorstep"}  # fmt: skip


def print_of(thing: object) -> str:
    """A short print of plain values."""
    return blake2b(json.dumps(thing, sort_keys=True).encode(), digest_size=16).hexdigest()


class Folder:
    """An output folder, held by one run at a time. Use it in a `with`."""

    def __init__(self, path: Path, run: Mapping[str, Any]) -> None:
        self.path, self.run = path, run

    @contextmanager
    def held(self) -> Iterator[None]:
        """Makes the folder where it is not there, and keeps other runs out of it for the while.

        ConflictError where it holds another run, something else, or a run is under way in it.
        """
        is_new = not self.path.exists()
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            raise UsageError("is a file; the answers need a folder", place=str(self.path)) from None
        self.ensure_own()
        with (self.path / LOCK).open("a") as lock:
            try:
                _lock(lock.fileno())
                is_held = os.path.samestat(os.fstat(lock.fileno()), (self.path / LOCK).stat())
            except OSError:
                is_held = False
            if not is_held:  # or the one who had it has just taken the file away
                raise ConflictError(
                    "another run is writing there just now", place=str(self.path), next_step="wait for it, or stop it"
                )
            self.ensure_own()
            for left in self.path.glob(".part-*.new"):  # of a run that was killed
                left.unlink()
            try:
                yield
            finally:
                (self.path / LOCK).unlink(missing_ok=True)
                if is_new and not any(self.path.iterdir()):  # refused before anything was done
                    self.path.rmdir()

    def ensure_own(self) -> None:
        """ConflictError where the folder holds anything but this run."""
        told = self.finished() or self.begun()
        if told is None:
            others = sorted(
                one.name for one in self.path.iterdir() if one.name != LOCK and not one.name.endswith(".new")
            )
            if others:
                raise ConflictError(
                    f"holds other things already, as `{others[0]}`", place=str(self.path), next_step="name a new folder"
                )
            return
        run = told.get("run")
        if run != self.run:
            differs = [key for key in self.run if not isinstance(run, dict) or run.get(key) != self.run[key]]
            why = "; ".join(OTHERWISE.get(key, key) for key in differs) or OTHERWISE["format"]
            raise ConflictError(
                f"holds another run already: {why}", place=str(self.path), next_step="name a new folder"
            )

    def begun(self) -> dict[str, Any] | None:
        """What a run that was begun here has noted, or None."""
        return self._read(BEGUN)

    def finished(self) -> dict[str, Any] | None:
        """The manifest, or None while it is not finished."""
        return self._read(FINISHED)

    def begin(self, plan: Mapping[str, Any]) -> None:
        """Notes what is going to be done, before anything is."""
        self._write(BEGUN, plan)

    def finish(self, manifest: Mapping[str, Any]) -> None:
        """Writes the manifest: from now on the run is whole."""
        self._write(FINISHED, manifest)
        (self.path / BEGUN).unlink(missing_ok=True)

    def _read(self, name: str) -> dict[str, Any] | None:
        try:
            told = json.loads((self.path / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (UnicodeDecodeError, json.JSONDecodeError):
            told = None
        return told if isinstance(told, dict) else {}

    def _write(self, name: str, thing: Mapping[str, Any]) -> None:
        staged = self.path / f".{name}.{os.getpid()}.new"
        try:
            with staged.open("w", encoding="utf-8") as file:
                file.write(json.dumps(thing, indent=1, ensure_ascii=False) + "\n")
                file.flush()
                os.fsync(file.fileno())
            staged.replace(self.path / name)
        finally:
            staged.unlink(missing_ok=True)


def _lock(handle: int) -> None:
    """Takes the lock; OSError where another process has it. Without effect where the system has no such locks."""
    with contextlib.suppress(ImportError):
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
