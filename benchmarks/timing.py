"""Timing calls and whole processes, and saying on what machine."""

import gc
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median
from time import perf_counter, perf_counter_ns
from typing import Any

BUSY = 0.15  # the part of a core that others may use before the figures are not to be trusted

# A child's peak memory begins with that of the process that starts it, so a small one stands between.
LAUNCHER = """
import json, os, sys, time
out = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
start = time.perf_counter()
pid = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, out, 1)])
_, status, usage = os.wait4(pid, 0)
seconds = time.perf_counter() - start
cpu = usage.ru_utime + usage.ru_stime
print(json.dumps([seconds, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), cpu]))
"""


@dataclass(frozen=True, slots=True)
class Spread:
    """The times of single calls, in nanoseconds."""

    median: float
    mean: float
    p99: float
    most: float


@dataclass(frozen=True, slots=True)
class Run:
    """A whole process: wall seconds, peak memory, exit code, what it wrote, seconds of processor."""

    seconds: float
    mebibytes: float
    code: int
    out: str
    err: str
    cpu: float = 0.0


def spread(times: Sequence[float]) -> Spread:
    """The times, summed up."""
    ordered = sorted(times)
    return Spread(median(ordered), mean(ordered), ordered[int(len(ordered) * 0.99)], ordered[-1])


def each(calls: Iterable[tuple[Callable[[Any], object], Any]]) -> Spread:
    """The time of every single call of a function with one argument; the clock's own cost is in it."""
    clock, times = perf_counter_ns, []
    for call, given in calls:
        start = clock()
        _ = call(given)
        times.append(clock() - start)
    return spread(times)


def each_pair(call: Callable[[Any, Any], object], pairs: Iterable[tuple[Any, Any]]) -> Spread:
    """The same for one function with two arguments."""
    clock, times = perf_counter_ns, []
    for first, second in pairs:
        start = clock()
        _ = call(first, second)
        times.append(clock() - start)
    return spread(times)


def clock_cost() -> float:
    """What measuring itself takes, in nanoseconds; it is in every figure of a single call."""
    clock = perf_counter_ns
    return median([-(clock() - clock()) for _ in range(20_000)])


def seconds_of(call: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    start = perf_counter()
    call()
    return perf_counter() - start


def settle() -> None:
    """Hides what the benchmark itself holds from the garbage collector, so that its size costs nobody time."""
    gc.collect()
    gc.freeze()


def unsettle() -> None:
    """Undoes `settle`."""
    gc.unfreeze()


def process(*command: str) -> Run:
    """Runs a program to its end; Python may keep what it compiles, whatever the environment says."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        done = subprocess.run(
            [sys.executable, "-S", "-E", "-c", LAUNCHER, str(out), *command],
            capture_output=True, text=True, check=True, env=kept,
        )  # fmt: skip
        seconds, mebibytes, code, cpu = json.loads(done.stdout)
        return Run(seconds, mebibytes, code, out.read_text("utf-8", "replace"), done.stderr, cpu)


def machine() -> str:
    """The machine in a line."""
    chip = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else ():
        if line.startswith("model name"):
            chip = line.split(":", 1)[1].strip()
            break
    return f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} x {chip}"


class Others:
    """How much of the machine other programs use while something is measured."""

    def __init__(self) -> None:
        self.start, self.before = perf_counter(), _used_by_others()

    def text(self) -> str:
        """Their part of a core since the start, with a warning where that spoils the figures."""
        part = (_used_by_others() - self.before) / (perf_counter() - self.start)
        return f"others used {max(0.0, part):.0%} of a core" + (" (do not trust these figures)" if part > BUSY else "")


def _used_by_others() -> float:
    """Seconds of all cores so far that this process and its children did not use; 0 where the system does not say."""
    if not Path("/proc/stat").exists():
        return 0.0
    user, nice, system, _, _, hard, soft, *_ = map(int, Path("/proc/stat").read_text().split(None, 11)[1:11])
    own = os.times()
    return (user + nice + system + hard + soft) / os.sysconf("SC_CLK_TCK") - sum(own[:4])
