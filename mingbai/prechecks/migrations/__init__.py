"""How the tables of prechecks came to be."""
