"""How the tables of departments’ lists came to be."""
