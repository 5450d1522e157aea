"""What statistics report of a month is entered by civil affairs, kept as it was, and held to be figures."""

from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from mingbai.config.guards import scope
from mingbai.offices.actor import working_as
from mingbai.offices.refused import Refused
from mingbai.offices.tests.places import COUNTY
from mingbai.payments.tests.world import AT, OCTOBER, county
from mingbai.receipts import actions
from mingbai.receipts.models import ReportedFigure
from mingbai.receipts.queries.figures import HEADER, Figures

GOOD: dict[str, Any] = {
    "region": COUNTY.code, "month": OCTOBER.first_on, "programme": "dibao_rural", "lines": 1, "persons": 2, "fen": 3,
    "file_sha256": "a" * 64, "made_by": 1, "made_at": AT,
}  # fmt: skip


@pytest.mark.requirement("R-720")
def test_a_file_of_statistics_is_entered_by_civil_affairs_alone_and_stays(fresh_desk: str, tmp_path: Path) -> None:
    made, path = county(planned_fen=0), tmp_path / "tj.csv"
    path.write_text(",".join(HEADER) + "\n999901,2026-10,dibao_rural,12,13,7200.00\n", encoding="utf-8-sig")
    with working_as(made.asker), pytest.raises(Refused):
        actions.enter_statistics(region=COUNTY, month=OCTOBER, path=path, by=made.asker, at=AT)
    with working_as(made.handler):
        told = actions.enter_statistics(region=COUNTY, month=OCTOBER, path=path, by=made.handler, at=AT)
        assert told == {"dibao_rural": Figures(12, 13, 720_000)}
        with pytest.raises(DatabaseError), transaction.atomic():
            ReportedFigure.objects.update(fen=1)
        assert ReportedFigure.objects.get().fen == 720_000


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"month": OCTOBER.last_on}, "receipts_reported_month_is_its_first_day"),
        ({"programme": ""}, "receipts_reported_of_a_file"),
        ({"file_sha256": "x"}, "receipts_reported_of_a_file"),
        ({"fen": -1}, "receipts_reported_nothing_below_none"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_what_is_no_figure_of_a_file_is_refused(wrong: dict[str, Any], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), scope(COUNTY):
        ReportedFigure.objects.create(**GOOD | wrong)
