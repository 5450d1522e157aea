"""Files we give: whole or not at all, text kept as text, nothing in a cell that a spreadsheet would run."""

from mingbai.files.writing.cells import harmless
from mingbai.files.writing.folder import appearing_file, appearing_folder
from mingbai.files.writing.sheets import Sheet, write_workbook
from mingbai.files.writing.values import write_csv

__all__ = ["Sheet", "appearing_file", "appearing_folder", "harmless", "write_csv", "write_workbook"]
