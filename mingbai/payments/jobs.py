"""Jobs of payments: what was ordered leaves when witnesses are back, what was lost appears, what is paid is known."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from mingbai.config.jobs import job
from mingbai.evidence.installation import installed_policy
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.payments.actions import hand_over_lost, outbox_folder, send_as_ordered
from mingbai.payments.models import Payment
from mingbai.payments.states import State
from mingbai.rosters.models import RosterLine
from mingbai.rosters.queries import rosters
from mingbai.rosters.states import State as RosterState
from mingbai.standards.deadlines import Due
from mingbai.standards.reminding import done_when


@job("payments.send_as_ordered", every_s=60, own_transactions=True)
def send(*, at: datetime) -> None:
    """Send the sealed files whose sender ordered it and which enough witnesses have cosigned by now."""
    send_as_ordered(outbox=outbox_folder(), policy=installed_policy(), at=at)


@job("payments.hand_over_lost", every_s=300, own_transactions=True)
def hand_over(*, at: datetime) -> None:
    """Put into the outbox what the books have on its way and whose sender was killed before it appeared."""
    hand_over_lost(outbox=outbox_folder(), at=at)


def is_paid(region: Region, month: Month) -> bool:
    """Return whether all rosters of a month are released and the money of every line on them has arrived."""
    made = set(rosters(region, month).values_list("state", flat=True))
    arrived = Payment.objects.filter(line_id=OuterRef("id"), state=State.SETTLED)
    lines = RosterLine.objects.filter(roster__in=rosters(region, month), live=True)
    return made == {RosterState.RELEASED} and not lines.exclude(Exists(arrived)).exists()


done_when(Due.PAYMENT, is_paid)
