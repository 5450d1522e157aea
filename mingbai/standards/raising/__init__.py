"""提标测算: who gains what from new parameters and what it costs in all, before anybody decides (R-412)."""

from mingbai.standards.raising.outcome import Outcome, Sums
from mingbai.standards.raising.simulating import BadLines, simulate_raise

__all__ = ["BadLines", "Outcome", "Sums", "simulate_raise"]
