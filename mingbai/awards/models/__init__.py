"""The tables of awards: who has what, every decision about it, whom it covers, and what due process left behind."""

from mingbai.awards.models.award import Award, Batch, Covered, Dossier
from mingbai.awards.models.decision import Decision, Reckoning, Wording
from mingbai.awards.models.process import Hearing, Notice, Review

__all__ = ["Award", "Batch", "Covered", "Decision", "Dossier", "Hearing", "Notice", "Reckoning", "Review", "Wording"]
