"""追回: what was paid too much, and how it comes back without taking the means to live (F12, F13)."""
