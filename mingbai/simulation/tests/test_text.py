"""Columns as text."""

import numpy as np

from mingbai.simulation import text


def test_a_count_is_written_however_large() -> None:
    assert text.counts(np.array([0, 12, 1_700_000_000])).to_pylist() == ["0", "12", "1700000000"]
