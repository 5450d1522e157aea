"""The jobs there are: each stage names its own in `jobs.py`, and is asked for them only when one is wanted."""

import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, TypeVar

from mingbai.config.stages import STAGES

Run = TypeVar("Run", bound=Callable[..., Any])
NAME = re.compile(r"([a-z]+)\.[a-z_]+")
CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
HEAVY = "heavy"
UTC_HOURS = 8  # how far Shanghai is ahead of what the queue counts in, all year round


class NoSuchJob(LookupError):
    """No stage has a job of that name."""


@dataclass(frozen=True)
class Job:
    """One kind of work: what does it, and when it comes round by itself."""

    name: str  # stage and act: payments.send
    run: Callable[..., Any]
    daily: str = ""  # "02:00", in Shanghai
    every_s: int = 0  # seconds
    heavy: bool = False  # one heavy job at a time, so that short ones never wait for two
    own_transactions: bool = False  # no transaction and no scope around it; it must then be able to run twice
    tries: int = 5  # then it is laid aside for people to look at

    def __post_init__(self) -> None:
        stage = NAME.fullmatch(self.name)
        if stage is None or stage[1] not in STAGES:
            raise ValueError(f"{self.name}: a job is named after its stage and what it does: payments.send")
        if self.daily and not CLOCK.fullmatch(self.daily):
            raise ValueError(f"{self.name}: a time of day is written 02:00, not {self.daily}")
        if self.every_s and not (60 % self.every_s == 0 if self.every_s < 60 else self.every_s % 60 == 0):
            raise ValueError(f"{self.name}: {self.every_s} seconds divide no minute, nor are they minutes")

    @property
    def lock(self) -> str | None:
        """Return the word of which only one job is done at a time: of what comes round, and of all heavy ones."""
        return HEAVY if self.heavy else self.alone

    @property
    def alone(self) -> str | None:
        """Return the word of which only one job waits, for one that comes round."""
        return self.name if self.cron else None

    @property
    def cron(self) -> str:
        """Return when it comes round, as the queue writes it; empty for one that only comes when it is enqueued."""
        if self.daily:
            hours, minutes = map(int, self.daily.split(":"))
            return f"{minutes} {(hours - UTC_HOURS) % 24} * * *"
        if not self.every_s:
            return ""
        return f"* * * * * */{self.every_s}" if self.every_s < 60 else f"*/{self.every_s // 60} * * * *"


JOBS: dict[str, Job] = {}


def job(
    name: str,
    *,
    daily: str = "",
    every_s: int = 0,
    heavy: bool = False,
    own_transactions: bool = False,
    tries: int = 5,
) -> Callable[[Run], Run]:
    """
    Declare a function as the job of that name; it is called with the arguments enqueued and `at`, the moment.

    It runs in one transaction that ends with the job, in the scope of its `region` argument or of all regions.
    """

    def declare(run: Run) -> Run:
        if name in JOBS and JOBS[name].run is not run:
            raise ValueError(f"{name}: declared twice")
        JOBS[name] = Job(name, run, daily, every_s, heavy, own_transactions, tries)
        return run

    return declare


def job_named(name: str) -> Job:
    """Return the job of that name; raise NoSuchJob."""
    if name not in JOBS:
        _read(name.partition(".")[0])
    if name not in JOBS:
        raise NoSuchJob(name)
    return JOBS[name]


def all_jobs() -> dict[str, Job]:
    """Return every job of every stage, by name."""
    for stage in STAGES:
        _read(stage)
    return dict(sorted(JOBS.items()))


def _read(stage: str) -> None:
    module = f"mingbai.{stage}.jobs"
    if stage in STAGES and find_spec(module) is not None:
        importlib.import_module(module)
