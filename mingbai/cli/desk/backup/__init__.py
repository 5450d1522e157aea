"""`mingbai backup`: the desk in one sealed file, brought back on an empty machine, proven; its keys kept apart."""

from mingbai.cli.desk.backup import making, trying, keeping, restoring  # noqa: I001 -- as the manual lists them
from mingbai.cli.desk.backup.group import app

__all__ = ["app", "keeping", "making", "restoring", "trying"]
