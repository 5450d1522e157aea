"""Synthetic places with planted faults, and the scorer."""
