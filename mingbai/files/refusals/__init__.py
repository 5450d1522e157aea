"""Refused rows told in words: what is wrong in which cell, why, how to mend it; and the rows themselves to mend."""

from mingbai.files.refusals.notes import value_notes
from mingbai.files.refusals.rows import Refusal, refused_rows
from mingbai.files.refusals.workbook import write_refused

__all__ = ["Refusal", "refused_rows", "value_notes", "write_refused"]
