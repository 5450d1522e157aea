"""统计数: what the statistics system holds of a month is entered here, to be compared with business and payment."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from mingbai.evidence.actions import record
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.receipts.acting import acting, permit
from mingbai.receipts.models import ReportedFigure
from mingbai.receipts.queries.figures import Table, read_statistics
from mingbai.receipts.states import REPORT


def enter_statistics(*, region: Region, month: Month, path: Path, by: Actor, at: datetime) -> Table:
    """Enter a month's figures from a file as statistics give them back; return them. What was entered before stays."""
    with acting():
        permit(REPORT, region, by, at)
        digest, told = sha256(path.read_bytes()).hexdigest(), read_statistics(path)
        made = ReportedFigure.objects.bulk_create(
            ReportedFigure(
                region=region.code, month=month.first_on, programme=programme, **vars(figures), file_sha256=digest,
                made_by=by.id, made_at=at,
            )
            for programme, figures in told.items()
        )  # fmt: skip
        record(type="receipts.statistics_entered", rows=made, by=by, at=at)
        return told
