"""Faults: a township's month killed at random and judged, differences planted and found, for `bench/faults.py`."""
