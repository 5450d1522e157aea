"""How the table of replays came to be."""
