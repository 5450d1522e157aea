"""Who acts: an officer in one post, as later stages take it for `by=`; a number and never a name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from mingbai.config.guards import scope
from mingbai.evidence.actions import at_work
from mingbai.kernel.region import Region
from mingbai.offices.attempts import attempts_kept
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import ROLES, Role


@dataclass(frozen=True)
class Actor:
    """An officer acting in one post, hence for one organisation, in one role, in one division (R-001)."""

    id: int  # the officer's
    post_id: int
    organisation_id: int
    party: Kind
    role: Role
    region: Region

    def may_read(self, stage: str) -> bool:
        """Return whether the post may read a stage's records: finance and audit read the same ones as we (R-012)."""
        return stage in ROLES[self.role].reads


@contextmanager
def working_as(actor: Actor) -> Iterator[None]:
    """Work in one transaction that sees and writes what lies in the division of the actor's post, and nothing else."""
    with at_work(actor), attempts_kept(), scope(actor.region):
        yield
