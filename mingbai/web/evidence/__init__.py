"""存证与核验: every number followed to its rows, every row to its source and its proof in the log."""
