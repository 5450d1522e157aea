"""How many people live in each township, where the population list says so, and what share of them is supported."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mingbai.rules.regions.outliers import Floats, medians
from mingbai.rules.study import Material

TOWNSHIP = 9  # digits; what follows is the village, zeros for the township itself


def residents(material: Material, townships: Sequence[str]) -> Floats:
    """Return the residents of each township: its own row's, else those of its villages together; NaN for unknown."""
    own: dict[str, int] = {}
    villages: dict[str, int] = defaultdict(int)
    for code, heads in listed(material):
        township, village = code[:TOWNSHIP], code[TOWNSHIP:].strip("0")
        if village:
            villages[township] += heads
        elif len(code) >= TOWNSHIP:
            own[township] = heads
    known = villages | own
    return np.array([known.get(township, np.nan) for township in townships], dtype=float)


def listed(material: Material) -> list[tuple[str, int]]:
    """Return the population of each division once, the larger figure where lists disagree."""
    files = material.snapshot.stored()["population"].files(None)
    return material.con.execute(
        "SELECT region_code, CAST(MAX(population) AS BIGINT) FROM read_parquet(?, hive_partitioning = false) "
        "GROUP BY region_code ORDER BY region_code",
        [files],
    ).fetchall()


def coverage(persons: Floats, residents: Floats, group: NDArray[np.int64]) -> tuple[list[str | None], list[str | None]]:
    """Return each township's supported persons as a share of its residents, and its peers' median; None if unknown."""
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(residents > 0, persons / residents, np.nan)
    middle = medians(share[:, None], group)[:, 0]
    return [percentage(one) for one in share], [percentage(one) for one in middle]


def percentage(share: float) -> str | None:
    """Return a share as people read it: 3.2%."""
    return None if np.isnan(share) else f"{share:.1%}"
