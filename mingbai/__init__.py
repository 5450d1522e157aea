"""明白: social-assistance money, clear to everyone."""

__version__ = "0.1.0"
