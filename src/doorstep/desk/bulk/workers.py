"""Parts decided on several cores: a process each, since deciding is Python's integers, which hold its lock."""

import os
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ...errors import DoorstepError

if TYPE_CHECKING:
    from .parts import Decider, Task, Work

_decider: "Decider | None" = None
_told: Any = None


def every(work: "Work", tasks: "Sequence[Task]", count: int, *, small: bool = False) -> Iterator[int]:
    """Does all tasks, the first ones first; gives the number of rows each time some are decided.

    With one worker, and for `small` work, in this process.
    """
    from .parts import Decider

    if count == 1 or small:
        decider = Decider(work)
        for task in tasks:
            yield from decider.decide(task)
        return
    from concurrent.futures import ProcessPoolExecutor, wait
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    context = get_context("spawn")  # a fork would take DuckDB's threads along, stopped
    told = context.SimpleQueue()
    with ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(work, told)) as pool:
        left = {pool.submit(_decide, task) for task in tasks}
        try:
            while left:
                done, left = wait(left, timeout=0.2, return_when="FIRST_COMPLETED")
                while not told.empty():
                    yield told.get()
                for one in done:
                    one.result()
            while not told.empty():
                yield told.get()
        except BrokenProcessPool:
            raise DoorstepError(
                "a process that was deciding has been ended from outside",
                next_step="run the same command again: it goes on where it was; --workers 1 takes the least memory",
            ) from None
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _begin(work: "Work", told: Any) -> None:
    """What a worker does first: it gets the policy ready, and watches the process that it works for."""
    from multiprocessing import parent_process

    from .parts import Decider

    global _decider, _told
    _decider, _told = Decider(work), told
    if (parent := parent_process()) is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    """Ends this process once its parent is gone, however that went."""
    parent.join()
    os._exit(1)


def _decide(task: "Task") -> None:
    assert _decider is not None
    for rows in _decider.decide(task):
        _told.put(rows)
