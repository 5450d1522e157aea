"""Every sentence about a file: its level, Chinese, English. What, why, and how to mend it."""

SENTENCES: dict[str, tuple[str, str, str]] = {
    "not_text": (
        "file",
        "内容既不是表格也不是文本，未读取；请另存为xlsx或csv后重新放入。",
        "it is neither a workbook nor text and was not read: save it as xlsx or csv and put it back.",
    ),
    "too_many_columns": (
        "file",
        "有{columns}列，超过{most}列的上限，未读取；请删去右侧多余的列后重新保存。",
        "it has {columns} columns, more than the {most} allowed, and was not read: delete the surplus columns "
        "on the right and save it again.",
    ),
    "password": (
        "file",
        "有密码保护，打不开；请取消密码后重新保存。",
        "it is protected by a password and cannot be opened: remove the password and save it again.",
    ),
    "corrupt_workbook": (
        "file",
        "工作簿已损坏，打不开；请用电子表格软件打开并另存，或向报送单位重新索取。",
        "the workbook is damaged and cannot be opened: open and save it with a spreadsheet program, or ask for it again.",
    ),
}
