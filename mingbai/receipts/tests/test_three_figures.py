"""三套数, from the awards to the bank and back: a month in which much happened, equal to the fen in every list."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from mingbai.config.guards import NATION, scope
from mingbai.config.testing import Base
from mingbai.offices.actor import working_as
from mingbai.offices.tests.places import COUNTY, TOWN
from mingbai.payments.models import Payment
from mingbai.payments.tests import world as paying
from mingbai.prechecks import actions as prechecks
from mingbai.prechecks import queries as checked
from mingbai.prechecks.tests.world import Desk, desk_of, sealed
from mingbai.receipts import queries
from mingbai.receipts.acting import ask
from mingbai.receipts.queries.figures import Figures, read_statistics
from mingbai.receipts.tests import world as receiving
from mingbai.receipts.tests.test_month import again
from mingbai.receipts.tests.world import Month, listed
from mingbai.rosters import actions as rosters
from mingbai.rosters.states import Why
from mingbai.rosters.tests.world import AMOUNT, NOVEMBER, SEPTEMBER, awarded, decided, staff

LINES, MEMBERS, RAISED = 12, 2, 60_000
DUE = LINES * AMOUNT + 2 * (RAISED - AMOUNT)  # one line is corrected before it is paid, one raised and made up for
PAY_ON, AT, ANSWERED = date(2026, 11, 10), datetime(2026, 11, 9, 2, tzinfo=UTC), datetime(2026, 11, 20, 2, tzinfo=UTC)


@pytest.fixture
def month(
    base: Base, fresh_desk: str, tmp_path: Path, policy: Any, settle: Any, monkeypatch: pytest.MonkeyPatch
) -> Month:
    """Send a month to the bank: a roster with a line corrected, one held and one moved away, and two supplements."""
    for world in (paying, receiving):
        monkeypatch.setattr(world, "OCTOBER", NOVEMBER)
        monkeypatch.setattr(world, "PAY_ON", PAY_ON)
    monkeypatch.setattr(paying, "AT", AT)
    with scope(NATION):
        who = staff()
        desk = desk_of(monkeypatch, who, awarded(LINES, month=SEPTEMBER, members=MEMBERS))
        every = [first_roster(desk), *supplements(desk)]
    monkeypatch.setattr(paying, "found_county", lambda: who.county)
    county = paying.county("csv", planned_fen=DUE)
    listed("close_month", county.reviewer, county.leader)
    listed("pay_out", county.teller, county.approver)
    (outbox := tmp_path / "outbox").mkdir()
    files = [file for roster in every for file in county.sent(roster, outbox, policy, settle)]
    return Month(county, files, tmp_path, at=ANSWERED)


def first_roster(desk: Desk) -> int:
    """Correct the second line, move the third away, hold the first, and release the others."""
    decided(desk.awards[1], "raise", "corrected", RAISED, members=MEMBERS)
    first, second, third = (desk.line(place) for place in range(3))
    for line, why in ((second, Why.CORRECTED), (third, Why.MOVED)):
        asked = rosters.ask_departure(
            line_id=line.pk, why=why, reason="待核", by=desk.staff.handler, at=desk.later(minutes=1)
        )
        rosters.agree_departure(departure_id=asked, by=desk.staff.reviewer, at=desk.later(minutes=1))
    desk.died(first.payee_id, date(2026, 9, 30))
    desk.checked()
    prechecks.hold(hold_id=desk.question().pk, reason="待入户", by=desk.staff.reviewer, at=desk.later(minutes=1))
    return released(desk)


def supplements(desk: Desk) -> list[int]:
    """Pay back what was held until nobody decided; make up for the line moved and for a raise that reaches back."""
    assert prechecks.expire_holds(region=TOWN, at=desk.later(days=14)) == 1
    back = prechecks.pay_back(township=TOWN, month=NOVEMBER, by=desk.staff.handler, at=desk.at)
    decided(desk.awards[3], "raise", "standard", RAISED, members=MEMBERS, at=desk.at)
    more = rosters.derive_supplement(township=TOWN, month=NOVEMBER, by=desk.staff.handler, at=desk.later(hours=1))
    done = []
    for roster in (back, more):
        desk.roster = sealed(desk.staff, roster, desk.at)
        desk.checked()
        for doubt in checked.questions(roster):
            prechecks.decline(hold_id=doubt.pk, reason="本人健在", by=desk.staff.reviewer, at=desk.later(minutes=1))
        done.append(released(desk))
    return done


def released(desk: Desk) -> int:
    desk.asked()
    desk.released()
    return desk.roster.pk


def paid_at_last(month: Month, policy: Any, settle: Any) -> None:
    """Have the bank reject one payment and send one back, and pay both at the second attempt."""
    month.allotted()
    month.delivered(*month.bank_says("csv", failed=1, returned=1))
    month.matched()
    month.taken_back()
    with working_as(month.county.reviewer):
        failed = list(Payment.objects.filter(state__in=["rejected", "returned"]).values_list("pk", flat=True))
    assert len(failed) == 2
    again(month, failed, policy, settle)
    month.delivered(*month.bank_says("csv"))
    month.matched()


@pytest.mark.slow
@pytest.mark.requirement("R-720")
@pytest.mark.requirement("R-1507")
def test_statistics_equal_rosters_payments_and_receipts_to_the_fen_after_a_month_in_which_much_happened(
    base: Base, fresh_desk: str, month: Month, policy: Any, settle: Any
) -> None:
    reviewer, path = month.county.reviewer, month.folder / "statistics.csv"
    paid_at_last(month, policy, settle)
    with working_as(reviewer):
        reported = queries.export_statistics(COUNTY, NOVEMBER, path)
        assert queries.differing_figures(COUNTY, NOVEMBER, read_statistics(path)) == {}
        kinds = dict(ask("SELECT kind, count(*) FROM rosters_roster WHERE state = 'released' GROUP BY kind"))
        states = dict(ask("SELECT state, count(*) FROM payments_payment GROUP BY state"))
    (row,) = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
    assert (row["救助项目"], row["户数"], row["人数"]) == ("dibao_rural", str(LINES + 1), str((LINES + 1) * MEMBERS))
    assert (kinds, states) == ({"regular": 1, "supplementary": 2}, {"settled": LINES + 1, "rejected": 1, "returned": 1})
    assert every_sum(base, fresh_desk) == {"rosters": DUE, "payments": DUE, "receipts": DUE, "books": DUE}
    assert reported["dibao_rural"].fen == DUE
    assert row["金额（元）"] == f"{DUE // 100}.{DUE % 100:02}"
    a_fen_more_is_named(base, fresh_desk, month, path, reported["dibao_rural"])


SUMS = {
    "rosters": "SELECT sum(amount_fen) FROM rosters_rosterline AS line JOIN rosters_roster AS roster"
    " ON roster.id = line.roster_id WHERE line.live AND roster.state = 'released'",
    "payments": "SELECT sum(amount_fen) FROM payments_payment WHERE state = 'settled'",
    "receipts": "SELECT sum(amount_fen) FILTER (WHERE status = 'paid') - sum(amount_fen) FILTER (WHERE status ="
    " 'returned') FROM receipts_entry WHERE state <> 'repeated'",
    "books": "SELECT sum(amount_fen) FROM receipts_match WHERE is_live",
}


def every_sum(base: Base, database: str) -> dict[str, int]:
    """Return what each list adds up to, asked of its table and not by the queries under test."""
    with base.administrator(database) as admin:
        return {name: int(str(total)) for name, sql in SUMS.items() for (total,) in admin.execute(sql).fetchall()}


def a_fen_more_is_named(base: Base, database: str, month: Month, path: Path, right: Figures) -> None:
    """See that one fen more in any of the lists is named, with the list that has it."""
    wrong, text = replace(right, fen=right.fen + 1), path.read_text(encoding="utf-8-sig")
    path.write_text(text.replace(f"{DUE // 100}.{DUE % 100:02}", f"{DUE // 100}.{DUE % 100 + 1:02}"), "utf-8-sig")
    assert told(month, path) == (right, wrong, right)
    path.write_text(text, encoding="utf-8-sig")
    assert told(month, path) is None
    assert altered(base, database, "rosters_rosterline", lambda: told(month, path)) == (wrong, right, right)
    assert altered(base, database, "receipts_entry", lambda: told(month, path)) == (right, right, wrong)
    assert told(month, path) is None


def told(month: Month, path: Path) -> tuple[Figures | None, ...] | None:
    """Return the three figures where they differ: business, statistics, payment."""
    with working_as(month.county.reviewer):
        return queries.differing_figures(COUNTY, NOVEMBER, read_statistics(path)).get("dibao_rural")


KEYS = {"rosters_rosterline": "line_id", "receipts_entry": "entry_id"}  # of what is matched


def altered(base: Base, database: str, table: str, look: Callable[[], Any]) -> Any:
    """Return what is seen while one amount of a table is a fen more, as whoever holds the database could make it."""
    which = f"id = (SELECT {KEYS[table]} FROM receipts_match WHERE is_live ORDER BY id LIMIT 1)"
    with base.administrator(database) as admin:
        admin.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        admin.execute(f"UPDATE {table} SET amount_fen = amount_fen + 1 WHERE {which}")
        seen = look()
        admin.execute(f"UPDATE {table} SET amount_fen = amount_fen - 1 WHERE {which}")
    return seen
