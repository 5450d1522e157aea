"""What the regional studies share: which townships are out of the ordinary, and the row each finding is made of."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from mingbai.rules.regions.outliers import Deviation, chosen
from mingbai.rules.study import Material
from mingbai.rules.trial import ABOUT

Floats = NDArray[np.float64]
SETTINGS = ("regional_z_hundredths", "regional_windows_months", "regional_winsor_bp", "regional_fdr_bp",
            "regional_capacity_bp", "regional_min_peers")  # fmt: skip


def number(material: Material, key: str) -> int:
    """Return a whole-number parameter of the check's own division."""
    return cast("int", material.parameters.value(key, material.parameters.region))


def windows(material: Material) -> tuple[int, ...]:
    """Return the windows of the regional indicators, in months."""
    found = cast("tuple[int, ...]", material.parameters.value("regional_windows_months", material.parameters.region))
    return tuple(int(window) for window in found)


def winsor(material: Material) -> float:
    """Return the share of history cut at each end."""
    return number(material, "regional_winsor_bp") / 10_000


def flow_error(flows: Floats, stock: Floats, least: float) -> Callable[[int], Floats]:
    """
    Return the standard error of a log-change: entries and exits are Poisson counts, whose variance is their mean.

    `flows` and `stock` are townships x months; the flow expected of a township is what is usual for all, never
    less than `least` of its stock a month.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        usual = max(float(np.nanmedian(flows / stock)) if np.isfinite(flows / stock).any() else 0.0, least)
    return lambda window: cast("Floats", np.sqrt(usual * window / np.maximum(stock, 1.0)))


def outliers(material: Material, deviation: Deviation, is_worth: NDArray[np.bool_]) -> list[int]:
    """Return the townships to look at, the worst first, of those where the change is worth it."""
    z = np.where(is_worth, deviation.z, 0.0)
    return [
        int(place)
        for place in chosen(
            z,
            number(material, "regional_z_hundredths") / 100,
            number(material, "regional_fdr_bp") / 10_000,
            number(material, "regional_capacity_bp") / 10_000,
        )
    ]


def told(township: str, shown: Mapping[str, Any]) -> dict[str, Any]:
    """Return a finding's row about a township."""
    return dict.fromkeys(ABOUT) | {
        "region_code": township, "amount_fen": None, "months": 1, "tier": "A", "township": township, **shown,
    }  # fmt: skip


def percent(log_change: float) -> str:
    """Return a log-change as people read it: +12.3%."""
    return f"{(np.exp(log_change) - 1) * 100:+.1f}%"


def moved(deviation: Deviation, place: int) -> dict[str, str]:
    """Return how a township moved against its peers, in words and figures."""
    return {
        "window_months": str(deviation.window[place]),
        "change": percent(deviation.change[place]),
        "peers": percent(deviation.peers[place]),
        "deviation": f"{deviation.z[place]:+.1f}",
    }


def whole(value: float) -> str:
    """Return a count as text."""
    return str(round(value))


Rows = Iterator[dict[str, Any]]
