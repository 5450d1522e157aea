"""What the processes of a round share in memory: the clock of the web server, and how far blows have fallen."""

import mmap
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Tally:
    """Points passed since the last blow, and blows fallen; every process that passes points counts on."""

    def __init__(self, numbers: memoryview) -> None:
        self._numbers = numbers

    def due(self, after: Sequence[int]) -> int | None:
        """Count a point; return which blow is due here, of blows after so many points since the one before."""
        since, fallen = self._numbers
        self._numbers[0] += 1
        return fallen if fallen < len(after) and since >= after[fallen] else None

    def fall(self) -> None:
        """Count the blow that was due as fallen."""
        self._numbers[0], self._numbers[1] = 1, self._numbers[1] + 1


class Shared:
    """A page of memory that those begun after it have in common."""

    def __init__(self) -> None:
        self._numbers = memoryview(mmap.mmap(-1, mmap.PAGESIZE)).cast("q")
        self.month, self.sequencer = Tally(self._numbers[1:3]), Tally(self._numbers[3:5])

    def set_clock(self, at: datetime) -> None:
        """Say which moment it is in the month that is played."""
        self._numbers[0] = (at - EPOCH) // MICROSECOND

    def now(self) -> datetime:
        """Return that moment."""
        return EPOCH + timedelta(microseconds=self._numbers[0])
