"""The steps that make and change these tables."""
