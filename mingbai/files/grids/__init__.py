"""A grid is what a sheet, a text file or a page of HTML comes down to: rows of text cells with true row numbers."""

from mingbai.files.grids.grid import DATA_COLUMNS, Chunk, Grid, Row

__all__ = ["DATA_COLUMNS", "Chunk", "Grid", "Row"]
