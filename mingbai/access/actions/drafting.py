"""Drafts: what was typed is kept while it is typed, and comes back after the session ended, to its writer alone."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction

from mingbai.access.limits import DRAFTS_KEPT
from mingbai.access.models import Draft
from mingbai.evidence.installation import installed_ring
from mingbai.kernel.secrecy import Place, seal

LONGEST = 60_000  # characters a draft may have: a form, not a file


class TooLong(ValueError):
    """A draft is longer than any form."""


def place_of(officer_id: int, form: str) -> Place:
    """Return where a draft is sealed for: to another officer, or another form, it does not open."""
    return Place("access_draft", "sealed", f"{officer_id}/{form}")


def keep_draft(*, officer_id: int, form: str, fields: Mapping[str, Sequence[str]], at: datetime) -> None:
    """Keep what an officer typed into a form so far, in place of what was kept of it before; raise TooLong."""
    text = json.dumps({name: list(values) for name, values in fields.items()}, ensure_ascii=False)
    if len(text) > LONGEST:
        raise TooLong
    sealed = seal(installed_ring(), place_of(officer_id, form), text)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_draft (officer_id, form, sealed, kept_at) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (officer_id, form) DO UPDATE SET sealed = EXCLUDED.sealed, kept_at = EXCLUDED.kept_at",
            [officer_id, form, sealed, at],
        )


def forget_drafts(*, officer_id: int, form: str) -> None:
    """Forget a draft: it was sent."""
    Draft.objects.filter(officer_id=officer_id, form=form).delete()


def forget_old_drafts(*, at: datetime) -> int:
    """Forget drafts nobody came back to; return how many."""
    with transaction.atomic():
        return Draft.objects.filter(kept_at__lt=at - DRAFTS_KEPT).delete()[0]
