"""What oversight reads and does: problems put right, clues handed over, the books, rules and law, the evidence log."""
