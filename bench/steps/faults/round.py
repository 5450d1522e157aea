"""One round: the township's month in processes of its own, struck where the seed says, begun again until it is done."""

import json
import os
import signal
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from steps.faults.blows import Armed, Blow, Fate, Victim, fate, struck
from steps.faults.journal import ANSWERED, DONE, SIGNED, STRUCK, Journal
from steps.faults.judging import faults_of
from steps.faults.month import STEPS, Steps, go_on
from steps.faults.servants import AWAY, Servants, at_the_desk, forked
from steps.faults.township import Township, copied
from steps.faults.web.asking import Site
from steps.faults.web.serving import serve_round
from steps.faults.web.shared import Shared
from steps.faults.work import Hand

from mingbai.evidence.jobs import bring_up_to_date

TICK_S = 0.01
PATIENCE_S = 180.0  # for one life of the command, on however slow a machine
MOST_LIVES = 12  # of the command: a database that dies takes some with it
POINTS = "points.txt"


@dataclass(frozen=True)
class Usual:
    """What an undisturbed month takes: points of the command and of the sequencer, seconds, and who got what."""

    points: int = 0
    sequencer: int = 0
    seconds: float = 0.0
    arrived: Sequence[tuple[str, int, int]] = ()


@dataclass
class Told:
    """What came of a round."""

    seed: int
    whole: bool
    named: bool
    planned: list[dict[str, Any]] = field(default_factory=list)
    struck: list[dict[str, Any]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    lives: int = 0
    seconds: float = 0.0
    acts: int = 0
    lines: int = 0
    sequencer: int = 0  # points of the sequencer, counted in the undisturbed round only
    asked: int = 0  # of the web server, by systems
    again: int = 0  # asked more than once
    known: int = 0  # done already when they were asked again


class Round:
    """Plays one round in a folder of its own."""

    def __init__(self, place: Township, seed: int | None, folder: Path, usual: Usual, steps: Steps = STEPS) -> None:
        self.place, self.usual, self.steps = copied(place, folder), usual, steps
        drawn = fate(seed) if seed is not None else Fate(whole=True, named=True, blows=())
        self.named, self.blows = drawn.named, drawn.blows
        self.told = Told(seed or 0, drawn.whole, drawn.named, [asdict(blow) for blow in self.blows])
        self.journal = Journal(folder / "journal")
        os.environ["MINGBAI_DATA"] = str(folder / "data")
        self.known = len(list(self.journal.lines(DONE)))  # acknowledged before this round began
        self.shared = Shared()
        self.servants = Servants(folder, self.journal, partial(self._armed, Victim.SEQUENCER), self._serve)
        self.command = 0

    def play(self) -> Told:
        """Play it through and judge it."""
        began = time.monotonic()
        try:
            with at_the_desk() as server:
                self.servants.begin()
                self._to_the_end()
                self.told.seconds = time.monotonic() - began
                self.told.sequencer = max((said["points"] for said in self.journal.lines(SIGNED)), default=0)
                self.servants.end(Victim.SEQUENCER, Victim.WORKER)
                bring_up_to_date()
                if self.steps == STEPS:
                    self.told.wrong += faults_of(self.place, self.journal, self.usual.arrived)
            self.servants.end()
            server.stopped()
        finally:
            self.servants.end()
        self.told.struck = list(self.journal.lines(STRUCK))
        self.told.acts = len(list(self.journal.lines(DONE))) - self.known
        self._tell_answers()
        self.told.wrong += [f"{path.name}: {_last_words(path)}" for path in self.place.folder.glob("*.failed")]
        return self.told

    def _to_the_end(self) -> None:
        """Have the command begun again until it ends by itself, everybody else tended, the clock's blows dealt."""
        began, waiting = time.monotonic(), [] if self.named else list(self.blows)
        while self.told.lives < MOST_LIVES:
            self.told.lives += 1
            self.command = forked(Victim.COMMAND, self.place.folder, self._work)
            self.servants.show(self.command)
            born = time.monotonic()
            while not (ended := os.waitpid(self.command, os.WNOHANG))[0]:
                self.servants.tend()
                if waiting and time.monotonic() - began >= waiting[0].share * self.usual.seconds:
                    self._struck(waiting.pop(0), "by the clock", None)
                if time.monotonic() - born > PATIENCE_S:
                    os.kill(self.command, signal.SIGKILL)
                    self.told.wrong.append(f"the command hangs; its words are in {Victim.COMMAND}.err")
                time.sleep(TICK_S)
            if ended[1] == 0:
                return
            if os.waitstatus_to_exitcode(ended[1]) not in (AWAY, -signal.SIGKILL):
                break
        self.told.wrong.append(f"the month does not come to its end in {self.told.lives} lives")

    def _work(self) -> None:
        """Work the month, as one command; whoever is due at a named point of it is struck there."""
        site = Site(self.servants.port, self.place.keys, self.shared, self.journal)
        with at_the_desk(), self._armed(Victim.COMMAND).watching() as points:
            self.journal.begin()
            go_on(Hand(self.place, self.journal, points, site), self.steps)
            if not self.blows:
                (self.place.folder / POINTS).write_text(json.dumps(Counter(points.names)), encoding="utf-8")

    def _serve(self, port: int) -> None:
        """Be the web server; who is due at a point of an answer is struck there."""
        serve_round(port, self.place.folder, self.shared, self._armed(Victim.WEB), is_counted=not self.blows)

    def _armed(self, who: Victim) -> Armed:
        """Return the points of somebody's work: the month's blows fall on command and web server, wherever it is."""
        alone = who is Victim.SEQUENCER
        usual, tally = (
            (self.usual.sequencer, self.shared.sequencer) if alone else (self.usual.points, self.shared.month)
        )
        before, due = 0.0, []
        for blow in self.blows if self.named else ():
            if (blow.victim is Victim.SEQUENCER) == alone:
                due.append((int((blow.share - before) * usual), blow))
                before = blow.share
        return Armed(who, due, tally, self._struck)

    def _tell_answers(self) -> None:
        """Count what systems asked the web server for."""
        answers = list(self.journal.lines(ANSWERED))
        self.told.asked, self.told.known = len(answers), sum(one["is_known"] for one in answers)
        self.told.again = sum(one["tries"] > 1 or one["is_known"] for one in answers)

    def _struck(self, blow: Blow, where: str, pid: int | None) -> None:
        """Strike, and note it first: who strikes himself notes nothing after."""
        self.journal.write(STRUCK, number=blow.number, victim=blow.victim, where=where)
        if not struck(blow, self.place.folder, pid):
            self.journal.write("missed", number=blow.number, victim=blow.victim)


def _last_words(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip().splitlines()[-1][:400]
