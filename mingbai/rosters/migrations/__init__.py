"""How the tables of rosters came to be."""
