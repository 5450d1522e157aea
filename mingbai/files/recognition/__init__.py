"""Recognises which table a grid is, where its header stands, and what its title says for every row."""
