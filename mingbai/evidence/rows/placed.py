"""Leaves as the tables hold them, each with its act, its record's sealed key, and whether more was said since."""

from typing import NamedTuple

from django.db import connection

from mingbai.evidence.leaves.leaf import Said
from mingbai.evidence.sequencer import COLUMNS, said_by

# Asked leaf by leaf of the index on subjects: as a join the planner would read all acts anew for every batch.
READ = """
SELECT leaf.index, leaf.act_id, leaf.hash, kept.sealed,
    (SELECT max(id) FROM evidence_act AS later WHERE later.subject = act.subject) = act.id,
    coalesce((SELECT max(id) FROM evidence_act AS erasure WHERE erasure.subject = act.subject || '#erased') > act.id,
        false),
    {columns}
FROM evidence_leaf AS leaf
JOIN evidence_act AS act ON act.id = leaf.act_id
LEFT JOIN evidence_recordkey AS kept ON kept.act_id = leaf.act_id
WHERE leaf.index >= %s AND leaf.index < %s
ORDER BY leaf.index
""".format(columns=", ".join(f'act."{column}"' for column in COLUMNS))


class Placed(NamedTuple):
    """One leaf."""

    place: int
    act: int
    hash: bytes
    sealed: bytes | None  # the key of its record; none where it is gone
    is_last: bool  # word on its subject
    is_erased: bool
    said: Said


def placed(begin: int, end: int) -> list[Placed]:
    """Return the leaves from one place up to but without another; raise what reading raises for what is no leaf."""
    with connection.cursor() as cursor:
        cursor.execute(READ, [begin, end])
        return [Placed._make((*row[:6], said_by(row[6:]))) for row in cursor.fetchall()]
