"""政策标准: every value in force in a place on a day with its ground, its history, and what a change would cost."""
