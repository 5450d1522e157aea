"""动态管理: awards are raised, lowered, stopped and paid elsewhere by a proposal; others review and confirm it."""
