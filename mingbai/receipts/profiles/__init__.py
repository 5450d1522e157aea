"""Bank files as banks send them, read into one form of entry: whole, or refused with what is missing."""

from mingbai.receipts.profiles.entry import Entry, Statement, Status
from mingbai.receipts.profiles.reading import PROFILES, read_receipts
from mingbai.receipts.profiles.refused import FileRefused

__all__ = ["PROFILES", "Entry", "FileRefused", "Statement", "Status", "read_receipts"]
