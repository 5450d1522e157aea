"""Text files as they go wrong: encodings, separators, quotes, junk."""

from pathlib import Path

from mingbai.files.tests.made import DEATHS, PAYMENTS, ROSTER, death_row, lines, payment_row, roster_row, write_text

GOOD = lines(ROSTER, roster_row(1), roster_row(2))


def empty_file(folder: Path) -> None:
    (folder / "名册.csv").write_bytes(b"")


def blank_lines_only(folder: Path) -> None:
    (folder / "名册.csv").write_bytes(b"\r\n \r\n\t\r\n")


def header_only(folder: Path) -> None:
    write_text(folder / "名册.csv", ROSTER)


def no_header(folder: Path) -> None:
    write_text(folder / "名册.csv", roster_row(1), roster_row(2))


def header_below_row_eleven(folder: Path) -> None:
    write_text(folder / "名册.csv", *[[f"说明{number}"] for number in range(11)], ROSTER, roster_row(1))


def utf16_with_mark(folder: Path) -> None:
    (folder / "名册.txt").write_bytes(GOOD.replace(",", "\t").encode("utf-16"))


def utf16_without_mark(folder: Path) -> None:
    (folder / "名册.csv").write_bytes(GOOD.encode("utf-16-be"))


def gb18030_with_rare_character(folder: Path) -> None:
    write_text(folder / "名册.csv", ROSTER, roster_row(1, 领款人姓名="张𬭎"), encoding="gb18030")


def one_line_in_another_encoding(folder: Path) -> None:
    odd = lines(roster_row(2, 领款人姓名="王五")).encode("gb18030")
    (folder / "名册.csv").write_bytes(lines(ROSTER, roster_row(1)).encode() + odd + lines(roster_row(3)).encode())


def utf8_line_in_gb18030(folder: Path) -> None:
    odd = "备注一二三,五".encode() + b"\xff\xff\n"
    (folder / "名册.csv").write_bytes(lines(ROSTER, roster_row(1)).encode("gb18030") + odd)


def nul_in_a_row(folder: Path) -> None:
    text = lines(ROSTER, roster_row(1), roster_row(2, 领款人姓名="张\0三"), roster_row(3))
    (folder / "名册.csv").write_bytes(text.encode())


def zeros(folder: Path) -> None:
    (folder / "名册.csv").write_bytes(b"\0" * 100_000)


def binary_junk(folder: Path) -> None:
    (folder / "名册.csv").write_bytes(bytes(range(256)) * 400)


def endless_line(folder: Path) -> None:
    long = lines(roster_row(2, 领款人姓名="张" * 700_000))
    (folder / "名册.csv").write_text(lines(ROSTER, roster_row(1)) + long + lines(roster_row(3)), encoding="utf-8")


def no_line_break_at_all(folder: Path) -> None:
    (folder / "名册.csv").write_bytes(b"x" * 3_000_000)


def too_few_cells(folder: Path) -> None:
    write_text(folder / "名册.csv", ROSTER, roster_row(1), roster_row(2)[:5], roster_row(3))


def too_many_cells(folder: Path) -> None:
    write_text(folder / "名册.csv", ROSTER, roster_row(1), [*roster_row(2), "东街,", "3号"], roster_row(3))


def quote_never_closed(folder: Path) -> None:
    write_text(folder / "名册.csv", ROSTER, roster_row(1), roster_row(2, 领款人姓名='"张三'), roster_row(3))


def line_break_in_a_quoted_cell(folder: Path) -> None:
    broken = roster_row(2, 领款人姓名='"张\n三"')
    write_text(folder / "名册.csv", ROSTER, roster_row(1), broken, roster_row(3, 发放金额="五百"))


def bank_file_cut_short(folder: Path) -> None:
    text = lines(PAYMENTS, payment_row(1), payment_row(2)[:3], by="|!")
    (folder / "回单.txt").write_bytes(text.encode("gb18030"))


def million_columns(folder: Path) -> None:
    (folder / "名册.csv").write_text(",".join(ROSTER) + "," * 900_000 + "\n", encoding="utf-8")


def lines_ending_the_old_mac_way(folder: Path) -> None:
    (folder / "名册.csv").write_bytes(GOOD.replace("\n", "\r").replace(",", ";").encode("utf-8-sig"))


def formulas_as_text(folder: Path) -> None:
    evil = '=HYPERLINK("http://example.invalid";"点我")'
    (folder / "死亡.csv").write_text(f"姓名;身份证号;死亡日期\n'{evil.replace(';', '')};{death_row(1)[1]};2026-10-03\n")


def old_mac_and_quotes(folder: Path) -> None:
    quoted = [[f'"{cell}"' for cell in row] for row in (DEATHS, death_row(1), death_row(2, 死亡日期="不知道"))]
    (folder / "死亡.csv").write_bytes(lines(*quoted).replace("\n", "\r").encode())


CASES = (
    *(empty_file, blank_lines_only, header_only, no_header, header_below_row_eleven, utf16_with_mark),
    *(utf16_without_mark, gb18030_with_rare_character, one_line_in_another_encoding, utf8_line_in_gb18030),
    *(nul_in_a_row, zeros, binary_junk, endless_line, no_line_break_at_all, too_few_cells, too_many_cells),
    *(quote_never_closed, line_break_in_a_quoted_cell, bank_file_cut_short, million_columns),
    *(lines_ending_the_old_mac_way, formulas_as_text, old_mac_and_quotes),
)
