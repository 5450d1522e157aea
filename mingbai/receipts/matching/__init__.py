"""Three lists of one month compared line by line: approved = appropriated = paid, every difference named (R-718)."""

from mingbai.receipts.matching.difference import KINDS, Difference, Kind, Source
from mingbai.receipts.matching.rows import Row
from mingbai.receipts.matching.threeway import Matching, three_way

__all__ = ["KINDS", "Difference", "Kind", "Matching", "Row", "Source", "three_way"]
