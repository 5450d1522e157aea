"""The verbs of the desk: those that work in the database, one module a stage."""
