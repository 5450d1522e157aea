"""The desk's own lists: their columns, and how a header is told to be theirs."""

from collections.abc import Callable, Mapping, Sequence

from mingbai.files.grids import Row
from mingbai.files.grids.grid import FORMULA, NUMERIC
from mingbai.files.recognition.heading import heading
from mingbai.files.tables import Kind, Table
from mingbai.files.tables.column import column

STAFF = Table(
    "staff",
    "人员岗位表",
    "list of staff",
    (
        column("office", Kind.TEXT, "机构", "机构名称", "单位", "工作单位", must=True),
        column("kind", Kind.TEXT, "机构类别", "机构类型", must=True),
        column("region_code", Kind.REGION, "行政区划代码", "区划代码", "行政区划", "region", must=True),
        column("name", Kind.NAME, "姓名", must=True),
        column("number", Kind.TEXT, "工号", "人员编号", must=True),
        column("role", Kind.TEXT, "岗位", "岗位角色", "角色", must=True),
        column("title", Kind.TEXT, "职务"),
        column("steps", Kind.TEXT, "责任步骤", "责任分工", "步骤"),
    ),
)
VALUES = Table(
    "values",
    "参数取值表",
    "list of values",
    (
        column("key", Kind.TEXT, "参数", "参数代码", "parameter", must=True),
        column("title", Kind.TEXT, "名称", "参数名称"),
        column("value", Kind.TEXT, "取值", "新取值", must=True),
        column("region_code", Kind.REGION, "区划", "行政区划代码", "区划代码", "region", "division"),
        column("from_on", Kind.DATE, "自", "起始日期", "执行日期", "from", must=True),
        column("to_on", Kind.DATE, "至", "终止日期", "to", "until"),
        column("article", Kind.TEXT, "依据", "依据条款", "条款", "basis", "cite", must=True),
        column("document", Kind.TEXT, "文号", "文件"),
        column("source", Kind.TEXT, "来源"),  # written where the desk's values are handed out; it says nothing new
    ),
)
DESK_TABLES: Mapping[str, Table] = {table.name: table for table in (STAFF, VALUES)}


def placed(table: Table, cells: Sequence[str | None]) -> dict[str, int]:
    """Return where the columns of a table stand among the cells of a header; the first of a name counts."""
    written = [heading(plain(cell)) for cell in cells]
    found: dict[str, int] = {}
    for one in table.columns:
        names = {heading(name).name for name in (*one.headers, one.name)}
        at = (place for place, head in enumerate(written) if head.name and {head.name, head.bare} & names)
        if (first := next(at, None)) is not None:
            found[one.name] = first
    return found


def header_in(table: Table, head: Sequence[Row]) -> tuple[Row, dict[str, int]] | None:
    """Return the row at the top of a sheet that names most columns of a table, and where; None if none names two."""
    named = [(row, placed(table, row.cells)) for row in head]
    best = max(named, key=lambda pair: len(pair[1]), default=None)
    return best if best and len(best[1]) > 1 else None


def table_held(table: Table) -> Callable[[Sequence[Row]], bool]:
    """Return whether a sheet, by the rows at its top, is the table: it names every column a row needs."""

    def is_held(head: Sequence[Row]) -> bool:
        found = header_in(table, head)
        return found is not None and all(one.name in found[1] for one in table.required)

    return is_held


def plain(cell: str | None) -> str:
    """Return what stands in a cell, without blanks around it or a mark that it was a number."""
    return " ".join((cell or "").lstrip(NUMERIC + FORMULA).split())
