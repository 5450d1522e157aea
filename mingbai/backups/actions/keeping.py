"""The keys of the desk handed out: sealed by two administrators, one of whom guards secrets and one who audits."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from mingbai.backups.head import fingerprints
from mingbai.backups.keys import keep
from mingbai.backups.models import KeptKeys
from mingbai.backups.queries import sha256_of
from mingbai.evidence.actions import record
from mingbai.offices.actor import Actor
from mingbai.offices.refused import NotYours
from mingbai.offices.roles import Role

KEEPER, WITNESS = Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR


def keep_keys(
    *, path: Path, passphrase: str, needed: int = 0, shares: int = 0, by: Actor, approved_by: Actor, at: datetime
) -> KeptKeys:
    """Seal the keys into a file and record that it was done; of the keys the log has fingerprints only."""
    for who, role in ((by, KEEPER), (approved_by, WITNESS)):
        if who.role is not role:
            raise NotYours("留存密钥", "keep the keys apart", [role])
    keep(path, passphrase)
    with transaction.atomic():
        row = KeptKeys.objects.create(
            sha256=sha256_of(path), keys=fingerprints(), needed=needed, shares=shares, made_by_id=by.id,
            approved_by_id=approved_by.id, made_at=at,
        )  # fmt: skip
        record(type="backups.keys_kept", rows=[row], by=by, at=at)
    return row
