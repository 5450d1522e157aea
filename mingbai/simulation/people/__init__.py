"""People who do not exist: their names, numbers, ages and families."""
