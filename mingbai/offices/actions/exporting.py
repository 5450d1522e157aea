"""The list of responsibilities as a workbook, to be posted and signed; what was handed out is in the log."""

from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from mingbai.evidence.actions import Record, record_contents
from mingbai.files.writing.folder import appearing_file
from mingbai.files.writing.sheets import Sheet, write_workbook
from mingbai.kernel.region import Region
from mingbai.law import named
from mingbai.offices.actor import Actor
from mingbai.offices.queries import responsibility_list, unlisted_steps
from mingbai.offices.refused import OutOfPlace
from mingbai.offices.steps import AREAS

LIST = ("环节", "步骤", "机构", "岗位", "责任人", "工号", "区划代码", "起始日", "终止日", "依据")
GAPS = ("区划代码", "乡镇（街道）", "环节", "步骤", "依据")


def export_list(*, path: Path, region: Region, on: date, by: Actor, at: datetime) -> None:
    """Write who answers for what in a division and below it on a day, and what nobody answers for (R-002, R-003)."""
    if not by.region.contains(region):
        raise OutOfPlace(f"您的岗位管{by.region}，不能导出{region}。", f"Your post is for {by.region}, not {region}.")
    lines = [
        (line.area, line.step, line.organisation, line.title, line.officer, line.number, line.region,
         line.from_on.isoformat(), line.until_on.isoformat() if line.until_on else "", named(line.article, "zh"))
        for line in responsibility_list(region, on)
    ]  # fmt: skip
    gaps = [
        (gap.region, gap.township, AREAS[gap.step.area][0], gap.step.title, named(gap.step.article, "zh"))
        for gap in unlisted_steps(region, on)
    ]
    with appearing_file(path) as unfinished, transaction.atomic():  # recorded before anybody can see it
        write_workbook(unfinished, [Sheet("责任清单", LIST, lines), Sheet("尚无责任人的步骤", GAPS, gaps)])
        content = {
            "file": sha256(unfinished.read_bytes()).hexdigest(),
            "on": on.isoformat(),
            "lines": len(lines),
            "gaps": len(gaps),
        }
        subject = f"offices.list/{region}/{on}"
        record_contents(
            type="offices.exported", records=[Record(subject, content, {"region": region.code})], by=by, at=at
        )
