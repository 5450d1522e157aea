"""Why something is not taken at the door of the import centre, or not taken in."""

from mingbai.imports.limits import KEPT, LARGEST, LONGEST_PASTED, MOST_FILES
from mingbai.offices.refused import Refused

MB = 2**20


class NothingGiven(Refused):
    """Neither a file nor pasted cells."""

    def __init__(self) -> None:
        super().__init__(
            "没有收到内容；请把文件拖到框内，或从表格里复制后粘贴。",
            "Nothing arrived: drop a file, or paste cells copied from a spreadsheet.",
        )


class TooMany(Refused):
    """More files at once than are looked at together."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"一次最多{MOST_FILES}个文件，这里有{count}个；请分次导入，或压缩成一个zip。",
            f"At most {MOST_FILES} files at once, and these are {count}: drop fewer, or pack them into one zip.",
        )


class TooLarge(Refused):
    """More bytes, or more pasted text, than are looked at here."""

    def __init__(self) -> None:
        super().__init__(
            f"文件合计超过{LARGEST // MB} MB，或粘贴超过{LONGEST_PASTED // 10_000}万字；请按乡镇拆分后再导入。",
            f"The files are larger than {LARGEST // MB} MB, or more than {LONGEST_PASTED:,} characters were pasted: "
            "divide the list by township.",
        )


class NotReadable(Refused):
    """Nothing among the files is a list."""


class NotThere(Refused):
    """There is no such import in the actor's division."""

    def __init__(self) -> None:
        super().__init__(
            "没有这次导入，或不在您的辖区内。", "There is no such import, or it lies outside your division."
        )


class NotYours(Refused):
    """Somebody else dropped it: only its officer sees its cells, mends them and takes them in."""

    def __init__(self) -> None:
        super().__init__(
            "这是他人上传的内容，只有上传人能查看、修改和导入。",
            "Somebody else dropped this: only its officer sees, mends and takes it in.",
        )


class Over(Refused):
    """It was taken in, put away or forgotten meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            f"这次导入已经办结；上传的内容保留{KEPT.days}天。请刷新页面查看结果。",
            f"This import is done with; what was dropped is kept for {KEPT.days} days. Load the page again.",
        )


class RowsLeft(Refused):
    """Some rows would be left out and nobody said that this is meant."""

    def __init__(self, failed: int) -> None:
        super().__init__(
            f"有{failed:,}行不能导入；请先修正，或选择“只导入合格的行”。",
            f"{failed:,} rows cannot be imported: fix them first, or choose to import the good rows only.",
        )


class Lacking(Refused):
    """Something the files do not say has to be said."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"请先填写{zh}。", f"First say {en}.")
