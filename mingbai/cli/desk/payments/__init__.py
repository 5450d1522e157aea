"""`mingbai payments`: plans of use, accounts, bank files made by four people, urgent relief, and where all stands."""

from mingbai.cli.desk.payments import accounts, again, files, plans, showing, urgent
from mingbai.cli.desk.payments.group import app

__all__ = ["accounts", "again", "app", "files", "plans", "showing", "urgent"]
