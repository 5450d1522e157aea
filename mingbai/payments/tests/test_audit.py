"""Whatever an administrator edits among payments, files, steps or states, the audit names it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connections

from mingbai.config.guards import scope
from mingbai.config.roles import make_database
from mingbai.config.testing import Base
from mingbai.evidence.witnesses.policy import Policy
from mingbai.offices.tests.places import COUNTY
from mingbai.payments.audit import audit
from mingbai.payments.models import Payment
from mingbai.payments.tests.world import county, released

EDITS = {
    "UPDATE payments_payment SET state = 'settled' WHERE id = 1": "last change",
    "UPDATE payments_payment SET amount_fen = amount_fen + 1 WHERE id = 1": "does not hold what it says",
    "UPDATE payments_payment SET account_id = 2 WHERE id = 1": "does not hold what it says",
    "UPDATE payments_payment SET payee_id = 2 WHERE id = 1": "what its line says",
    "UPDATE payments_payment SET household_id = 9 WHERE id = 1": "what its line says",
    "DELETE FROM payments_payment WHERE id = 1": "does not hold what it says",
    "DELETE FROM payments_paymentstate WHERE payment_id = 1 AND state = 'instructed'": "what its digest says",
    "UPDATE payments_paymentstate SET state = 'accepted', before = state WHERE state = 'instructed'": "digest says",
    "UPDATE payments_step SET digest = repeat('0', 64)": "what its digest says",
    "UPDATE payments_step SET payments = 2": "what its digest says",
    "UPDATE payments_bankfile SET total_fen = total_fen + 1": "does not hold what it says",
    "UPDATE payments_bankfile SET digest = repeat('0', 64)": "does not hold what it says",
    "DELETE FROM treasury_transfer WHERE kind = 'pending' AND fen = 60000": "the books do not hold",
    "UPDATE treasury_account SET credits_posted = credits_posted + 1 WHERE rung = 'reserved'": "the books say",
}

TABLES = (
    *("payments_payment", "payments_paymentstate", "payments_step", "payments_bankfile"),
    *("treasury_transfer", "treasury_account"),
)


@pytest.mark.requirement("R-1508")
def test_every_edit_is_named(
    base: Base, fresh_desk: str, tmp_path: Path, policy: Policy, settle: Callable[..., None]
) -> None:
    place = county()
    with base.administrator(fresh_desk) as admin:
        roster = released(admin)
    place.sent(roster, tmp_path / "outbox", policy, settle)
    with scope(COUNTY):
        assert Payment.objects.order_by("id")[0].pk == 1
    with scope("*"):
        assert audit() == []
    connections.close_all()
    missed = []
    for number, (edit, said) in enumerate(EDITS.items()):
        name = f"{fresh_desk}_{number}"
        with base.administrator() as admin:
            make_database(admin, name, owner=base.roles["owner"], desk=base.roles["default"], template=fresh_desk)
        with base.administrator(name) as admin:
            for table in TABLES:
                admin.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
            assert admin.execute(edit).rowcount >= 1
        with base.used(name), scope("*"):
            if not any(said in fault.en for fault in audit()):
                missed.append(edit)
        with base.administrator() as admin:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    assert missed == []
