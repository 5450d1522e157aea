"""Tells what a check came to: one list for machines, one workbook, one page to look at, and the proof of what was read."""
