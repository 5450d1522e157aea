"""What the machine does for inspections: a policy that was approved is in place, whatever stopped in between."""

import logging
from datetime import datetime

from mingbai.config.jobs import job
from mingbai.evidence.installation import PolicyUseless
from mingbai.inspections.policies import put_right

log = logging.getLogger("mingbai.inspections")


@job("inspections.policy", every_s=60)
def policy_in_place(*, at: datetime) -> None:
    """Put the approved policy in place where another stands; say so, and why where it cannot be."""
    try:
        if one := put_right(at=at):
            log.warning("Policy %s was approved and not in place: put in force now.", one.pk)
    except PolicyUseless as error:
        log.error("The approved policy may no longer be put in force, the former one counts on: %s", error.en)
