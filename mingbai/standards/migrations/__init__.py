"""How the tables of standards came to be."""
