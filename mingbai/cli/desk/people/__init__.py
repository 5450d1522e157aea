"""`mingbai people`: stocks and filings taken in, people found, a field shown for a reason, accounts by two people."""

from mingbai.cli.desk.people import accounts, filings, finding, stock
from mingbai.cli.desk.people.group import app

__all__ = ["accounts", "app", "filings", "finding", "stock"]
