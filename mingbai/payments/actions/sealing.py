"""封存: a third person releases a file; its bytes are fixed, kept encrypted, and their digest is in the log first."""

import base64
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from django.db.models import prefetch_related_objects

from mingbai.evidence.actions import Record, about, record, record_contents
from mingbai.evidence.installation import installed_ring
from mingbai.kernel.month import Month
from mingbai.kernel.secrecy import seal
from mingbai.offices.actor import Actor
from mingbai.payments.acting import acting, locked_all, move_all
from mingbai.payments.actions.reserving import WHAT
from mingbai.payments.bytes_kept import PIECE, place_of
from mingbai.payments.models import BankFile, Payment, Piece
from mingbai.payments.paths import Path
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
    return seal_files(file_ids=[file_id], by=by, at=at)[0]


def seal_files(*, file_ids: Collection[int], by: Actor, at: datetime) -> list[Sealed]:
    """Fix the bytes of several reserved files, of all or of none, as `seal_file` does for one; in their order."""
    with acting():
        files = locked_all(BankFile, file_ids, *WHAT)
        move_all(FILE, files, FileState.SEALED, by, at)
        if by.id in {signed for file in files for signed in (file.made_by, file.reviewed_by)}:
            raise SamePerson
        rare, pieces = list[tuple[str, ...]](), list[Piece]()
        for file, one in initiations_of(files):
            written = render(profiles()[file.profile], one)
            file.sha256, file.bytes = sha256(written.content).hexdigest(), len(written.content)
            file.released_by, file.released_at = by.id, at
            rare.append(written.rare)
            pieces += _pieces(file, written.content)
        BankFile.objects.bulk_update(files, ["state", "sha256", "bytes", "released_by", "released_at"])
        Piece.objects.bulk_create(pieces)
        record(type="payments.file_sealed", rows=files, by=by, at=at)
        opened = [Record(about(file, "accounts_opened"), _opened(file), {}) for file in files]
        record_contents(type="payments.accounts_opened", records=opened, by=by, at=at)
        return [Sealed(file.message_id, file.sha256 or "", of_file) for file, of_file in zip(files, rare, strict=True)]


class Row(NamedTuple):
    """A payment as a file says it."""

    name: str  # EndToEndId
    account_id: int
    fen: int
    month: date
    instalment: int
    attempt: int
    payee_id: int | None


def initiations_of(files: Sequence[BankFile]) -> Iterator[tuple[BankFile, Initiation]]:
    """
    Yield each file and what it says, as its payments and their accounts say it.

    Opens account numbers: who asks logs it. Raise UnlistedPath.
    """
    rows = _rows(files)
    accounts = {row.account_id for of_file in rows.values() for row in of_file}
    numbers, names = opened_accounts(accounts), dict(_names(accounts))
    prefetch_related_objects(files, "payer", "roster")
    path, debtor_account = cache(path_to), cache(number_of)
    for file in files:
        payer, of_file = file.payer, rows[file.pk]
        institutions = {row.payee_id is None for row in of_file}
        _require_listed(path(payer, has_persons=False in institutions, has_institutions=True in institutions))
        here = parameters().at(file.region, file.month)
        purpose = payment_purpose(file.programme, here)
        kinds = {(row.month, row.instalment, row.attempt) for row in of_file}
        memos = {kind: _memo(file, purpose, *kind) for kind in kinds}
        one = Initiation(
            message_id=file.message_id,
            created_at=file.made_at if file.roster is None else file.roster.released_at or file.made_at,
            execute_on=file.execute_on,
            initiating_party=payer.holder,
            debtor=payer.holder,
            debtor_account=debtor_account(payer),
            debtor_agent=payer.bank_code,
            transfers=tuple(
                CreditTransfer(name, names[account], numbers[account], "", fen, memos[month, instalment, attempt])
                for name, account, fen, month, instalment, attempt, _ in of_file
            ),
            purposes=frozenset(payment_purposes(here).values()),
        )
        yield file, one


def _rows(files: Sequence[BankFile]) -> dict[int, list[Row]]:
    """Return file → its payments, in their order."""
    grouped: dict[int, list[Row]] = {file.pk: [] for file in files}
    found = Payment.objects.filter(file__in=list(grouped)).order_by("id")
    columns = ("file_id", "end_to_end_id", "account_id", "amount_fen", "month", "instalment", "attempt", "payee_id")
    for file, *row in found.values_list(*columns):
        grouped[file].append(Row._make(row))
    return grouped


def _memo(file: BankFile, purpose: str, month: date, instalment: int, attempt: int) -> str:
    return remittance(purpose, Month.parse(month), _occasion(file, instalment, attempt))


def _opened(file: BankFile) -> dict[str, int | str | None]:
    return {"payments": file.payments, "sha256": file.sha256}


def _occasion(file: BankFile, instalment: int, attempt: int) -> Occasion:
    if file.occasion == Why.URGENT:
        return Occasion.URGENT
    if file.occasion == Why.AGAIN and attempt > 1:
        return Occasion.AGAIN
    return Occasion.ARREARS if instalment else Occasion.REGULAR


def _names(accounts: set[int]) -> Iterator[tuple[int, str]]:
    found = Account.objects.filter(pk__among=list(accounts))
    return iter(found.order_by().values_list("pk", "holder_name"))


def _require_listed(path: Path) -> None:
    if path.unlisted:
        raise UnlistedPath([hop.hint for hop in path.unlisted])


def _pieces(file: BankFile, content: bytes) -> Iterator[Piece]:
    text, ring = base64.b64encode(zlib.compress(content, 1)).decode(), installed_ring()
    for number, begin in enumerate(range(0, len(text), PIECE)):
        sealed = seal(ring, place_of(file.pk, number), text[begin : begin + PIECE])
        yield Piece(file=file, region=file.region, number=number, sealed=sealed)
