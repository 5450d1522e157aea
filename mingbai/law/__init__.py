"""The texts: their articles, and what in the project implements which."""
