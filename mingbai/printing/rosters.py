"""花名表 and 汇总表 of a roster, from its lines and from how they differ from last month's (R-706)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from mingbai.kernel.masks import mask_account, mask_name
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.refused import Refused
from mingbai.papers import RosterEntry, RosterList, RosterSummary, SummaryRow
from mingbai.people.queries import accounts, hints, households
from mingbai.printing.places import place_names, title_of
from mingbai.printing.printed import Printed
from mingbai.rosters.queries import Difference, difference, lines, roster
from mingbai.rosters.states import CHANGES, Change

INSTALMENT = "补发"


def roster_papers(roster_id: int, *, at: datetime) -> dict[str, Printed]:
    """Return a roster's papers by file name: a list for each programme, and the summary; raise Refused if unseen."""
    found = roster(roster_id)
    if found is None:
        raise Refused(f"您的辖区内没有编号为{roster_id}的名册。", f"There is no roster {roster_id} in your division.")
    month, place = Month.parse(found.month), Region(found.region)
    names = place_names(place, day_of(at))
    title = names.get(found.region, found.region)
    entries = _entries(roster_id, names)
    stem = f"{found.region}-{month}-{found.number}"
    number = f"{title}〔{month.year}〕{month.month:02d}-{found.number}"
    papers = {
        f"花名表-{stem}-{programme}": Printed(
            RosterList(
                office=title, number=f"{number}-{programme}", made_at=at, place=title, programme=title_of(programme),
                month=month, entries=here, total_fen=sum(entry.amount_fen for entry in here),
            ),
            f"{roster_id}/{programme}", found.region, month,
        )
        for programme, here in sorted(entries.items())
    }  # fmt: skip
    rows = _summary(title, difference(roster_id), entries)
    summary = RosterSummary(
        office=title, number=f"{number}-汇总", made_at=at, place=title, month=month, rows=rows,
        total_fen=found.total_fen,
    )  # fmt: skip
    return {**papers, f"汇总表-{stem}": Printed(summary, str(roster_id), found.region, month)}


def _entries(roster_id: int, names: Mapping[str, str]) -> dict[str, list[RosterEntry]]:
    """Return the entries of each programme in the order of villages and households."""
    rows = list(lines(roster_id))
    homes = households({row.household_id for row in rows})
    masked = hints({row.payee_id for row in rows})
    paid_to = accounts({row.account_id for row in rows})
    found: dict[str, list[RosterEntry]] = {}
    for row in sorted(rows, key=lambda row: (row.region, homes[row.household_id].number, row.pk)):
        account = paid_to[row.account_id]
        entry = RosterEntry(
            household=homes[row.household_id].number,
            name=mask_name(row.payee_name),
            id_hint=masked.get(row.payee_id, "--"),
            village=names.get(row.region, row.region),
            kind=title_of(row.programme),
            member_count=row.member_count,
            amount_fen=row.amount_fen,
            bank=account.bank,
            account_hint=mask_account(account.number_hint),
            change=CHANGES[Change(row.change)][0],
            note=INSTALMENT if row.instalment else "",
        )
        found.setdefault(row.programme, []).append(entry)
    return found


def _summary(
    place: str, differences: Iterable[Difference], entries: Mapping[str, list[RosterEntry]]
) -> list[SummaryRow]:
    rows = []
    told = list(differences)
    for programme in sorted({one.programme for one in told} | set(entries)):
        here = [one for one in told if one.programme == programme]
        moved = {change: sum(one.now_fen - one.before_fen for one in here if one.change is change) for change in Change}
        paid = entries.get(programme, [])
        rows.append(
            SummaryRow(
                place=place,
                programme=title_of(programme),
                before_households=sum(one.before_fen > 0 for one in here),
                before_fen=sum(one.before_fen for one in here),
                new_fen=moved[Change.NEW],
                raised_fen=moved[Change.RAISE],
                lowered_fen=-moved[Change.LOWER],
                stopped_fen=-moved[Change.STOP],
                households=len(paid),
                people=sum(entry.member_count for entry in paid),
                amount_fen=sum(entry.amount_fen for entry in paid),
            )
        )
    return rows
