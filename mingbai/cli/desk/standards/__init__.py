"""`mingbai standards`: local parameters in operation, the rules switched on, and what a raise would cost."""

from mingbai.cli.desk.standards import reckoning, switching, values
from mingbai.cli.desk.standards.group import app

__all__ = ["app", "reckoning", "switching", "values"]
