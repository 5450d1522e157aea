"""Who people are, what standards say is due and what the bank paid are compared with each other (R-906)."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from mingbai.alerts import actions
from mingbai.alerts.actions import aftermath
from mingbai.alerts.models import TaskFinding
from mingbai.alerts.tests.test_checks import paid
from mingbai.config.guards import NATION, scope
from mingbai.offices.tests.places import COUNTY
from mingbai.prechecks.tests import world
from mingbai.rosters.models import RosterLine
from mingbai.rosters.tests.world import NOVEMBER, awarded, decided

TOO_MUCH = 900_000  # fen a month for one person: far above the county's standard


@pytest.mark.requirement("R-906")
def test_of_four_families_the_side_that_differs_is_named_and_the_fourth_passes(
    desk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scope(NATION):
        monkeypatch.setattr(world, "awarded", one_too_high)
        at = world.desk_with(monkeypatch, 4)
        base, standard, payment, sound = (at.line(place) for place in range(4))
        at.listed(
            "businesses", base.payee_id, enterprise="清水商贸", role="法定代表人", status="存续", capital_fen=10**8
        )
        said = paid(at, 4)
        monkeypatch.setattr(aftermath, "payments", lambda region, month: short(said, 2))
        actions.open_from_check(check_id=at.checked(), at=at.at)
        actions.check_after_payment(region=COUNTY, month=NOVEMBER, at=at.at)
        assert "RK-108" in of(base)
        assert "RK-318" in of(standard)
        assert "RK-312" in of(payment)
        assert of(sound) == set()
        named = [of(line) & {"RK-108", "RK-318", "RK-312"} for line in (base, standard, payment)]
        assert [len(one) for one in named] == [1, 1, 1]


def one_too_high(*given: Any, **more: Any) -> list[int]:
    """Write awards of which the second was raised above what any standard gives."""
    awards = awarded(*given, **more)
    decided(awards[1], "raise", "income_down", TOO_MUCH)
    return awards


def short(said: pa.Table, place: int) -> pa.Table:
    """Return the bank's answer in which one line was paid ten yuan short."""
    less = [1_000 if number == place else 0 for number in range(said.num_rows)]
    return said.set_column(
        said.column_names.index("amount_fen"), "amount_fen", pc.subtract(said["amount_fen"], pa.array(less, pa.int64()))
    )


def of(line: RosterLine) -> set[str]:
    """Return the rules that have something to say of a line's household, but for its account, which no act recorded."""
    found = TaskFinding.objects.filter(task__household_id=line.household_id).exclude(rule_id="RK-507")
    return set(found.values_list("rule_id", flat=True))
