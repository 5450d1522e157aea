"""What a hit came to, once somebody has looked (R-903)."""

from datetime import datetime

from mingbai.evidence.actions import record
from mingbai.offices.actor import Actor
from mingbai.offices.roles import Role
from mingbai.sources.actions.acting import acting, allow_
from mingbai.sources.models import Disposal, Hit, Outcome
from mingbai.sources.refused import Unknown

VERIFIES = frozenset({Role.HANDLER, Role.REVIEWER})


def dispose_hit(*, hit_id: int, outcome: Outcome, reason: str, by: Actor, at: datetime) -> int:
    """Write down what a hit came to: overpaid, omitted, nothing, not to be verified; once, with the reason."""
    with acting(by):
        allow_(by, VERIFIES, ("处置比对命中", "dispose of a hit"), at)
        hit = Hit.objects.filter(pk=hit_id).first()
        if hit is None:
            raise Unknown(f"没有编号为{hit_id}的命中。", f"There is no hit {hit_id}.")
        made = Disposal.objects.create(
            region=hit.region, hit=hit, outcome=outcome.value, reason=reason.strip(), made_by_id=by.id, made_at=at
        )
        record(type="sources.disposed", rows=[made], by=by, at=at)
        return made.pk
