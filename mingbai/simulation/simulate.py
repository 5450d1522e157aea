"""Makes a whole place: county by county, part by part, in bounded memory; the same seed gives the same bytes."""

import json
import os
from collections.abc import Callable, Generator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from mingbai.files.writing.folder import appearing_folder
from mingbai.kernel.month import Month
from mingbai.simulation.county import County
from mingbai.simulation.key import Expected, write_key
from mingbai.simulation.place import Place, place
from mingbai.simulation.sizes import SIZES, Size
from mingbai.simulation.writers import people, plain

MOST_HISTORY = 12
Report = Callable[[int, int], None]  # counties done, counties in all


class FolderInUse(FileExistsError):
    """The folder to write to holds something already."""


@dataclass(frozen=True)
class Order:
    """What is to be made."""

    size: Size
    seed: int
    month: Month
    history: int = 1  # months of earlier rosters
    faults: bool = True
    apart: bool = True  # with stories that take a township of their own, which no directory names


@dataclass(frozen=True)
class Made:
    """What was made of one part, or of all."""

    lines: int = 0
    crafted: int = 0
    key: tuple[Expected, ...] = ()

    def __add__(self, other: "Made") -> "Made":
        return Made(self.lines + other.lines, self.crafted + other.crafted, self.key + other.key)


def simulate(order: Order, out: Path, *, jobs: int | None = None, report: Report | None = None) -> Made:
    """
    Make the place in `out`: the lists under `files/`, the answers in `key.csv`, what it is in `place.json`.

    The folder appears whole or not at all; one that exists and is not empty raises FolderInUse.
    """
    assert 0 <= order.history <= MOST_HISTORY, "history is 0 to 12 months"
    if out.exists() and any(out.iterdir()):
        raise FolderInUse(f"{out}")
    with appearing_folder(out) as making:
        return _made(order, making, jobs, report)


def _made(order: Order, into: Path, jobs: int | None, report: Report | None) -> Made:
    (into / "files").mkdir()
    made = Made()
    with closing(parts_made(order, into / "files", jobs)) as parts:
        for done, part in enumerate(parts, 1):
            made += part
            if report:
                report(min(done * order.size.counties_in_a_part, order.size.counties), order.size.counties)
    write_key(made.key, into / "key.csv")
    told = json.dumps(describe(order, made), ensure_ascii=False, indent=2)
    (into / "place.json").write_text(told, encoding="utf-8")
    return made


def describe(order: Order, made: Made) -> dict[str, object]:
    """Return what `place.json` says."""
    return {
        "size": order.size.name,
        "seed": order.seed,
        "month": str(order.month),
        "history": order.history,
        "roster_lines": made.lines,
        "clean_lines": made.lines - made.crafted,
        "faults": sum(row.expectation == "find" for row in made.key),
        "left_alone": sum(row.expectation == "leave" for row in made.key),
    }


def parts_made(order: Order, folder: Path, jobs: int | None) -> Generator[Made, None, None]:
    """Yield each part as it is written; parts are independent, so several are made at once."""
    each, counties = order.size.counties_in_a_part, order.size.counties
    starts = range(0, counties, each)
    jobs = min(jobs or os.cpu_count() or 1, len(starts))
    tasks = [(order, number, range(start, min(start + each, counties)), folder) for number, start in enumerate(starts)]
    if jobs == 1:
        yield from (part_made(*task) for task in tasks)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        try:
            yield from pool.map(part_made, *zip(*tasks, strict=True))
        finally:
            pool.shutdown(cancel_futures=True)  # of parts not begun, where somebody interrupts


def part_made(order: Order, number: int, counties: range, folder: Path) -> Made:
    """Write the counties of one part and return what they hold."""
    made = Made()
    if order.size.as_people_send_them:
        for index in counties:
            county = place(stage(order, index))
            people.write(county, folder)
            made += counted(county)
        return made
    with (plain.Csv if order.size.form == "csv" else plain.Parquet)(folder, number) as file:
        for index in counties:
            county = place(stage(order, index))
            file.write(county)
            made += counted(county)
    return made


def stage(order: Order, index: int) -> County:
    """Return the county of that index."""
    return County(order.size, index, order.seed, order.month, order.history, order.faults, order.apart)


def counted(county: Place) -> Made:
    """Return what one county adds."""
    return Made(county.lines, county.crafted, tuple(county.key))


__all__ = ["SIZES", "FolderInUse", "Made", "Order", "simulate"]
