"""The tables of alerts as they came to be."""
