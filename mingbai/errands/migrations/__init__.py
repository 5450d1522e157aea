"""How the tables of errands came to be."""
