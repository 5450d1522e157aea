"""One person under two numbers: a Splink model with shipped weights, and what is not said however likely."""
