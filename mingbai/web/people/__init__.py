"""查人查户: one search, one person or household whole, and who touched what of it."""
