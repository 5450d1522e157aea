"""Replays in the reader's language: what was tried, over which months, how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from mingbai.policy.parameters import definitions
from mingbai.policy.parameters.showing import shown
from mingbai.replays.comparing import Compared
from mingbai.replays.queries import totals
from mingbai.replays.states import TITLES, State
from mingbai.standards.states import TITLES as OF_STANDARDS
from mingbai.standards.states import State as OfStandard
from mingbai.web.words import language, said

if TYPE_CHECKING:
    from mingbai.replays.models import Replay

TONES = {State.DRAFT: "blue", State.COMMITTED: "amber", State.DROPPED: "grey"}
OF_ENTRIES = {OfStandard.PROPOSED: "amber", OfStandard.IN_FORCE: "green"}


@dataclass(frozen=True)
class Told:
    """One replay."""

    replay: "Replay"
    what: str
    value: str
    state: str
    tone: str
    months: str
    total: Compared

    @property
    def then_share(self) -> int | None:
        """Return how many of a hundred decided findings were right then."""
        return self._share(self.total.then.share_bp)

    @property
    def now_share(self) -> int | None:
        """Return how many would be right with the change, of those decided."""
        return self._share(self.total.now.share_bp)

    @property
    def left_out(self) -> list[tuple[str, str]]:
        """Return the months that could not be tried, each with the reason."""
        return [(one["month"], said(one["zh"], one["en"])) for one in self.replay.left_out]

    @staticmethod
    def _share(share_bp: int | None) -> int | None:
        return None if share_bp is None else share_bp // 100


def told_replays(found: "Iterable[Replay]") -> list[Told]:
    """Return replays as a list tells them."""
    return [told_replay(one) for one in found]


def told_replay(made: "Replay") -> Told:
    """Return a replay as its page tells it."""
    about = definitions().get(made.key)
    what = said(about.title, about.title_en) if about else _("规则现行版本，参数照当月")
    value = shown(about, about.read(made.value), language()) if about else ""
    months = [one["month"] for one in made.months]
    over = months[0] if len(months) == 1 else f"{months[0]} – {months[-1]}"
    state, tone = _standing(made)
    return Told(made, what, value, state, tone, over, sum(totals(made).values(), Compared()))


def _standing(made: "Replay") -> tuple[str, str]:
    """Return how it stands: once committed, as its proposal does."""
    if made.entry is not None:
        stands = OfStandard(made.entry.state)
        return said(*OF_STANDARDS[stands]), OF_ENTRIES.get(stands, "grey")
    state = State(made.state)
    return said(*TITLES[state]), TONES[state]
