"""What banks call the outcome of a payment, profile by profile; an unlisted word is asked about, never guessed."""

from collections import Counter
from collections.abc import Iterable, Mapping

from mingbai.files.tables.words import PAYMENT_STATES
from mingbai.receipts.profiles.entry import Status
from mingbai.receipts.profiles.refused import UnknownStatus

Statuses = Mapping[str, Status]

WORDS: Statuses = {
    **{word: Status(code) for code, words in PAYMENT_STATES.items() for word in words},
    **dict.fromkeys(("已受理", "处理中", "已提交", "待处理", "accepted", "pending"), Status.ACCEPTED),
}
# ISO 20022 ExternalPaymentTransactionStatus1Code. Settled on the payer's side (ACSC) is not yet on the family's card.
PAIN_002: Statuses = {
    **dict.fromkeys(("RCVD", "PDNG", "ACTC", "ACCP", "ACSP", "ACWC", "ACWP", "ACSC"), Status.ACCEPTED),
    "ACCC": Status.PAID,
    "RJCT": Status.FAILED,
    "CANC": Status.FAILED,
}
# (EntryStatus, CreditDebit): money that left our account reached somebody, money that came in came back.
CAMT_054: Statuses = {
    "BOOK DBIT": Status.PAID,
    "BOOK CRDT": Status.RETURNED,
    "PDNG DBIT": Status.ACCEPTED,
    "INFO DBIT": Status.ACCEPTED,
}
# 借贷标志 on the payer's account.
DEBIT_CREDIT: Statuses = {
    **dict.fromkeys(("借", "D", "DR", "1"), Status.PAID),
    **dict.fromkeys(("贷", "C", "CR", "2"), Status.RETURNED),
}


def known(profile: str, statuses: Statuses, words: Iterable[str]) -> None:
    """Raise UnknownStatus, with every word and how often it stands there, unless all words are known."""
    counted = Counter(word for word in words if word not in statuses)
    if counted:
        raise UnknownStatus(profile, sorted(counted.items(), key=lambda item: (-item[1], item[0])))
