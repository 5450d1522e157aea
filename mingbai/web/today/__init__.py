"""今日待办: what the desk owes, by when, and who owes it."""
