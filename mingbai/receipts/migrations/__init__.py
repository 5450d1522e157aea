"""The steps that make the tables of receipts, and what the database holds them to."""
