"""How the tables of backups came to be."""
