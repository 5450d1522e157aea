"""What every step of the month needs: who acts, how to look, and how an act that is done is told so."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from steps.faults.blows import Armed
from steps.faults.journal import Journal
from steps.faults.township import MONTH, Township
from steps.faults.web.asking import Site

from mingbai.cli.demo.cast import Cast
from mingbai.config.guards import NATION, scope
from mingbai.offices.actor import Actor, working_as
from mingbai.rosters import queries as rostered
from mingbai.rosters.models import Roster

T = TypeVar("T")


@dataclass
class Hand:
    """The hand that works the month, by commands and through the web server: one process, its points, its journal."""

    place: Township
    journal: Journal
    points: Armed
    site: Site

    def __post_init__(self) -> None:
        self.work = self.place.work()

    @property
    def cast(self) -> Cast:
        """Return who acts."""
        return self.place.cast

    def act(self, who: Actor, do: Callable[[], T]) -> T:
        """Do an act as somebody, and note that it is done once the database said so."""
        with working_as(who):
            done = do()
        self.journal.acknowledge()
        return done

    def see(self, look: Callable[[], T]) -> T:
        """Return what somebody sees who sees all."""
        with scope(NATION):
            return look()

    def rosters(self) -> list[Roster]:
        """Return the rosters of the month."""
        return self.see(lambda: list(rostered.rosters(self.cast.region, MONTH)))
