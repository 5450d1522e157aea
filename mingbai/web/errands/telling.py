"""An errand as its page tells it: what it is called, how far it is, what came of it."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mingbai.errands.kinds import errand_named
from mingbai.errands.queries import Standing, standing
from mingbai.errands.states import ENDED, TITLES, State
from mingbai.kernel.month import Month
from mingbai.web.errands.ways import Way, way_on
from mingbai.web.words import month_name, said

TONES = {
    State.WAITING: "grey",
    State.RUNNING: "blue",
    State.DONE: "green",
    State.REFUSED: "amber",
    State.FAILED: "red",
    State.CANCELLED: "grey",
}
MINUTE = 60
MONTHS = re.compile(r"(?<![\d-])20\d\d-(?:0[1-9]|1[0-2])(?![\d-])")


@dataclass(frozen=True)
class Told:
    """One errand in the reader's language."""

    errand: Any
    title: str
    state: str
    tone: str
    phase: str
    came: str
    left: str
    standing: Standing
    way: Way | None

    @property
    def subject(self) -> str:
        """Return what it is about, a month as people say it: 2026年10月."""
        return MONTHS.sub(lambda found: month_name(Month.parse(found[0])), self.errand.subject)

    @property
    def is_open(self) -> bool:
        """Return whether it waits or is being done."""
        return self.errand.state not in ENDED


def told(errand: Any, at: datetime) -> Told:
    """Return an errand as its page tells it."""
    kind, state, found = errand_named(errand.kind), State(errand.state), standing(errand, at)
    return Told(
        errand=errand,
        title=said(kind.title, kind.title_en),
        state=said(*TITLES[state]),
        tone=TONES[state],
        phase=said(errand.phase_zh, errand.phase_en),
        came=said(errand.told_zh, errand.told_en),
        left=_left(found.left),
        standing=found,
        way=way_on(errand.kind, errand.state, errand.result),
    )


def _left(left: timedelta | None) -> str:
    """Return how long it still takes, as people say it."""
    if left is None:
        return ""
    seconds = round(left.total_seconds())
    if seconds < MINUTE:
        seconds = max(seconds, 1)
        return ngettext("大约还要{n}秒", "大约还要{n}秒", seconds).format(n=seconds)
    minutes = round(seconds / MINUTE)
    return ngettext("大约还要{n}分钟", "大约还要{n}分钟", minutes).format(n=minutes) if minutes < 100 else _("还要很久")
