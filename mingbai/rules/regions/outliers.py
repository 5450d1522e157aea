"""
What is out of the ordinary for a township: its change less its peers', in standard errors that history has corrected.

The recipe of design/matching-and-sampling §4: log-changes over several windows, less the median of the peers in the
same month (policy and season move all alike), over the standard error of a Poisson count, corrected for the
overdispersion that the place's own history shows; the largest window counts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LEAST_FLOW = 0.002  # of the lines, a month: below this share chance alone rules
ENOUGH_HISTORY = 30  # township-months from which the overdispersion is estimated by history rather than by the peers


@dataclass(frozen=True)
class Deviation:
    """The window in which each township deviates most: its z, its log-change, its peers' median, and the window."""

    z: Floats
    change: Floats
    peers: Floats
    window: NDArray[np.int64]


def deviation(
    measure: Floats, error: Callable[[int], Floats], group: NDArray[np.int64], windows: Sequence[int], winsor: float
) -> Deviation | None:
    """
    Return how far each township's measure (townships x months) moved away from its peers' up to the last month.

    `error(window)` gives the standard errors (townships x months) of the log-change over that many months;
    windows longer than the history are left out. None where there is no history at all.
    """
    townships, months = measure.shape
    best = Deviation(np.zeros(townships), np.zeros(townships), np.zeros(townships), np.zeros(townships, dtype=np.int64))
    found = False
    for window in windows:
        if window >= months or np.isnan(measure[:, -1 - window]).all():
            continue
        found = True
        change = log_changes(measure, window)
        middle = medians(change, group)
        with np.errstate(invalid="ignore", divide="ignore"):
            z = (change - middle) / error(window)
        z = np.nan_to_num(z / sqrt(overdispersion(z, winsor)), nan=0.0, posinf=0.0, neginf=0.0)
        worse = np.abs(z[:, -1]) > np.abs(best.z)
        best = Deviation(
            np.where(worse, z[:, -1], best.z),
            np.where(worse, change[:, -1], best.change),
            np.where(worse, middle[:, -1], best.peers),
            np.where(worse, window, best.window),
        )
    return best if found else None


def log_changes(measure: Floats, window: int) -> Floats:
    """Return the log-change of each month against `window` months before; NaN where either is missing or nothing."""
    change = np.full(measure.shape, np.nan)
    now, before = measure[:, window:], measure[:, :-window]
    with np.errstate(invalid="ignore", divide="ignore"):
        change[:, window:] = np.where((now > 0) & (before > 0), np.log(now / before), np.nan)
    return change


def medians(values: Floats, group: NDArray[np.int64]) -> Floats:
    """Return, for every township and month, the median of its group in that month (NaN where the group has none)."""
    middle = np.full(values.shape, np.nan)
    for number in np.unique(group):
        members = group == number
        known = ~np.isnan(values[members]).all(axis=0)
        middle[np.ix_(members, known)] = np.nanmedian(values[members][:, known], axis=0)
    return middle


def overdispersion(z: Floats, winsor: float) -> float:
    """
    Return how many times the variance of z exceeds what chance gives, never below one.

    From history, cut by `winsor` at each end; with too little history from the spread of the last month's middle half.
    """
    past = z[:, :-1][~np.isnan(z[:, :-1])]
    if past.size >= ENOUGH_HISTORY:
        low, high = np.quantile(past, [winsor, 1 - winsor])
        return max(1.0, float(np.mean(np.clip(past, low, high) ** 2)))
    present = z[:, -1][~np.isnan(z[:, -1])]
    if present.size < 2:
        return 1.0
    return max(1.0, float((1.4826 * np.median(np.abs(present - np.median(present)))) ** 2))


def chosen(z: Floats, threshold: float, false_share: float, capacity: float) -> NDArray[np.int64]:
    """
    Return the places to look at, the worst first: beyond the threshold, kept by Benjamini-Hochberg, within capacity.

    `false_share` is the false discovery rate of one month, `capacity` the share of all places that can be inspected.
    """
    order = np.lexsort((np.arange(z.size), -np.abs(z)))
    p = np.array([erfc(abs(value) / sqrt(2)) for value in z[order]])
    passes = np.nonzero(p <= false_share * np.arange(1, z.size + 1) / max(z.size, 1))[0]
    kept = order[: passes.max() + 1] if passes.size else order[:0]
    kept = kept[np.abs(z[kept]) > threshold]
    return kept[: max(1, int(np.ceil(capacity * z.size)))]


def share_deviation(part: Floats, whole: Floats, group: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """
    Return how far each township's share lies from its peers' median, in standard errors, and that median.

    The error adds chance (binomial, from the peers' share) to how much peers differ among themselves.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(whole > 0, part / whole, np.nan)
    middle = medians(share[:, None], group)[:, 0]
    spread = 1.4826 * medians(np.abs(share - middle)[:, None], group)[:, 0]
    with np.errstate(invalid="ignore", divide="ignore"):
        chance = middle * (1 - middle) / whole
        z = (share - middle) / np.sqrt(chance + spread**2)
    return np.nan_to_num(z, nan=0.0, posinf=0.0, neginf=0.0), middle
