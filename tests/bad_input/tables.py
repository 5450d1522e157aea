"""Lists that are no known table, or nearly one; rows that cannot be counted."""

from collections.abc import Callable
from pathlib import Path

from mingbai.files.tests.made import (
    APPROVALS,
    DEATHS,
    PAYMENTS,
    ROSTER,
    approval_row,
    death_row,
    payment_row,
    person_id,
    roster_row,
    workbook,
    write_text,
)

Make = Callable[[Path], None]


def unknown_headers(folder: Path) -> None:
    write_text(folder / "通讯录.csv", ["科室", "分机", "手机"], ["办公室", "8001", "无"])


def headers_of_many_tables(folder: Path) -> None:
    write_text(folder / "人员.csv", ["姓名", "身份证号"], ["张三", person_id(1)])


def deaths_or_cremations(folder: Path) -> None:
    write_text(folder / "人员.csv", [*DEATHS, "火化日期"], [*death_row(1), "2026-10-05"])


def column_missing(folder: Path) -> None:
    write_text(folder / "名册.csv", ROSTER[:6], roster_row(1)[:6])


def nobody_says_which_month(folder: Path) -> None:
    write_text(folder / "名册.csv", ROSTER[1:], roster_row(1)[1:])


def title_names_two_months(folder: Path) -> None:
    write_text(folder / "名册.csv", ["2026年10月至2026年11月发放名册"], ROSTER[1:], roster_row(1)[1:])


def unit_nobody_knows(folder: Path) -> None:
    write_text(folder / "名册.csv", [*ROSTER[:7], "发放金额(千元)"], roster_row(1))


def column_nobody_knows(folder: Path) -> None:
    write_text(folder / "名册.csv", [*ROSTER, "星座"], [*roster_row(1), "天秤"])


def same_file_twice(folder: Path) -> None:
    for name in ("名册.csv", "名册(副本).csv"):
        write_text(folder / name, ROSTER, roster_row(1))


def month_still_to_come(folder: Path) -> None:
    write_text(folder / "名册.csv", ROSTER, roster_row(1), roster_row(2, 发放月份="2026-12"))


def total_that_differs(folder: Path) -> None:
    rows = [
        ROSTER,
        roster_row(1),
        roster_row(2),
        ["合计", *[""] * 6, "1,101.00"],
        ["制表人：张三", "", "审核人：李四", *[""] * 5],
    ]
    write_text(folder / "名册.csv", *[[f'"{cell}"' for cell in row] for row in rows])


def nothing_but_totals(folder: Path) -> None:
    write_text(folder / "名册.csv", ROSTER, ["合计", *[""] * 6, "0"])


def word_nobody_knows_where_none_is_needed(folder: Path) -> None:
    header, row = [*APPROVALS, "供养方式", "渐退截止月"], [*approval_row(1), "散养", "年底"]
    write_text(folder / "审批台账.csv", header, row)


def changed(name: str, table: str, **cell: str) -> Make:
    """Return a maker of a list of two rows, the second with one cell changed."""
    header, row = {"名册": (ROSTER, roster_row), "回单": (PAYMENTS, payment_row), "台账": (APPROVALS, approval_row)}[
        table
    ]

    def make(folder: Path) -> None:
        write_text(folder / f"{table}.csv", header, row(1), row(2, **cell))

    make.__name__ = name
    return make


def number_cells(folder: Path) -> None:
    """Write IDs and accounts as numbers, as a spreadsheet does with a column that nobody made text."""
    rows = [[*roster_row(number)] for number in (1, 2, 3)]
    typed: list[list[object]] = [list(row) for row in rows]
    typed[1][4], typed[2][6] = float(int(rows[1][4][:17] + "0")), float(int(rows[2][6]))
    (folder / "名册.xlsx").write_bytes(workbook(("城关镇", [ROSTER, *typed])))


CASES = (
    *(unknown_headers, headers_of_many_tables, deaths_or_cremations, column_missing, nobody_says_which_month),
    *(title_names_two_months, unit_nobody_knows, column_nobody_knows, same_file_twice, month_still_to_come),
    *(total_that_differs, nothing_but_totals, word_nobody_knows_where_none_is_needed, number_cells),
    changed("id_in_scientific_notation", "名册", 领款人身份证号="4.10721E+17"),
    changed("id_rounded_by_a_spreadsheet", "名册", 领款人身份证号="410721199001011000"),
    changed("id_masked", "名册", 领款人身份证号="4107********1234"),
    changed("id_not_filled_in", "名册", 领款人身份证号="无"),
    changed("account_in_scientific_notation", "名册", 银行账号="6.22848E+18"),
    changed("money_in_words", "名册", 发放金额="五百元"),
    changed("money_below_a_fen", "名册", 发放金额="500.505"),
    changed("money_beyond_any_budget", "名册", 发放金额="99999999999999999"),
    changed("money_left_empty", "名册", 发放金额=""),
    changed("programme_nobody_knows", "名册", 救助项目="低保"),
    changed("region_by_name", "名册", 行政区划代码="城关镇"),
    changed("month_that_is_none", "名册", 发放月份="2026-13"),
    changed("two_faults_in_a_row", "名册", 发放月份="", 发放金额="-"),
    changed("status_nobody_knows", "回单", 处理结果="处理中"),
    changed("day_that_never_was", "回单", 交易日期="2026-02-30"),
    changed("day_missing", "回单", 交易日期="2026年11月"),
    changed("year_written_last", "回单", 交易日期="11/03/2026"),
    changed("count_in_words", "台账", 保障人数="三人"),
    changed("name_lost_in_a_look_up", "台账", 户主姓名="#N/A"),
)
