"""行政区划: division codes, their levels and neighbours, and the names and successors of those that are known."""

from mingbai.kernel.region.code import BadRegion, Level, Region
from mingbai.kernel.region.directory import Directory, Entry, shipped_directory
from mingbai.kernel.region.provinces import PROVINCES

__all__ = ["PROVINCES", "BadRegion", "Directory", "Entry", "Level", "Region", "shipped_directory"]
