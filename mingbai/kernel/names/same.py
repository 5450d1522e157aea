"""Whether two spellings are one name: equal in normal form, but for characters a system could not write."""

import re

from mingbai.kernel.names.normal import normal_name

WILDCARDS = "?□■▢◻○〓\ufffd"
WILDCARD = re.compile(f"[{WILDCARDS}\ue000-\uf8ff\U000f0000-\U0010ffff]+")
NARROWEST_FIELD_BYTES = 8  # no bank's name field is narrower, so a shorter name was not cut


def same_name(a: str, b: str, truncated: bool = False) -> bool:
    """
    Return whether the two are the same name after normalising.

    A run of □, ? or private-use characters stands for as many unknown characters or
    fewer (one rare character may come back as ??). With `truncated`, either may be the
    other cut to a bank's field: its bytes in GB18030 begin the other's, at least 8 of them.
    Similar names are not the same: those are a hint for a person. Two empty names are not.
    """
    first, second = normal_name(a), normal_name(b)
    if not first or not second:
        return False
    if first == second or _fits(first, second) or _fits(second, first):
        return True
    return truncated and (_begins(first, second) or _begins(second, first))


def _fits(pattern: str, name: str) -> bool:
    """Return whether the name fits the pattern's wildcards; something readable must agree."""
    if not WILDCARD.search(pattern) or WILDCARD.fullmatch(pattern):
        return False
    parts = re.split(f"({WILDCARD.pattern})", pattern)
    regex = "".join(f".{{1,{len(part)}}}" if place % 2 else re.escape(part) for place, part in enumerate(parts))
    return re.fullmatch(regex, name, re.DOTALL) is not None


def _begins(cut: str, name: str) -> bool:
    """Return whether `cut` is what a field of bytes leaves of the name; half a character ends as a wildcard."""
    head = WILDCARD.sub("", cut) if WILDCARD.search(cut[-1]) else cut
    kept = head.encode("gb18030", "surrogatepass")
    return len(kept) >= NARROWEST_FIELD_BYTES and name.encode("gb18030", "surrogatepass").startswith(kept)
