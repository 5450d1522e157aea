"""What the database itself holds the log to; each promise is broken on purpose once its guard is taken away."""

import pytest
from django.db import DatabaseError, connection, transaction

from mingbai.config.testing import Base
from mingbai.evidence.installation import log_key
from mingbai.evidence.sequencer import append_all
from mingbai.evidence.tests.town import pay

COLUMNS = "type, subject, at, digest, commitments, fund, region, programme, month"
HEX = "repeat('a', 64)"
GUARDED = {
    "one place for an act": (
        "INSERT INTO evidence_leaf (index, act_id, hash) VALUES (99, 1, '')",
        "ALTER TABLE evidence_leaf DROP CONSTRAINT evidence_leaf_act_id_key",
    ),
    "one act at a place": (
        "INSERT INTO evidence_leaf (index, act_id, hash) VALUES (0, 3, '')",
        "ALTER TABLE evidence_leaf DROP CONSTRAINT evidence_leaf_pkey",
    ),
    "places from zero": (
        "INSERT INTO evidence_leaf (index, act_id, hash) VALUES (-1, 3, '')",
        "ALTER TABLE evidence_leaf DROP CONSTRAINT evidence_leaf_from_zero",
    ),
    "one checkpoint of a size": (
        "INSERT INTO evidence_checkpoint (size, root, frontier, note) VALUES (2, '', '', '')",
        "ALTER TABLE evidence_checkpoint DROP CONSTRAINT evidence_checkpoint_pkey CASCADE",
    ),
    "no checkpoint of nothing": (
        "INSERT INTO evidence_checkpoint (size, root, frontier, note) VALUES (0, '', '', '')",
        "ALTER TABLE evidence_checkpoint DROP CONSTRAINT evidence_checkpoint_of_some",
    ),
    "one cosignature of a witness": (
        "INSERT INTO evidence_cosignature (checkpoint_id, witness, line) VALUES (2, '审计', ''), (2, '审计', '')",
        "ALTER TABLE evidence_cosignature DROP CONSTRAINT evidence_one_cosignature",
    ),
    "an act says what it was": (
        f"INSERT INTO evidence_act ({COLUMNS}) VALUES ('', 'x', now(), {HEX}, '{{}}', '', '', '', '')",
        "ALTER TABLE evidence_act DROP CONSTRAINT evidence_act_says_what",
    ),
    "a digest is a digest": (
        f"INSERT INTO evidence_act ({COLUMNS}) VALUES ('x', 'x', now(), 'none', '{{}}', '', '', '', '')",
        "ALTER TABLE evidence_act DROP CONSTRAINT evidence_act_digest",
    ),
    "a place is an act's": (
        "INSERT INTO evidence_leaf (index, act_id, hash) VALUES (99, 99, '')",
        "ALTER TABLE evidence_leaf DISABLE TRIGGER evidence_leaves_are_acts",
    ),
    "one key of an act": (
        "INSERT INTO evidence_recordkey (act_id, sealed) VALUES (1, '')",
        "ALTER TABLE evidence_recordkey DROP CONSTRAINT evidence_recordkey_pkey",
    ),
    "an act waits once": (
        "INSERT INTO evidence_waiting (act_id) VALUES (3)",
        "ALTER TABLE evidence_waiting DROP CONSTRAINT evidence_waiting_pkey",
    ),
    "acts are not changed": (
        "UPDATE evidence_act SET \"by\" = 1 WHERE id = 1",
        "ALTER TABLE evidence_act DISABLE TRIGGER append_only; GRANT UPDATE ON evidence_act TO PUBLIC",
    ),
    "leaves are not removed": (
        "DELETE FROM evidence_leaf WHERE index = 1",
        "ALTER TABLE evidence_leaf DISABLE TRIGGER append_only; GRANT DELETE ON evidence_leaf TO PUBLIC",
    ),
}  # fmt: skip


@pytest.mark.usefixtures("payments")
@pytest.mark.parametrize(("broken", "guard_taken_away"), GUARDED.values(), ids=GUARDED)
def test_the_database_refuses_it_until_its_guard_is_gone(
    base: Base, payments: str, broken: str, guard_taken_away: str
) -> None:
    pay(2)
    append_all(key=log_key())
    pay(1)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(broken)
    with base.administrator(payments) as admin:
        admin.execute(guard_taken_away)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(broken)
        assert cursor.rowcount > 0
