"""What somebody looked at, or took away: kept before it is shown."""

from datetime import datetime

from mingbai.access.models import Look
from mingbai.offices.actor import Actor


def note_look(
    *,
    page: str,
    by: Actor,
    at: datetime,
    address: str | None = None,
    subject: str = "",
    reason: str = "",
    rows: int = 1,
    is_export: bool = False,
) -> None:
    """Keep that an officer was shown something personal on a page, or exported it with so many rows (R-1505)."""
    Look.objects.create(
        officer_id=by.id, post=by.post_id, region=by.region.code, at=at, address=address, page=page, subject=subject,
        reason=reason, rows=rows, is_export=is_export,
    )  # fmt: skip
