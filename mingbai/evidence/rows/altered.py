"""Which rows of a table are not what was logged of them last: asked of a few that matter now, without the whole log."""

from collections.abc import Collection, Iterator

from django.db.models import Model

from mingbai.evidence.actions import NotEvidenced, erasure_of
from mingbai.evidence.custody import record_keys
from mingbai.evidence.kept import KEPT, Kept, among
from mingbai.evidence.leaves.commitments import record_digest
from mingbai.evidence.models import Act
from mingbai.evidence.rows.lots import said_later, unlike_last_lot
from mingbai.kernel.secrecy import KeyMissing, KeyRing, SealBroken


def altered(ring: KeyRing, model: type[Model], keys: Collection[int]) -> list[str]:
    """
    Return the subjects of these rows that are not as they were logged last, or that no act knows, in order.

    Rows of lots are compared with their digests in the database, all others with their records' keyed digests. Whoever
    cuts the log itself is found by `verify`, not here.
    """
    kept = KEPT.get(model._meta.label_lower)
    if kept is None:
        raise NotEvidenced(model._meta.label_lower)
    if not keys:
        return []
    wanted = {kept.subject(key): key for key in sorted(keys)}
    acts = _last_acts(list(wanted))
    erased = _last_acts([erasure_of(subject) for subject in acts])
    own = {subject: said for subject, said in acts.items() if erased.get(erasure_of(subject), (0,))[0] < said[0]}
    later = said_later(kept, {str(wanted[subject]): act for subject, (act, _) in own.items()})
    own = {subject: said for subject, said in own.items() if str(wanted[subject]) not in later}
    found = set(_changed(ring, kept, own, wanted))
    for key, act in unlike_last_lot(kept, keys).items():
        last, _ = acts.get(kept.subject(key), (-1, ""))
        if last < (0 if act is None else act):
            found.add(kept.subject(key))
    return [subject for subject in wanted if subject in found]


def _changed(ring: KeyRing, kept: Kept, own: dict[str, tuple[int, str]], wanted: dict[str, int]) -> Iterator[str]:
    """Find the rows with acts of their own whose record is not the one that was logged, or whose key is broken."""
    rows = dict(kept.contents([wanted[subject] for subject in own]))
    keys = _keys(ring, [act for act, _ in own.values()])
    for subject, (act, digest) in own.items():
        row, key = rows.get(subject), keys.get(act)
        if row is None or key is None or record_digest(key, row) != digest:
            yield subject


def _keys(ring: KeyRing, acts: list[int]) -> dict[int, bytes]:
    """Return act → the key of its record; one that was tampered with is left out."""
    try:
        return record_keys(ring, acts)
    except (SealBroken, KeyMissing, ValueError):
        if len(acts) == 1:
            return {}
        half = len(acts) // 2
        return _keys(ring, acts[:half]) | _keys(ring, acts[half:])


def _last_acts(subjects: list[str]) -> dict[str, tuple[int, str]]:
    """Return subject → the last act on it and its record's digest."""
    acts = Act.objects.filter(subject__in=among(subjects)).order_by("id").values_list("subject", "id", "digest")
    return {subject: (act, digest) for subject, act, digest in acts}
