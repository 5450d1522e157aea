"""Family 3, accounts and payments: who is paid, where to, how much and when, and whether all lists agree."""
