"""Bringing a backup back: staged aside, proven there, put in place."""
