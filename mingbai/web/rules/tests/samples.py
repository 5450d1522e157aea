"""A replay as its page shows it: three months, some confirmed then, one month no longer kept."""

from datetime import UTC, datetime

from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.replays.comparing import Compared, Count
from mingbai.replays.models import Replay
from mingbai.web.tests.seats import Seats

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
OCTOBER = Compared(
    then=Count(9, 3, 4, 2, 186_000),
    now=Count(6, 2, 1, 3, 124_000),
    more=Count(1, 0, 0, 1),
    less=Count(4, 1, 3, 0, 62_000),
)
QUIET = Compared(Count(4, 1, 2, 1, 31_000), Count(3, 1, 1, 1, 31_000), Count(), Count(1, 0, 1, 0))


def tried(seats: Seats) -> Replay:
    """Return a draft that would raise the persons an account may be for."""
    handler = seats.actors[Kind.CIVIL_AFFAIRS, Role.HANDLER]
    months = [("2026-08", QUIET), ("2026-09", QUIET), ("2026-10", OCTOBER)]
    gone = {"month": "2026-07", "zh": "封存的数据已按保存期限删除。", "en": "Its sealed data is no longer kept."}
    return Replay.objects.create(
        region=COUNTY.code, rule_ids=["RK-301"], key="rk301_persons_per_account", value=4,
        months=[
            {"month": month, "check": number, "rules": {"RK-301": one.as_json()}}
            for number, (month, one) in enumerate(months, 1)
        ],
        left_out=[gone], outcome={"RK-301": (QUIET + QUIET + OCTOBER).as_json()}, versions={"RK-301": 1},
        state="draft", made_by_id=handler.id, made_at=AT,
    )  # fmt: skip
