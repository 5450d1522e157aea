"""低保: who gets the subsistence allowance, and how much (F1 to F7, F9)."""
