"""Shows how each file was understood: which list it is, how many rows, where each column comes from."""

from collections.abc import Iterator, Sequence

from mingbai.files.inbox import Inbox
from mingbai.files.part import Mapped
from mingbai.files.tables import TABLES, Table


def mapping_lines(inbox: Inbox) -> Iterator[tuple[str, str]]:
    """Yield, for each file and sheet, the list it is, its rows, and where columns come from, in both languages."""
    for part in inbox.parts:
        place, table = inbox.sources[part.source].place, TABLES[part.table]
        where = " › ".join(filter(None, (place.path, place.sheet)))
        zh = f"{where} → {table.title}，{part.rows} 行"
        en = f"{where} → {table.title_en}, {part.rows} rows"
        yield zh, en
        yield _mapped(table, part.mapping, "zh"), _mapped(table, part.mapping, "en")
    for problem in inbox.problems:
        yield problem.zh, problem.en


WHERE_SAID = {
    "title": ("标题", "title"), "sheet": ("工作表名", "sheet name"), "file": ("文件名", "file name"),
    "folder": ("文件夹名", "folder name"), "option": ("命令行", "option"), "default": ("默认", "default"),
}  # fmt: skip


def _mapped(table: Table, mapping: Sequence[Mapped], language: str) -> str:
    """Return where each column comes from, on one line."""
    english = language == "en"
    told = []
    for entry in mapping:
        name = entry.column if english else table[entry.column].headers[0]
        if entry.header is not None:
            told.append(entry.header if entry.header == name else f"{entry.header} → {name}")
        else:
            where = WHERE_SAID.get(entry.where, (entry.where, entry.where))[english]
            told.append(f"{name} = {entry.constant} ({where})" if english else f"{name} = {entry.constant}（{where}）")
    return "    " + ("; " if english else "；").join(told)
