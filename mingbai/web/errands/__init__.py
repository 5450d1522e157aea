"""The pages of errands: what one asked for, how far it is, what it came to."""
