"""Files meant to exhaust a machine are answered within bounds of memory and time, in a process that has no more."""

import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mingbai.files.tests.made import ROSTER, lines, roster_row, workbook, write_text

ADDRESSES_BYTES = 6_000_000_000  # allocators reserve far more than they use
MEMORY_BYTES = 1_200_000_000
SECONDS = 60  # of processor time
COUNT = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({addresses}, {addresses}))
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
from pathlib import Path
import duckdb
from mingbai.files.inbox import open_folder
from mingbai.kernel.month import Month
with duckdb.connect(config={{"threads": 2, "memory_limit": "500MB"}}) as con:
    inbox = open_folder(con, Path(sys.argv[1]), month=Month(2026, 11), scratch=Path(sys.argv[2]))
peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) * 1024
assert peak <= {memory}, peak  # ru_maxrss would begin with the parent's: it is kept over exec
print(sum(part.rows for part in inbox.parts), *sorted({{problem.code for problem in inbox.problems}}))
"""
ROW = b'<row r="%d">' + b"".join(b'<c r="%c%%d" s="1"/>' % letter for letter in b"ABCDEFGH") + b"</row>"


def sheet_of(folder: Path, rows: Iterator[bytes]) -> None:
    """Write a workbook whose sheet is made row by row."""
    (folder / "plain.xlsx").write_bytes(workbook(("一", [ROSTER])))
    with zipfile.ZipFile(folder / "plain.xlsx") as old, zipfile.ZipFile(folder / "名册.xlsx", "w", 8) as new:
        for name in old.namelist():
            if not name.endswith("sheet1.xml"):
                new.writestr(name, old.read(name))
        with new.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
            part.writelines(rows)
            part.write(b"</sheetData></worksheet>")
    (folder / "plain.xlsx").unlink()


def header() -> bytes:
    cells = zip("ABCDEFGH", ROSTER, strict=True)
    inline = "".join(f'<c r="{at}1" t="inlineStr"><is><t>{text}</t></is></c>' for at, text in cells)
    return f'<row r="1">{inline}</row>'.encode()


def million_empty_rows(folder: Path) -> None:
    """Every row of a sheet holds styled cells and nothing in them."""
    sheet_of(folder, (header() if number == 1 else ROW % ((number,) * 9) for number in range(1, 1_048_577)))


def line_of_100_megabytes(folder: Path) -> None:
    text = lines(ROSTER, roster_row(1)).encode() + b"x" * 100_000_000 + b"\n" + lines(roster_row(2)).encode()
    (folder / "名册.csv").write_bytes(text)


def quotes_that_never_close(folder: Path) -> None:
    (folder / "名册.csv").write_bytes(lines(ROSTER).encode() + b'"\n' + b"a,b\n" * 1_000_000)


def million_broken_rows(folder: Path) -> None:
    (folder / "名册.csv").write_bytes(lines(ROSTER).encode() + lines(roster_row(1)[:5]).encode() * 1_000_000)


def totals_without_end(folder: Path) -> None:
    write_text(folder / "名册.csv", ROSTER, *[["小计", *[""] * 6, "1"]] * 100_000)


def page_of_open_tags(folder: Path) -> None:
    (folder / "名册.xls").write_bytes(b"<html><table>" + b"<tr><td>" * 500_000 + b"<" * 5_000_000)


def ten_thousand_files(folder: Path) -> None:
    for number in range(10_000):
        write_text(folder / f"{number}.csv", ROSTER, roster_row(number))


def archive_of_archives(folder: Path) -> None:
    """A hundred members of a hundred megabytes of zeros each, packed to nothing."""
    with zipfile.ZipFile(folder / "名册.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(100):
            with archive.open(f"{number}.csv", "w") as member:
                for _ in range(100 if number < 2 else 1):
                    member.write(bytes(1_000_000))


def old_workbook_with_far_corners(folder: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    page = book.add_sheet("一")
    page.write(0, 0, "姓名")
    page.write(65_535, 255, "x")
    book.save(str(folder / "名册.xls"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "answer"),
    [
        (million_empty_rows, "0 no_rows"),
        (line_of_100_megabytes, "3"),
        (quotes_that_never_close, "1000001"),
        (million_broken_rows, "1000000"),
        (totals_without_end, "0 more_totals_differ no_rows total_differs"),
        (page_of_open_tags, "0 unknown_table"),
        (ten_thousand_files, "10000"),
        (archive_of_archives, "0 bomb not_text same_file"),
        (old_workbook_with_far_corners, "0 missing_columns"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_it_is_answered_within_bounds(make: Callable[[Path], None], answer: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "scratch").mkdir()
    make(tmp_path / "folder")
    script = COUNT.format(addresses=ADDRESSES_BYTES, memory=MEMORY_BYTES, seconds=SECONDS)
    command = [sys.executable, "-c", script, str(tmp_path / "folder"), str(tmp_path / "scratch")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, answer), done.stderr[-2_000:]
