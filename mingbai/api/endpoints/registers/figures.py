"""驾驶舱: what a division's month comes to, each figure with the rows it is the sum of; places side by side."""

from datetime import datetime
from urllib.parse import urlencode

from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from mingbai.api.entering import Request, reads
from mingbai.api.shapes import Money, OfMonth, Said
from mingbai.cockpit.queries.history import Sums, age, history
from mingbai.kernel.month import Month

ROSTERS, LISTS, RETURNED, FILES = "rosters", "receipts/month", "payments/returned", "payments/files"
FIGURES = (  # lines, fen, what it is called in Chinese and English, where its rows are
    ("rostered_lines", "rostered_fen", "名册", "on rosters", ROSTERS),
    ("lines", "fen", "已放行", "released", ROSTERS),
    ("arrived_lines", "arrived_fen", "三方一致已到账", "arrived, all three lists agree", LISTS),
    ("unmatched_lines", "unmatched_fen", "银行称已付、尚未核对一致", "paid as the bank says, not matched yet", LISTS),
    ("returned_lines", "returned_fen", "发放失败和退汇", "refused or returned", RETURNED),
    ("on_way_lines", "on_way_fen", "在途", "on their way", FILES),
    ("unsent_lines", "unsent_fen", "未发送", "not sent", FILES),
)
COUNTS = (
    ("persons", "保障人数", "persons"), ("entries", "新增", "new lines"), ("raised", "增发", "raised"),
    ("lowered", "减发", "lowered"), ("exits", "退出", "left"), ("on_time", "按时到账", "arrived in time"),
    ("by_card", "发到本人账户", "into one's own account"),
)  # fmt: skip


class Figure(Schema):
    """One figure: so many lines, so much money, and the address of the rows it is the sum of."""

    name: str
    said: Said
    lines: int
    total: Money
    rows: str = Field(description="明细所在地址 · where its rows are", examples=["/api/v1/rosters?month=2026-11"])


class Count(Schema):
    """One number that is no money, of the lines released."""

    name: str
    said: Said
    count: int
    rows: str


class Place(Schema):
    """What one place of the division comes to."""

    region: str
    figures: list[Figure]
    counts: list[Count]


class Cockpit(Schema):
    """驾驶舱 · a division's month in figures, when they were reckoned, and the places they come from."""

    region: str
    month: str
    reckoned_at: datetime | None
    is_stale: bool = Field(description="有的早于应有的时间，或还没有算 · older than it should be, or missing")
    figures: list[Figure]
    counts: list[Count]
    places: list[Place]


@reads("/cockpit", "cockpit")
def cockpit(request: Request, asked: Query[OfMonth]) -> Cockpit:
    """一个月的主要数字，逐项指明明细在哪里 · a month's figures, each with the address of its rows, place by place"""
    region, month = asked.place(request.actor), asked.when()
    found, kept = history(region, month, months=1), age(region, month, timezone.now())
    return Cockpit(
        region=region.code, month=str(month), reckoned_at=kept.at, is_stale=kept.is_stale,
        figures=_figures(found.now, region.code, month), counts=_counts(found.now, region.code, month),
        places=[
            Place(region=one, figures=_figures(sums, one, month), counts=_counts(sums, one, month))
            for one in found.places
            if (sums := found.at(one, month)) is not None
        ],
    )  # fmt: skip


def _figures(sums: Sums, region: str, month: Month) -> list[Figure]:
    return [
        Figure(
            name=lines.removesuffix("_lines"), said=Said(zh=zh, en=en), lines=getattr(sums, lines),
            total=Money.of(getattr(sums, fen)), rows=_rows(where, region, month),
        )
        for lines, fen, zh, en, where in FIGURES
    ]  # fmt: skip


def _counts(sums: Sums, region: str, month: Month) -> list[Count]:
    return [
        Count(name=name, said=Said(zh=zh, en=en), count=getattr(sums, name), rows=_rows(ROSTERS, region, month))
        for name, zh, en in COUNTS
    ]


def _rows(where: str, region: str, month: Month) -> str:
    return f"/api/v1/{where}?{urlencode({'month': str(month), 'region': region})}"
