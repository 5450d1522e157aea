"""Tells what a check came to: a list for machines, a workbook, a page to look at, and the proof of what was read."""
