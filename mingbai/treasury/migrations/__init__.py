"""The tables of the books, step by step; a step once published never changes."""
