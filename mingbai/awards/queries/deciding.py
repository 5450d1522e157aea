"""Which decision counts on an award in a month: the latest approved version whose month has come."""

from collections.abc import Collection

from django.db.models import Max

from mingbai.awards.models import Decision
from mingbai.kernel.month import Month


def deciding(award_ids: Collection[int], month: Month) -> dict[int, Decision]:
    """Return award → the decision that counts in a month; an award that has not begun is left out."""
    found = Decision.objects.filter(award_id__in=award_ids, state="approved", effective_month__lte=month.first_on)
    return {one.award_id: one for one in found.order_by("award_id", "-version").distinct("award_id")}


def due_fen(word: Decision | None, month: Month) -> int:
    """Return what a decision makes due in a month: nothing where there is none, or where its own term is over."""
    if word is None or (word.until_month and word.until_month < month.first_on):
        return 0
    return word.amount_fen


def newest_version(award_id: int) -> int:
    """Return the number of the latest version of an award, whatever became of it; 0 for none."""
    return Decision.objects.filter(award_id=award_id).aggregate(newest=Max("version"))["newest"] or 0
