"""In which order homes are swept: what must be carried first, and where each trial runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mingbai.files.snapshot.relation import Relation, in_order
from mingbai.rules.facts import RELATIONS
from mingbai.rules.trial import Trial


@dataclass(frozen=True)
class Sweep:
    """One visit to every bucket of a home: rows to carry away, then trials to run."""

    home: str
    carries: tuple[str, ...]
    trials: tuple[Trial, ...]

    @property
    def wanted(self) -> tuple[str, ...]:
        """Return the relations that must be made in each bucket."""
        asked = {name for trial in self.trials for name in (trial.grain, *trial.facts)}
        return (*self.carries, *sorted(asked))


def sweeps(trials: Iterable[Trial], frozen: Iterable[str]) -> list[Sweep]:
    """Return the fewest sweeps in which every trial finds what it reads; `frozen` relations are there already."""
    trials = list(trials)
    unmade: dict[str, Relation] = {name: relation for name, relation in RELATIONS.items() if name not in set(frozen)}
    turn = turns(trials, unmade)
    planned: list[Sweep] = []
    for stage in range(max(turn.values(), default=0) + 1):
        for home in ("person", "account", "household", "region"):
            carries = tuple(
                name
                for name in sorted(turn)
                if turn[name] == stage and unmade[name].home == home and unmade[name].carry
            )
            ready = tuple(
                trial
                for trial in trials
                if unmade[trial.grain].lives == home and last_turn(trial, turn, unmade) + 1 == stage
            )
            if carries or ready:
                planned.append(Sweep(home, carries, ready))
    return [*planned, *left_over(trials, planned, unmade)]


def left_over(trials: list[Trial], planned: list[Sweep], unmade: Mapping[str, Relation]) -> list[Sweep]:
    """Return the sweeps of the trials that had to wait for the last carry."""
    done = {trial.grain for sweep in planned for trial in sweep.trials}
    homes: dict[str, list[Trial]] = {}
    for trial in trials:
        if trial.grain not in done:
            homes.setdefault(unmade[trial.grain].lives, []).append(trial)
    return [Sweep(home, (), tuple(waiting)) for home, waiting in homes.items()]


def turns(trials: Iterable[Trial], unmade: Mapping[str, Relation]) -> dict[str, int]:
    """Return, for each relation to be carried, the turn in which all that it reads has been carried to it."""
    turn: dict[str, int] = {}
    for relation in in_order({name for trial in trials for name in (trial.grain, *trial.facts)}, unmade):
        if relation.carry:
            turn[relation.name] = 1 + max((turn[name] for name in carried_into(relation.reads, unmade)), default=-1)
    return turn


def last_turn(trial: Trial, turn: Mapping[str, int], unmade: Mapping[str, Relation]) -> int:
    """Return the last turn whose carried rows a trial reads, -1 if none."""
    carried = carried_into((trial.grain, *trial.facts), unmade)
    return max((turn[name] for name in carried), default=-1)


def carried_into(reads: Iterable[str], unmade: Mapping[str, Relation]) -> set[str]:
    """Return the carried relations reached from some reads through relations made in place."""
    found: set[str] = set()
    for name in reads:
        relation = unmade.get(name)
        if relation is not None:
            found |= {name} if relation.carry else carried_into(relation.reads, unmade)
    return found
