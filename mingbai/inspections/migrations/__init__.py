"""The tables of inspections as they came to be."""
