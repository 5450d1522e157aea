"""`mingbai treasury`: the books audited and shown, funds opened and money moved by two people of one office."""

from mingbai.cli.desk.treasury import adjusting, proposing, showing
from mingbai.cli.desk.treasury.group import app

__all__ = ["adjusting", "app", "proposing", "showing"]
