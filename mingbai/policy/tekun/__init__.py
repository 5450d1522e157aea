"""特困供养: who is supported, how well they can care for themselves, and how much is due (F8)."""
