"""What a raise comes to: each line before and after, and their sums by programme and by place."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import pyarrow as pa

MONTHS = 12


@dataclass(frozen=True)
class Sums:
    """The lines of one programme in one division, or of all; money is for one month unless it says otherwise."""

    region: str
    programme: str
    lines: int
    persons: int
    gainers: int
    newly_due: int  # due nothing before
    losers: int
    unchanged: int
    before_fen: int
    after_fen: int
    gained_fen: int
    lost_fen: int

    @property
    def cost_fen(self) -> int:
        """Return what it costs in a month."""
        return self.after_fen - self.before_fen

    @property
    def cost_year_fen(self) -> int:
        """Return what it costs in a year of twelve such months."""
        return MONTHS * self.cost_fen


COUNTED = tuple(one.name for one in fields(Sums) if one.name not in ("region", "programme"))


@dataclass(frozen=True)
class Outcome:
    """A raise reckoned: `lines` has one row per line in the order given, with before_fen, after_fen and gain_fen."""

    lines: pa.Table
    total: Sums
    parts: tuple[Sums, ...]  # by programme and township, in the order of their codes
    left_out: tuple[str, ...] = ()  # lines whose facts are not known, where these were to be left out

    def gainers(self) -> pa.Table:
        """Return the lines that gain, the greatest gain first."""
        return self._where(">").sort_by([("gain_fen", "descending"), ("line_id", "ascending")])

    def losers(self) -> pa.Table:
        """Return the lines that lose, the greatest loss first; each needs a reason before anybody decides."""
        return self._where("<").sort_by([("gain_fen", "ascending"), ("line_id", "ascending")])

    def _where(self, sign: str) -> pa.Table:
        import pyarrow.compute as pc  # noqa: PLC0415 -- only who asks for lines needs it

        gain = self.lines["gain_fen"]
        return self.lines.filter(pc.greater(gain, 0) if sign == ">" else pc.less(gain, 0))


def together(outcomes: Sequence[Outcome]) -> Outcome:
    """Return the outcomes of several places, at least one, as one."""
    total = replace(
        outcomes[0].total,
        **{name: sum(getattr(one.total, name) for one in outcomes) for name in COUNTED},
    )
    return Outcome(
        pa.concat_tables([one.lines for one in outcomes]),
        total,
        tuple(part for one in outcomes for part in one.parts),
        tuple(line for one in outcomes for line in one.left_out),
    )
