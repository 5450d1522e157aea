"""`mingbai inspections`: problems listed, put right by a day and a person, looked at again, clues handed over."""

from mingbai.cli.desk.inspections import showing, finding, righting, clues  # noqa: I001 -- as the manual lists them
from mingbai.cli.desk.inspections.group import app

__all__ = ["app", "clues", "finding", "righting", "showing"]
