"""How the desk is set up: its database, its settings, and what the database itself guards."""
