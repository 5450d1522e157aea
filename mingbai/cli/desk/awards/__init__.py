"""`mingbai awards`: take an opening stock in, list what is due and what waits, change an award, decide, explain."""

from mingbai.cli.desk.awards import changing, deciding, listing, stock
from mingbai.cli.desk.awards.group import app

__all__ = ["app", "changing", "deciding", "listing", "stock"]
