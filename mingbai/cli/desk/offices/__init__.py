"""`mingbai offices`: a desk founded, officers appointed, who answers for which step, and where nobody does."""

from mingbai.cli.desk.offices import founding, importing, homes, appointing, listing, showing  # noqa: I001 -- as the manual lists them
from mingbai.cli.desk.offices.group import app

__all__ = ["app", "appointing", "founding", "homes", "importing", "listing", "showing"]
