"""封存: a third person releases a file; its bytes are fixed, kept encrypted, and their digest is in the log first."""

import base64
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from mingbai.evidence.actions import Record, about, record, record_contents
from mingbai.evidence.installation import installed_ring
from mingbai.kernel.month import Month
from mingbai.kernel.secrecy import seal
from mingbai.offices.actor import Actor
from mingbai.payments.acting import acting, locked, move_to
from mingbai.payments.actions.reserving import WHAT
from mingbai.payments.bytes_kept import PIECE, place_of
from mingbai.payments.models import BankFile, Payment, Piece, SpecialAccount
from mingbai.payments.payers import number_of, path_to
from mingbai.payments.profiles import CreditTransfer, Initiation, Occasion, profiles, remittance, render
from mingbai.payments.refused import SamePerson, UnlistedPath
from mingbai.payments.states import FILE, FileState
from mingbai.payments.states import Occasion as Why
from mingbai.people.models import Account
from mingbai.people.queries import opened_accounts
from mingbai.policy.funds.uses import payment_purpose, payment_purposes
from mingbai.standards.queries import parameters


@dataclass(frozen=True)
class Sealed:
    """A sealed file: its name at the bank, the SHA-256 of its bytes, and whose names hold rare characters."""

    message_id: str
    sha256: str
    rare: tuple[str, ...]  # EndToEndIds; tell the bank


def seal_file(*, file_id: int, by: Actor, at: datetime) -> Sealed:
    """
    Fix the bytes of a reserved file, as its releaser; nothing has left yet.

    Raise Unwritable with every payment the bank's format cannot say as meant, and UnlistedPath where money would leave
    by a step that is on no whitelist (R-609).
    """
    with acting():
        file = locked(BankFile, file_id, *WHAT)
        move_to(FILE, file, FileState.SEALED, by, at)
        if by.id in {file.made_by, file.reviewed_by}:
            raise SamePerson
        _require_listed_path(file)
        written = render(profiles()[file.profile], initiation_of(file))
        file.sha256, file.bytes = sha256(written.content).hexdigest(), len(written.content)
        file.released_by, file.released_at = by.id, at
        file.save(update_fields=["state", "sha256", "bytes", "released_by", "released_at"])
        Piece.objects.bulk_create(_pieces(file, written.content))
        record(type="payments.file_sealed", rows=[file], by=by, at=at)
        opened = Record(about(file, "accounts_opened"), {"payments": file.payments, "sha256": file.sha256}, {})
        record_contents(type="payments.accounts_opened", records=[opened], by=by, at=at)
        return Sealed(file.message_id, file.sha256, written.rare)


def initiation_of(file: BankFile) -> Initiation:
    """Return what a file says, as its payments and their accounts say it; opens account numbers: who asks logs it."""
    rows = list(
        Payment.objects.filter(file=file)
        .order_by("id")
        .values_list("end_to_end_id", "account_id", "amount_fen", "month", "instalment", "attempt")
    )
    accounts = {account for _, account, *_ in rows}
    numbers, names = opened_accounts(accounts), dict(_names(accounts))
    payer = SpecialAccount.objects.get(pk=file.payer_id)
    here = parameters().at(file.region, file.month)
    purpose = payment_purpose(file.programme, here)
    memos = {
        key: remittance(purpose, Month.parse(key[0]), _occasion(file, key[1], key[2]))
        for key in {(month, instalment, attempt) for *_, month, instalment, attempt in rows}
    }
    return Initiation(
        message_id=file.message_id,
        created_at=file.made_at if file.roster is None else file.roster.released_at or file.made_at,
        execute_on=file.execute_on,
        initiating_party=payer.holder,
        debtor=payer.holder,
        debtor_account=number_of(payer),
        debtor_agent=payer.bank_code,
        transfers=tuple(
            CreditTransfer(name, names[account], numbers[account], "", fen, memos[month, instalment, attempt])
            for name, account, fen, month, instalment, attempt in rows
        ),
        purposes=frozenset(payment_purposes(here).values()),
    )


def _occasion(file: BankFile, instalment: int, attempt: int) -> Occasion:
    if file.occasion == Why.URGENT:
        return Occasion.URGENT
    if file.occasion == Why.AGAIN and attempt > 1:
        return Occasion.AGAIN
    return Occasion.ARREARS if instalment else Occasion.REGULAR


def _names(accounts: set[int]) -> Iterator[tuple[int, str]]:
    found = Account.objects.filter(pk__among=list(accounts))
    return iter(found.order_by().values_list("pk", "holder_name"))


def _require_listed_path(file: BankFile) -> None:
    payments = Payment.objects.filter(file=file)
    path = path_to(
        SpecialAccount.objects.get(pk=file.payer_id),
        has_persons=payments.filter(payee_organisation=None).exists(),
        has_institutions=payments.filter(payee=None).exists(),
    )
    if path.unlisted:
        raise UnlistedPath([hop.hint for hop in path.unlisted])


def _pieces(file: BankFile, content: bytes) -> Iterator[Piece]:
    text, ring = base64.b64encode(zlib.compress(content, 1)).decode(), installed_ring()
    for number, begin in enumerate(range(0, len(text), PIECE)):
        sealed = seal(ring, place_of(file.pk, number), text[begin : begin + PIECE])
        yield Piece(file=file, region=file.region, number=number, sealed=sealed)
