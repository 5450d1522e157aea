"""Synthetic places with planted faults, and the scorer: takes a size and a seed, gives files and their answers."""
