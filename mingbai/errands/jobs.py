"""The jobs of this stage: an errand is done, one heavy one at a time; old ones are forgotten every night."""

from datetime import datetime

from mingbai.config.jobs import job
from mingbai.errands import actions


@job("errands.perform", heavy=True, own_transactions=True)
def perform(*, errand_id: int, at: datetime) -> None:
    """Do what an officer asked for."""
    actions.perform(errand_id=errand_id, at=at)


@job("errands.nightly", daily="02:20")
def nightly(*, at: datetime) -> None:
    """Forget what was kept for 30 days."""
    actions.forget_old(at=at)
