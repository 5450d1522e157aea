"""What is taken at the door of the import centre, and how long it stays."""

from datetime import timedelta

MOST_FILES = 20  # at once
LARGEST = 50 * 2**20  # bytes of all files together
LONGEST_PASTED = 1_500_000  # characters, some 10,000 rows
KEPT = timedelta(days=30)  # what people wrote into the files; who dropped which file is kept for good
AT_ONCE = 2 * 2**20  # bytes; what is larger is looked at while its officer does something else
MOST_SHOWN = 200  # rows with something wrong, on a page
MOST_FINDINGS = 20_000  # kept of one look; the others are counted
