"""Errands: long work an officer asks for and need not wait for; how far it is, what it came to (R-1406)."""
