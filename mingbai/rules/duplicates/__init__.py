"""Family 2: one person or household supported twice."""
