"""核对一致性签字单, from a month's three lists, its differences and the signatures under its closing (R-718)."""

from datetime import datetime

from mingbai.kernel.masks import mask_name
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.kinds import Kind
from mingbai.offices.queries import officer_names
from mingbai.offices.refused import Refused
from mingbai.papers import Agreement, Compared, Difference, Signature
from mingbai.people.queries import households
from mingbai.printing.places import office_name, place_name, title_of
from mingbai.printing.printed import Printed, signed, without_numbers
from mingbai.receipts.matching import KINDS, Source
from mingbai.receipts.matching import Kind as Wrong
from mingbai.receipts.matching.difference import SOURCES
from mingbai.receipts.queries import (
    Listed,
    appropriated,
    differences,
    last_closing,
    month_digest,
    signatures,
    three_figures,
)
from mingbai.receipts.states import ItemState, Sign

STEPS = {
    Sign.PREPARED: Signature("民政经办人", "Prepared by"),
    Sign.CHECKED: Signature("民政复核人", "Checked by"),
    Sign.FUNDED: Signature("财政确认人", "For finance"),
    Sign.CLOSED: Signature("民政分管负责人", "Closed by"),
}
STATES = {
    ItemState.OPEN: "待说明",
    ItemState.ANSWERED: "已说明，待认可",
    ItemState.EXPLAINED: "已说明并经认可",
}


def agreement_papers(region: Region, month: Month, *, at: datetime) -> dict[str, Printed]:
    """Return the sheet a month is signed off by, with the signatures it bears; raise Refused before it is matched."""
    compared, listed = _compared(region, month), differences(region, month)
    if not compared:
        raise Refused(
            f"{month}没有已放行的名册，没有可核对的数据。", f"No roster of {month} was released: nothing is compared."
        )
    if not listed and not all(one.is_equal for one in compared):
        raise Refused(
            f"{month}还没有核对到底：三方数字不一致，又没有登记差异。请先办理 mingbai receipts match，再打印签字单。",
            f"{month} was not matched to the end: the figures differ and no difference is entered. "
            "Match it by mingbai receipts match, then print the sheet.",
        )
    on = day_of(at)
    office, closing = place_name(region, on), last_closing(region, month)
    paper = Agreement(
        office=office, number=f"{region}-{month}-核对", made_at=at, signatures=_signatures(region, month), place=office,
        finance=office_name(region, Kind.FINANCE, on), month=month, compared=compared,
        differences=_differences(listed), digest=closing.digest if closing else month_digest(region, month),
    )  # fmt: skip
    return {f"核对签字单-{region}-{month}": Printed(paper, f"{region}/{month}", region.code, month)}


def _compared(region: Region, month: Month) -> list[Compared]:
    business, paid = three_figures(region, month)
    given = appropriated(region, month)
    nothing = (0, 0)
    return [
        Compared(
            title_of(name),
            (business[name].lines, business[name].fen) if name in business else nothing,
            given.get(name, nothing),
            (paid[name].lines, paid[name].fen) if name in paid else nothing,
        )
        for name in sorted({*business, *given, *paid})
    ]


def _signatures(region: Region, month: Month) -> tuple[Signature, ...]:
    made = {Sign(one.step): one for one in signatures(region, month)}
    names = officer_names(one.by for one in made.values())
    return tuple(
        signed(place, made[step].by, made[step].at, names) if step in made else place for step, place in STEPS.items()
    )


def _differences(listed: list[Listed]) -> list[Difference]:
    homes = households({home for one in listed for home in one.households})
    return [
        Difference(
            household="、".join(homes[home].number for home in one.households if home in homes) or "--",
            name="、".join(map(mask_name, one.names)) or "--",
            approved_fen=one.approved_fen,
            appropriated_fen=one.appropriated_fen,
            paid_fen=one.paid_fen,
            reason=_reason(one),
        )
        for one in listed
    ]


def _reason(one: Listed) -> str:
    item = one.item
    what = f"{SOURCES[Source(item.source)][0]}{KINDS[Wrong(item.kind)].title}"
    answer = f"：{without_numbers(item.answer)}" if item.answer else ""
    return f"{what}{answer}（{STATES[ItemState(item.state)]}）"
