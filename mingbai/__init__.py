"""明白: social-assistance money, clear to everyone."""
