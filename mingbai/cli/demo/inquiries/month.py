"""The alerts of a demo month: looked into when the money left, decided when the month is closed, some of all left."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mingbai.alerts.states import CONFIRMED
from mingbai.cli.demo.inquiries import deciding, rectifying, verifying
from mingbai.cli.demo.inquiries.deciding import Decided
from mingbai.cli.demo.inquiries.truth import Truth
from mingbai.cli.demo.work import Work

AT_FIRST, LATER = 88, 11  # tasks looked into in the first month, and in each that follows
UNDECIDED, TAKEN = 3, 3  # of each month's tasks: verified and not decided, taken and not verified
BEGUN = 4  # of the month that is left: verified and told, not heard yet


@dataclass
class Inquiries:
    """What is under way from month to month."""

    truth: Truth
    items: list[int] = field(default_factory=list)  # that townships are to put right

    def look_into(self, work: Work, at: datetime) -> int:
        """Have clerks look into some of the tasks there are, and take some more; return how many were verified."""
        done = verifying.look_into(work, self.truth, LATER if self.items else AT_FIRST, at)
        verifying.take(work, TAKEN, at + timedelta(days=1))
        return done

    def begin(self, work: Work, at: datetime) -> None:
        """Have clerks begin with a few tasks of a month that is left to others: told and not heard, or just taken."""
        verifying.look_into(work, self.truth, BEGUN, at - timedelta(days=2))
        verifying.take(work, TAKEN, at - timedelta(days=1))

    def decide(self, work: Work, at: datetime) -> Decided:
        """Hear the families, decide, demand, and have offices put right what was theirs; a few are left undecided."""
        waiting = verifying.verified(work, at)
        tasks = waiting[: max(0, len(waiting) - UNDECIDED)]
        verifying.hear(work, tasks, at)
        decided = deciding.decide(work, tasks, at + timedelta(days=1))
        rectifying.go_on(work, self.items, at + timedelta(days=1))
        self.items += rectifying.put_right(work, decided.to_put_right, at + timedelta(days=2))
        return decided


def confirmed(decided: Decided) -> int:
    """Return how many alerts were true."""
    return sum(decided.results[one] for one in CONFIRMED)
