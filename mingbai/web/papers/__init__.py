"""The forms of a month: what can be printed, and what was."""
