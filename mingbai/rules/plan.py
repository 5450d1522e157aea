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
        """Return the relations that must be made in each bucket; twice a fact that also tells which rows to try."""
        asked = {name for trial in self.trials for name in (trial.grain, *trial.facts)}
        telling = {name for trial in self.trials for name in trial.telling}
        return (*self.carries, *sorted(asked), *sorted(telling))


def sweeps(trials: Iterable[Trial], frozen: Iterable[str]) -> list[Sweep]:
    """
    Return the sweeps in which every trial finds what it reads; `frozen` relations are there already.

    First what must be carried, turn by turn; then each home once, with all its trials.
    """
    trials = list(trials)
    unmade: dict[str, Relation] = {name: relation for name, relation in RELATIONS.items() if name not in set(frozen)}
    turn = turns(trials, unmade)
    carrying = [
        Sweep(home, tuple(name for name in sorted(turn) if (turn[name], unmade[name].home) == (stage, home)), ())
        for stage in range(max(turn.values(), default=-1) + 1)
        for home in sorted({unmade[name].home for name in turn if turn[name] == stage})
    ]
    homes = sorted({unmade[trial.grain].lives for trial in trials})
    trying = [Sweep(home, (), tuple(t for t in trials if unmade[t.grain].lives == home)) for home in homes]
    return [*carrying, *trying]


def turns(trials: Iterable[Trial], unmade: Mapping[str, Relation]) -> dict[str, int]:
    """Return, for each relation to be carried, the turn in which all that it reads has been carried to it."""
    turn: dict[str, int] = {}
    for relation in in_order({name for trial in trials for name in (trial.grain, *trial.facts)}, unmade):
        if relation.carry:
            turn[relation.name] = 1 + max((turn[name] for name in carried_into(relation.reads, unmade)), default=-1)
    return turn


def carried_into(reads: Iterable[str], unmade: Mapping[str, Relation]) -> set[str]:
    """Return the carried relations reached from some reads through relations made in place."""
    found: set[str] = set()
    for name in reads:
        relation = unmade.get(name)
        if relation is not None:
            found |= {name} if relation.carry else carried_into(relation.reads, unmade)
    return found
