"""The folder people send can be read back whole, and the same seed gives the same bytes."""

import tracemalloc
from collections import Counter
from hashlib import sha256
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mingbai.files.inbox import open_folder
from mingbai.kernel.month import Month
from mingbai.simulation.place import Place
from mingbai.simulation.simulate import FolderInUse, Order, simulate
from mingbai.simulation.sizes import SIZES, Size

OCTOBER = Month(2026, 10)
SMALL_PROVINCE = Size("small province", 12, 15, 1_500, 0.3, 0.5, "parquet", 4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("town") / "out"
    simulate(Order(SIZES["town"], 7, OCTOBER), out)
    return out


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    simulate(Order(SIZES["town"], 7, OCTOBER), tmp_path / "again")
    assert digests(tmp_path / "again") == digests(folder)


def test_our_own_reader_finds_every_row_of_every_list(folder: Path, town: Place, tmp_path: Path) -> None:
    with duckdb.connect() as con:
        inbox = open_folder(con, folder / "files", month=OCTOBER, scratch=tmp_path)
        read: Counter[str] = Counter()
        for part in inbox.parts:
            read[part.table] += part.rows
    assert [problem.zh for problem in inbox.problems] == []
    assert read == {name: table.num_rows for name, table in town.tables.items()}


def test_files_come_in_many_forms(folder: Path) -> None:
    files = [path for path in (folder / "files").rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".xlsx", ".csv", ".txt"}
    texts = [path.read_bytes() for path in files if path.suffix == ".csv"]
    assert any(text.startswith(b"\xef\xbb\xbf") for text in texts), "some UTF-8 with a mark"
    assert any(not is_utf8(text) for text in texts), "and some GB18030"


def is_utf8(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def test_the_key_lies_outside_the_folder_to_check(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == ["files", "key.csv", "place.json"]


def test_a_folder_in_use_is_left_as_it_is(folder: Path) -> None:
    before = digests(folder)
    with pytest.raises(FolderInUse):
        simulate(Order(SIZES["town"], 8, OCTOBER), folder)
    assert digests(folder) == before


def test_a_province_is_written_in_parts_that_any_number_of_hands_make_alike(tmp_path: Path) -> None:
    order = Order(SMALL_PROVINCE, 3, OCTOBER)
    one, two = simulate(order, tmp_path / "one", jobs=1), simulate(order, tmp_path / "two", jobs=2)
    assert one == two
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    parts = sorted((tmp_path / "one" / "files" / "发放名册").iterdir())
    assert len(parts) == 3
    assert sum(pq.read_metadata(part).num_rows for part in parts) == one.lines
    assert pq.read_schema(parts[0]).names[0] == "发放月份"


def peak_bytes(counties: int, out: Path) -> int:
    """Return the most memory that Python, numpy and Arrow held together while so many counties were made."""
    usual, pool = pa.default_memory_pool(), pa.proxy_memory_pool(pa.default_memory_pool())
    pa.set_memory_pool(pool)
    tracemalloc.start()
    try:
        simulate(Order(Size("streamed", counties, 15, 1_000, 0.2, 0.5, "parquet", 3), 1, OCTOBER), out, jobs=1)
        return tracemalloc.get_traced_memory()[1] + int(pool.max_memory())
    finally:
        tracemalloc.stop()
        pa.set_memory_pool(usual)


@pytest.mark.slow
def test_a_place_four_times_as_large_needs_no_more_memory(tmp_path: Path) -> None:
    small, large = (peak_bytes(counties, tmp_path / str(counties)) for counties in (6, 24))
    assert large < small * 1.2
