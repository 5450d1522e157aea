"""Rows beside the log: said of by the thousand, read with their acts, compared with what was logged of them last."""
