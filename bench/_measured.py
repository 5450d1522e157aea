"""One command in a process of its own, measured: seconds by the clock, seconds of CPU, the most memory it held."""

import os
import platform
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

KIB, MIB = 1024, 1024 * 1024
PACKAGES = ("duckdb", "pandas", "pyarrow", "numpy", "sqlglot")


@dataclass(frozen=True)
class Cost:
    """What one run of a command took; the processor was shared with whoever made the load before it."""

    wall_s: float
    cpu_s: float
    peak_mib: float
    load_before: float
    said: str  # the last line it wrote


class Broke(RuntimeError):
    """A measured command ended with an exit code nobody expected."""


def measured(command: Sequence[str], log: Path, good: Collection[int] = (0,)) -> Cost:
    """
    Return what a command took, its output written to `log`; raise Broke for an exit code that is none of `good`.

    Memory is the highest resident set of the process or of any of its children, as the system counts it. A child
    starts with the memory of whoever started it, so this module must never hold much: no pandas, no DuckDB here.
    """
    load, began = os.getloadavg()[0], time.perf_counter()
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() or [""]
    if process.returncode not in good:
        raise Broke(f"{command[0]} … ended with {process.returncode}; the end of {log}:\n" + "\n".join(lines[-20:]))
    peak = used.ru_maxrss / (MIB if sys.platform == "darwin" else KIB)
    return Cost(round(wall, 2), round(used.ru_utime + used.ru_stime, 2), round(peak), round(load, 1), lines[-1])


def first_words(command: Sequence[str], mark: str, good: Collection[int]) -> tuple[float, float]:
    """Return the seconds until a command's first line, and until the first line that holds `mark`."""
    began = time.perf_counter()
    first = told = 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        for line in process.stderr:
            now = time.perf_counter() - began
            first = first or now
            told = told or (now if mark in line.decode("utf-8", "replace") else 0.0)
    if process.returncode not in good or not told:
        raise Broke(f"{command[0]} … ended with {process.returncode}, and said “{mark}”: {bool(told)}")
    return round(first, 2), round(told, 2)


def machine() -> dict[str, str]:
    """Return what the figures are measured on: no name of it, no paths."""
    return {
        "processor": f"{processor()}, {cores()} cores",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / MIB / KIB:.0f} GiB",
        "system": f"{platform.system()} {platform.machine()}",
        "versions": f"Python {platform.python_version()}, " + ", ".join(f"{name} {version(name)}" for name in PACKAGES),
    }


def cores() -> int:
    """Return how many cores a process may use here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def processor() -> str:
    """Return the processor's model as far as the system tells."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.processor() or "unknown processor")
