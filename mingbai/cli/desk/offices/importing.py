"""A whole county's staff from one table, and all that waits approved at once by who has looked at it."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from python_calamine import CalamineError, CalamineWorkbook

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, day, print_json
from mingbai.cli.desk.offices.group import From, app, kind_named, role_named
from mingbai.cli.desk.reading import Unusable
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.misuse import file_there
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from mingbai.offices.staffing import Line

REFUSED = 4  # exit code: some rows were refused
LARGEST_BYTES = 5_000_000
NEEDED = ("机构", "机构类别", "行政区划代码", "姓名", "工号", "岗位")


@app.command("import", cls=Verb, context_settings=HELP)
def import_staff(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", callback=file_there, help=both("人员岗位表，xlsx 或 csv", "xlsx or csv"))
    ],
    post: Post,
    from_on: From = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    按一张表登记机构、人员、岗位和责任步骤；可反复导入，只补缺的。
    Enter offices, officers, posts and steps from a table; again, only what lacks.

    岗位批准后再导入一次，责任分工随之提出。Again after approval, it proposes the steps.
    表头 Columns: 机构 机构类别 行政区划代码 姓名 工号 岗位 [职务] [责任步骤，顿号分隔]
    退出码 Exit codes: 0 全部登记 all entered; 4 有行未登记 rows refused
    例 Example: mingbai offices import 人员岗位表.xlsx --post 1
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.kernel.region import BadRegion
        from mingbai.offices.refused import Refused
        from mingbai.offices.staffing import staff

        lines: list[Line] = []
        wrong: list[tuple[int, Refused]] = []
        for row, cells in rows_of(file):
            try:
                lines.append(_line(row, cells))
            except (Refused, Unusable, BadRegion) as error:
                wrong.append((row, Refused(error.zh, error.en)))
        by, at = acting(post)
        done = staff(lines, from_on=day(from_on), by=by, at=at)
    refused = sorted([*wrong, *done.refused], key=lambda one: one[0])
    if as_json:
        said = {name: value for name, value in vars(done).items() if name != "refused"}
        print_json(said | {"refused": [{"row": row, "zh": why.zh, "en": why.en} for row, why in refused]})
    else:
        print(
            voice.say(
                f"新登记机构 {done.offices} 个、人员 {done.officers} 名，提出任职 {done.posts} 个、责任分工 "
                f"{done.listings} 项；{done.waiting} 个岗位还待批准。",
                f"{done.offices} offices and {done.officers} officers entered, {done.posts} posts and {done.listings} "
                f"listings proposed; {done.waiting} posts still wait.",
            )
        )
        for row, why in refused:
            print(voice.say(f"第 {row} 行未登记：{why.zh}", f"Row {row} was not entered: {why.en}"))
    raise typer.Exit(REFUSED if refused else 0)


@app.command("approve-all", cls=Verb, context_settings=HELP)
def approve_all(post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    批准全部待批准的任职或责任分工；本人提出的和涉及本人的除外。
    Approve every post or listing that waits, as your role may; never your own.

    退出码 Exit codes: 0 全部批准 all; 4 有未批准的 some were not
    例 Example: mingbai offices approve-all --post 2
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actions import approve_listing, approve_post
        from mingbai.offices.queries import posts_in, proposed_listings
        from mingbai.offices.refused import Refused
        from mingbai.offices.roles import Role

        by, at = acting(post)
        approved, left = 0, []
        posts = by.role is Role.SECURITY_ADMINISTRATOR
        waiting = posts_in(by.region, day(None), proposed=True) if posts else proposed_listings(by.region)
        for number in [one.pk for one in waiting]:
            try:
                if posts:
                    approve_post(post_id=number, by=by, at=at)
                else:
                    approve_listing(listing_id=number, by=by, at=at)
                approved += 1
            except Refused as refused:
                left.append((number, refused))
    if as_json:
        print_json({"approved": approved, "left": [{"id": one, "zh": why.zh, "en": why.en} for one, why in left]})
    else:
        print(voice.say(f"已批准 {approved} 项。", f"{approved} approved."))
        for number, why in left:
            print(voice.say(f"编号 {number} 未批准：{why.zh}", f"Number {number} was not: {why.en}"))
    raise typer.Exit(REFUSED if left else 0)


def rows_of(file: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the rows below the header of a workbook's first sheet or of a text, with their numbers in the file."""
    table = [[str(cell).strip() for cell in row] for row in _cells(file)]
    heads = next((number for number, row in enumerate(table) if set(NEEDED) <= set(row)), None)
    if heads is None:
        missing = "、".join(NEEDED)
        raise Unusable(f"{file.name} 里没有这些列：{missing}。", f"{file.name} lacks some of these columns: {missing}.")
    for number, row in enumerate(table[heads + 1 :], heads + 2):
        if any(row):
            yield number, dict(zip(table[heads], row, strict=False))


def _cells(file: Path) -> Sequence[Sequence[object]]:
    if file.stat().st_size > LARGEST_BYTES:
        raise Unusable(f"{file.name} 太大，不像人员岗位表。", f"{file.name} is too large to be a list of staff.")
    content = file.read_bytes()
    if content[:2] == b"PK" or content[:4] == b"\xd0\xcf\x11\xe0":
        try:
            return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        except (CalamineError, IndexError) as error:
            raise Unusable(f"{file.name} 打不开，可能已损坏。", f"{file.name} does not open: is it whole?") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return list(csv.reader(io.StringIO(content.decode(encoding))))
        except UnicodeDecodeError:
            continue
    raise Unusable(f"{file.name} 不是文本或工作簿。", f"{file.name} is neither a text nor a workbook.")


def _line(row: int, cells: Mapping[str, str]) -> "Line":
    from mingbai.kernel.region import Region
    from mingbai.offices.staffing import Line
    from mingbai.offices.steps import STEPS

    empty = [name for name in NEEDED if not cells.get(name)]
    if empty:
        raise Unusable(f"缺少{'、'.join(empty)}。", f"Nothing stands under {', '.join(empty)}.")
    named = {step.title: step.id for step in STEPS.values()} | {step: step for step in STEPS}
    words = [one.strip() for one in cells.get("责任步骤", "").replace(",", "、").replace("，", "、").split("、")]
    unknown = [one for one in words if one and one not in named]
    if unknown:
        raise Unusable(f"没有“{unknown[0]}”这个步骤。", f"There is no step “{unknown[0]}”: {', '.join(STEPS)}.")
    return Line(
        row=row,
        office=cells["机构"],
        kind=kind_named(cells["机构类别"]),
        region=Region.parse(cells["行政区划代码"].removesuffix(".0")),
        officer=cells["姓名"],
        number=cells["工号"].removesuffix(".0"),
        role=role_named(cells["岗位"]),
        title=cells.get("职务", ""),
        steps=tuple(named[one] for one in words if one),
    )
