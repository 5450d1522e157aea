"""`mingbai month`: a month's rosters derived, signed, agreed, frozen, checked, held in part, released; what is open."""

from mingbai.cli.desk.month import making, checking, leaving, holding, releasing, showing, reviewing  # noqa: I001 -- as the manual lists them
from mingbai.cli.desk.month.group import app

__all__ = ["app", "checking", "holding", "leaving", "making", "releasing", "reviewing", "showing"]
