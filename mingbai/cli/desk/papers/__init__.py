"""`mingbai papers`: what a month prints, made from the desk's own rows, as PDF/A to be signed and stamped."""

from mingbai.cli.desk.papers import paying, telling
from mingbai.cli.desk.papers.group import app

__all__ = ["app", "paying", "telling"]
