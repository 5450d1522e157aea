"""How tiles and entry bundles are called, and how wide each is (C2SP tlog-tiles)."""

WIDTH, HEIGHT = 256, 8  # hashes in a full tile, and the levels of the tree it spans


def tile_name(level: int, index: int, width: int = WIDTH) -> str:
    """Return the name of a tile of hashes."""
    return f"tile/{level}/{_numbered(index)}{_partial(width)}"


def entries_name(index: int, width: int = WIDTH) -> str:
    """Return the name of a bundle of entries."""
    return f"tile/entries/{_numbered(index)}{_partial(width)}"


def width_of(level: int, index: int, size: int) -> int:
    """Return how many hashes a tile holds in a log of `size` entries; none when it has no such tile."""
    return max(0, min(WIDTH, (size >> HEIGHT * level) - index * WIDTH))


def _numbered(index: int) -> str:
    *groups, last = f"{index:,}".split(",")
    return "/".join([*(f"x{group:0>3}" for group in groups), f"{last:0>3}"])


def _partial(width: int) -> str:
    assert 0 < width <= WIDTH
    return "" if width == WIDTH else f".p/{width}"
