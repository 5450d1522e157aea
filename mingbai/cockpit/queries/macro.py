"""Macro indicators of places against their peers, by the recipe of the regional rules, from the kept sums (R-1311)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mingbai.cockpit.queries.history import NOTHING, History
from mingbai.cockpit.queries.residents import residents
from mingbai.kernel.month import Month
from mingbai.policy.parameters.parameter_set import Parameters
from mingbai.rules.regions.outliers import LEAST_FLOW, deviation
from mingbai.rules.regions.pieces import flow_error

Floats = NDArray[np.float64]
ByPlace = Mapping[str, float]
YEAR = 12  # months
OF_BP = 10_000


@dataclass(frozen=True)
class Indicators:
    """What each place's figures are, and how far they moved from its peers, in standard errors."""

    places: Sequence[str]
    persons: Mapping[str, int]
    share: ByPlace  # of the residents, or where those are not known of all persons supported
    has_population: bool
    growth: ByPlace  # of persons within a year, or since the first month there is
    average_fen: Mapping[str, int]
    coverage_z: ByPlace
    growth_z: ByPlace
    average_z: ByPlace
    limit: float


def indicators(history: History, parameters: Parameters) -> Indicators:
    """Return the indicators of the last month for every place that has persons in it."""
    places = [place for place in history.places if (history.at(place, history.months[-1]) or NOTHING).persons]
    table = np.array([[_row(history, place, month) for month in history.months] for place in places], dtype=float)
    lines, persons, fen, flows = (table[:, :, column] for column in range(4)) if places else (np.zeros((0, 1)),) * 4
    error = flow_error(flows, lines, LEAST_FLOW)
    windows = [int(window) for window in parameters.table("regional_windows_months")]
    cut = parameters.number("regional_winsor_bp") / OF_BP
    with np.errstate(invalid="ignore", divide="ignore"):
        average = fen / persons

    def moved(measure: Floats, over: Sequence[int]) -> ByPlace:
        group = np.zeros(len(places), dtype=np.int64)
        found = deviation(measure, error, group, over, cut) if places else None
        z = found.z if found is not None else np.zeros(len(places))
        return {place: float(one) for place, one in zip(places, z, strict=True)}

    since = _since(persons)
    heads = {place: int(persons[at, -1]) for at, place in enumerate(places)}
    of = residents(history.region, history.months[-1], places)
    everybody = sum(heads.values())
    return Indicators(
        places=places,
        persons=heads,
        share={place: heads[place] / of[place] if of else heads[place] / everybody for place in places},
        has_population=bool(of),
        growth={
            place: float(persons[at, -1] / persons[at, -1 - since] - 1)
            for at, place in enumerate(places)
            if since and persons[at, -1 - since] > 0
        },
        average_fen={place: round(average[at, -1]) for at, place in enumerate(places)},
        coverage_z=moved(persons, windows),
        growth_z=moved(persons, (since,)) if since else dict.fromkeys(places, 0.0),
        average_z=moved(average, windows),
        limit=parameters.number("regional_z_hundredths") / 100,
    )


def _row(history: History, place: str, month: Month) -> tuple[float, float, float, float]:
    """Return lines, persons, fen and flows of a place's month; NaN where the whole division has none."""
    if not history.by_month[month].rostered_lines:
        return (np.nan,) * 4
    one = history.cells.get((place, month), NOTHING)
    return one.rostered_lines, one.persons, one.rostered_fen, one.entries + one.exits


def _since(persons: Floats) -> int:
    """Return how many months back growth is measured: a year, or as far as there is history."""
    known = np.nonzero(~np.isnan(persons).all(axis=0))[0] if persons.size else np.array([], dtype=int)
    return int(min(YEAR, persons.shape[1] - 1 - known.min())) if known.size else 0
