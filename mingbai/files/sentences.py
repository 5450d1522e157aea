"""Every sentence about a file: its level, Chinese, English. What, why, and how to mend it."""

Sentence = tuple[str, str, str]  # level, Chinese, English; {facts} are filled in

NOT_OPENED: dict[str, Sentence] = {
    "empty": (
        "file",
        "是空文件，里面什么也没有；请检查导出是否成功，重新导出后放入。",
        "it is empty: check whether the export worked and put the file back.",
    ),
    "not_text": (
        "file",
        "内容既不是表格也不是文本，未读取；请另存为xlsx或csv后重新放入。",
        "it is neither a workbook nor text and was not read: save it as xlsx or csv and put it back.",
    ),
    "password": (
        "file",
        "有密码保护，打不开；请取消密码后重新保存。",
        "it is protected by a password and cannot be opened: remove the password and save it again.",
    ),
    "corrupt_workbook": (
        "file",
        "工作簿已损坏，打不开；请用电子表格软件打开后另存为xlsx，或向报送单位重新索取。",
        "the workbook is damaged and cannot be opened: open it in a spreadsheet program and save it as xlsx, "
        "or ask the sender for it again.",
    ),
    "corrupt_zip": (
        "file",
        "压缩包已损坏，解不开；请重新压缩，或向报送单位重新索取。",
        "the archive is damaged and cannot be unpacked: pack it again, or ask the sender for it again.",
    ),
    "corrupt_member": (
        "file",
        "在压缩包里已损坏，解不开，包里的其他文件已照常读取；请重新压缩。",
        "it is damaged inside the archive, whose other files were read: pack it again.",
    ),
    "corrupt_parquet": (
        "file",
        "Parquet文件已损坏或不完整，读不出来；请重新导出。",
        "the Parquet file is damaged or incomplete and cannot be read: export it again.",
    ),
    "empty_archive": (
        "file",
        "是空压缩包，里面没有文件；请检查后重新压缩。",
        "it is an archive without files: check and pack it again.",
    ),
    "bomb": (
        "file",
        "解开后大得不合常理（疑似压缩炸弹），已停止读取；请核实来源，需要时改为csv分批报送。",
        "it unpacks to an unreasonable size (a zip bomb?) and was left alone: check where it comes from, "
        "or send the data as several csv files.",
    ),
    "too_large_workbook": (
        "file",
        "工作簿太大，超出内存上限，未读取；请另存为csv，或按乡镇拆成几个文件。",
        "the workbook is too large for memory and was not read: save it as csv or split it by township.",
    ),
    "too_wide_sheet": (
        "file",
        "工作表的数据一直铺到单元格{cell}，共{rows}行，超出上限，未读取；请删除右侧和下方多余的行列后重新保存。",
        "the cells of a sheet reach as far as {cell} over {rows} rows, which is too many, and it was not read: "
        "delete the surplus rows and columns and save it again.",
    ),
    "too_many_sheets": (
        "file",
        "有{sheets}张工作表，超过{most}张的上限，未读取；请拆成几个工作簿。",
        "it has {sheets} sheets, more than the {most} allowed, and was not read: split it into several workbooks.",
    ),
    "too_many_columns": (
        "file",
        "有{columns}列，超过{most}列的上限，未读取；请删去右侧多余的列后重新保存。",
        "it has {columns} columns, more than the {most} allowed, and was not read: delete the surplus columns "
        "on the right and save it again.",
    ),
    "entities": (
        "file",
        "内含不该出现的实体定义（疑似恶意文件），未读取；请核实来源，用电子表格软件另存为xlsx。",
        "it holds entity definitions that no spreadsheet writes and was not read: check where it comes from "
        "and save it as xlsx in a spreadsheet program.",
    ),
    "other_sheet": (
        "file",
        "是其他格式的电子表格（ods、xlsb或XML），未读取；请用电子表格软件另存为xlsx。",
        "it is a spreadsheet of another format (ods, xlsb or XML) and was not read: save it as xlsx.",
    ),
    "other_archive": (
        "file",
        "是rar、7z或gz压缩包，未读取；请解压后放入，或改用zip。",
        "it is an archive of another kind (rar, 7z, gz) and was not read: unpack it, or use zip.",
    ),
    "too_nested": (
        "file",
        "压缩包里套压缩包超过两层，未再解开；请解压后放入。",
        "archives lie in archives more than two deep and this one was not unpacked: unpack it and put its files here.",
    ),
    "outside_path": (
        "file",
        "在压缩包里的路径指向包外，未读取；请重新压缩，不要带绝对路径或“..”。",
        "its path in the archive leads out of it and it was not read: pack it again without absolute paths or “..”.",
    ),
    "too_many_members": (
        "file",
        "压缩包里的文件太多，从这一个起未再读取；请分成几个压缩包。",
        "the archive holds too many files and none was read from this one on: split it.",
    ),
    "too_many_files": (
        "file",
        "文件夹里的文件超过{most}个，从这一个起未再读取；请分批核对。",
        "the folder holds more than {most} files and none was read from this one on: check them in batches.",
    ),
    "too_deep": (
        "file",
        "文件夹套得太深，里面的文件未读取；请把文件移到上层。",
        "folders lie too deep in folders and the files in this one were not read: move them up.",
    ),
    "no_permission": (
        "file",
        "没有读取权限，未读取；请修改权限或复制一份放入。",
        "there is no permission to read it: change the permission or put a copy here.",
    ),
    "link": (
        "file",
        "是链接（快捷方式），不是文件本身，未读取；请把原文件复制到这里。",
        "it is a link, not the file itself, and was not followed: put a copy of the file here.",
    ),
    "not_a_file": (
        "file",
        "不是普通文件（可能是设备或管道），未读取；请移出文件夹。",
        "it is no ordinary file (a device or a pipe?) and was not read: move it out of the folder.",
    ),
    "unreadable": (
        "file",
        "读取时出错，未能读完；请复制一份重新放入。",
        "it could not be read to its end: put a fresh copy here.",
    ),
}
NOT_RECOGNISED: dict[str, Sentence] = {
    "unknown_table": (
        "file",
        "前11行里没有找到认识的表头，未读取；请对照表样检查表头名称。",
        "no known header was found in its first 11 rows and it was not read: compare them with the list of tables.",
    ),
    "common_headers": (
        "file",
        "表头只有“{headers}”，多种表都这样写，看不出是哪一种，未读取；请在文件名或工作表名中写明表名，如“死亡名单”。",
        "its headers “{headers}” stand in many tables and do not tell which this is, so it was not read: "
        "put the table's name into the name of the file or sheet.",
    ),
    "ambiguous_table": (
        "file",
        "表头既像《{first}》又像《{second}》，未读取；请在文件名或工作表名中写明是哪一种。",
        "its headers fit the {first_en} as well as the {second_en}, so it was not read: "
        "name the table in the name of the file or sheet.",
    ),
    "missing_columns": (
        "file",
        "看表头是《{table}》，但缺少必需的列：{columns}，未读取；请补上这些列，"
        "全表相同的月份、项目、区划也可写在标题、工作表名或文件名里。",
        "by its headers it is the {table_en}, but it lacks required columns ({columns_en}) and was not read: add them; "
        "a month, programme or region that is the same for all rows may stand in the title, sheet name or file name.",
    ),
    "too_many_lists": (
        "file",
        "这一张表里上下排列的清单超过{most}个，从这一行往下未再读取；请分成几个文件。",
        "more than {most} lists stand below one another in it and none was read from this row on: split the file.",
    ),
    "strange_unit": (
        "file",
        "“{header}”的单位“{unit}”不认识，未读取；请改为元、万元或分。",
        "the unit “{unit}” of “{header}” is not known and it was not read: use 元, 万元 or 分 (fen).",
    ),
}
NOTED: dict[str, Sentence] = {
    "document": (
        "note",
        "不是数据表（文档、图片或程序），未读取；如有数据请另存为xlsx或csv。",
        "it is a document, picture or program and was not read: if it holds data, save that as xlsx or csv.",
    ),
    "own_output": (
        "note",
        "是以前核对的输出，未当作数据读取；如要读取其中改好的行，请把rows-refused.xlsx移到外面。",
        "it is what an earlier check gave and was not read as data: move a mended rows-refused.xlsx out of it.",
    ),
    "same_file": (
        "note",
        "与“{first}”内容完全相同，只计一次；请删去多余的一份。",
        "its content is that of “{first}”, so it was counted once: delete one of the two.",
    ),
    "same_list": (
        "note",
        "每一行都与“{first}”里的清单相同，像是另存的一份，只计一次；如确是两份不同的清单，请核对后改正。",
        "every row of it is in the list of “{first}” too, as if saved once more, so it was counted once: "
        "if these are two lists, check and correct them.",
    ),
    "wrong_ending": (
        "note",
        "扩展名是{ending}，内容其实是{what_zh}，已按内容读取；建议改正扩展名。",
        "it ends in {ending} but holds {what} and was read as that: correct its name.",
    ),
    "hidden_sheet": (
        "note",
        "是隐藏的工作表，未读取；如需核对，请取消隐藏后保存。",
        "it is a hidden sheet and was not read: unhide it and save if it is to be checked.",
    ),
    "hidden_list": (
        "file",
        "是隐藏的工作表，里面是{table}，有{rows}行，没有读入核对；请问明为何隐藏：应当核对的，取消隐藏后保存；作废的，删去。",
        "it is a hidden sheet that holds a list ({table_en}, rows: {rows}) and was not checked: ask why it is hidden; "
        "unhide it and save if it is to be checked, delete it if it no longer counts.",
    ),
    "hidden_rows": (
        "note",
        "有{count}行被隐藏或筛选掉（第{rows}行），已照常读取核对；请问明为何隐藏。",
        "rows that are hidden or filtered out: {count} ({rows_en}); they were read and checked all the same: ask why.",
    ),
    "hidden_columns": (
        "note",
        "有{count}列被隐藏（{columns}列），已照常读取核对；请问明为何隐藏。",
        "hidden columns: {count} ({columns_en}); they were read and checked all the same: ask why.",
    ),
    "sheet_not_read": (
        "note",
        "没有认出是哪一种表，未读取，同一工作簿的其他工作表已读取。",
        "it is none of the known tables and was not read; other sheets of the workbook were.",
    ),
    "no_rows": (
        "note",
        "是《{table}》，但只有表头，没有数据；请确认是否确实为空。",
        "it is the {table_en}, but has a header only and no rows: confirm that it is meant to be empty.",
    ),
    "unknown_columns": (
        "note",
        "这些列没有用到：{headers}；如果其中有需要的列，请按表样改名。",
        "these columns were not used: {headers}. Rename any that should be.",
    ),
    "total_differs": (
        "note",
        "“{label}”写的{column}是{stated}，而明细相加是{summed}，相差{difference}；请核对是否漏行或改过数。",
        "“{label}” states {stated} for “{column}”, but the rows add up to {summed}, a difference of {difference}: "
        "check for missing rows or changed figures.",
    ),
    "more_totals_differ": (
        "note",
        "另有{count}处合计与明细不符，未逐一列出；请先核对已列出的。",
        "{count} more totals differ from their rows and are not listed: start with those that are.",
    ),
    "told_by_content": (
        "note",
        "这些列的表头不在表样里，按列名和内容认作：{columns}；请核对，如不对请按表样改名。",
        "the headers of these columns are not in the list of tables; by wording and content they were read as: "
        "{columns_en}. Check this, and rename any that is wrong.",
    ),
    "years_added": (
        "note",
        "有{count}行的月份没有写年，已按同一行的年份列或标题、文件名里的年份补上；请核对。",
        "{count} row(s) give a month without its year, which was taken from the year's column or from the title or "
        "file name: check this.",
    ),
    "household_carried_down": (
        "note",
        "户主以下的家庭成员有{count}个单元格没有重复填写家庭编号或救助项目，已按上面一行补上；请核对。",
        "{count} cell(s) of members below their head leave the household or programme empty and were given those of "
        "the row above: check this.",
    ),
    "words_passed_over": (
        "note",
        "有{count}行只有文字，没有号码和金额，已当作说明略过：{rows}；如是漏填的数据请补全。",
        "{count} row(s) hold words only, no number and no amount, and were passed over as remarks: {rows_en}. "
        "Complete any that is meant as data.",
    ),
    "value_not_used": (
        "note",
        "“{column}”有{count}个值读不懂，已按空处理，首个在第{first_row}行：{values}；请按表样改写。",
        "“{column}” has {count} value(s) that cannot be read and were taken as empty, from row {first_row} on: "
        "{values}. Write them as the list of tables says.",
    ),
}
SENTENCES: dict[str, Sentence] = NOT_OPENED | NOT_RECOGNISED | NOTED
