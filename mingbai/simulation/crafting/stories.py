"""The list of stories: a fault or a decoy is a function that spoils, or seems to spoil, one household."""

from collections.abc import Callable
from dataclasses import dataclass

from mingbai.simulation.crafting.desk import Desk, Story

Plant = Callable[[Desk], None]


@dataclass(frozen=True)
class Fault:
    """One variant of a fault, or one case that must be left alone."""

    story: Story
    plant: Plant
    history: int  # months of earlier rosters it needs
    apart: bool  # whether it takes a township of its own


FAULTS: list[Fault] = []


def fault(rule_id: str, zh: str, *, history: int = 0, apart: bool = False) -> Callable[[Plant], Plant]:
    """Register a story under the rule it is about; its docstring tells it in English."""

    def register(plant: Plant) -> Plant:
        FAULTS.append(Fault(Story(rule_id, zh, (plant.__doc__ or "").rstrip(".")), plant, history, apart))
        return plant

    return register


def plant(desk: Desk) -> None:
    """Plant every story as often as the size of the place asks; below once, by chance."""
    for chosen in FAULTS:
        if desk.county.history < chosen.history or (chosen.apart and not desk.county.apart):
            continue
        often = desk.county.size.planting
        for _ in range(int(often) + (desk.random.random() < often % 1)):
            desk.story = chosen.story
            chosen.plant(desk)
