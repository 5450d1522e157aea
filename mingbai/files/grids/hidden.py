"""What a sheet hides from whoever looks at it: itself, rows (by hand or by a filter), columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

ROW = rb'<%brow\b([^>]*\b(?:hidden="(?:1|true)"|ht="0(?:\.0*)?")[^>]*)(?<!/)>(?=\s*(?:<%bc\b|\Z))'  # with a cell in it
COLUMN = rb'<%bcol\b([^>]*\b(?:hidden="(?:1|true)"|width="0(?:\.0*)?")[^>]*)>'
NUMBER = re.compile(rb'\br="(\d{1,8})"')
REACH = re.compile(rb'\bm(?:in|ax)="(\d{1,8})"')
MOST_NAMED = 5  # rows or columns a sentence names
MOST_KEPT = 1_000


@dataclass
class Hidden:
    """What of a sheet is hidden; columns are (first, last), A being 1."""

    is_sheet: bool = False
    row_count: int = 0
    rows: list[int] = field(default_factory=list)  # the first ones
    columns: list[tuple[int, int]] = field(default_factory=list)

    def look_at(self, piece: bytes, prefix: bytes, is_first: bool) -> None:
        """Note the hidden rows with something in them in a piece of the sheet, and the columns named before them."""
        if is_first:
            for attributes in re.findall(COLUMN.replace(b"%b", prefix), piece)[:MOST_KEPT]:
                reach = [int(number) for number in REACH.findall(attributes)]
                if reach:
                    self.columns.append((min(reach), max(reach)))
        if b' hidden="' not in piece and b' ht="0' not in piece:
            return
        found = re.findall(ROW.replace(b"%b", prefix), piece)
        self.row_count += len(found)
        for attributes in found[: MOST_NAMED - len(self.rows)]:
            self.rows += [int(number) for number in NUMBER.findall(attributes)]

    def columns_within(self, last: int) -> list[int]:
        """Return the hidden columns up to the last one in use: people hide all empty ones beyond."""
        return sorted({column for first, end in self.columns for column in range(first, min(end, last) + 1)})


def listed(what: str, names: Sequence[object], count: int) -> dict[str, str]:
    """Return the first names of so many as the two sentences quote them: `what` and `what`_en."""
    first, more = [str(name) for name in names[:MOST_NAMED]], " …" if count > MOST_NAMED else ""
    return {what: "、".join(first) + more, f"{what}_en": ", ".join(first) + more}
