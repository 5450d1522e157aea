"""What follows once lists were taken in: who confirms what they brought, whether that was done, what still waits."""

from datetime import datetime

from mingbai.imports.following import brought, proposed
from mingbai.imports.following.brought import waiting
from mingbai.imports.following.proposed import undecided
from mingbai.imports.following.words import ACTS, Act, Standing, Step, Waiting
from mingbai.imports.models import Upload
from mingbai.offices.actor import Actor

__all__ = ["ACTS", "Act", "Standing", "Step", "Waiting", "follow", "standing", "undecided", "waiting"]


def standing(upload: Upload) -> list[Standing]:
    """Return where each part of what an upload brought stands."""
    return [*brought.standing(upload), *proposed.standing(upload)]


def follow(*, upload: Upload, name: str, reason: str, by: Actor, at: datetime) -> None:
    """Do what follows; the stage says who may. Raise NotThere where there is nothing of the kind."""
    of = proposed if name in proposed.WAYS else brought
    of.follow(upload=upload, name=name, reason=reason, by=by, at=at)
