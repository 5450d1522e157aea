"""What was changed in the tables of awards, in order."""
