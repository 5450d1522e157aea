"""The books without a database: one story of a payment, and everything they refuse with a sentence."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mingbai.offices.kinds import Kind as Party
from mingbai.treasury import refused
from mingbai.treasury.books import Balances, Books
from mingbai.treasury.entries import Account, Transfer, body_sha256, transfer_id
from mingbai.treasury.ladder import Rung
from mingbai.treasury.rehearsal import accounts_of
from mingbai.treasury.states import CORRECTION, MOVE, Kind

AT = datetime(2026, 10, 1, 9, tzinfo=UTC)
FUND, OTHER = 1, 2


def on(rung: Rung, fund_id: int = FUND) -> Account:
    return next(account for account in accounts_of(fund_id) if account.rung is rung)


def entry(code: str, fen: int, name: str = "", fund_id: int = FUND, kind: Kind | None = None) -> Transfer:
    move = MOVE[code]
    kind = kind or (Kind.PENDING if move.settled_by else Kind.SINGLE)
    return Transfer(
        id=transfer_id(code, kind, name, fund_id),
        fund_id=fund_id,
        debit=on(move.debit, fund_id),
        credit=on(move.credit, fund_id),
        fen=fen,
        code=code,
        kind=kind,
        party=move.party(kind) or move.by,
        document="财社〔2026〕7号",
        made_by=1,
        approved_by=2,
        made_at=AT,
    )


def answer(held: Transfer, kind: Kind) -> Transfer:
    new = replace(held, kind=kind, party=Party.BANK, pending_id=held.id)
    return replace(new, id=transfer_id(kind, str(held.id)))


def correction(wrong: Transfer) -> Transfer:
    party = MOVE[wrong.code].settled_by or MOVE[wrong.code].by
    mirror = replace(wrong, code=CORRECTION, kind=Kind.SINGLE, party=party, corrects_id=wrong.id, pending_id=None)
    return replace(mirror, id=transfer_id(CORRECTION, str(wrong.id)), debit=wrong.credit, credit=wrong.debit)


def pair(fen: int, gives: str = "lend", takes: str = "borrow") -> tuple[Transfer, Transfer]:
    both = {"pair_id": transfer_id(gives, takes, fen), "approved_also_by": 3}
    return replace(entry(gives, fen), **both), replace(entry(takes, fen, fund_id=OTHER), **both)  # type: ignore[arg-type]


@pytest.fixture
def books() -> Books:
    """A fund with 100 fen reserved and 900 to plan, and another with nothing."""
    made = Books()
    for fund_id in (FUND, OTHER):
        made.open(accounts_of(fund_id))
    made.write(entry("quota", 1000), entry("plan", 100), entry("reserve", 100))
    return made


def left(books: Books, rung: Rung, fund_id: int = FUND) -> Balances:
    return books.balances[on(rung, fund_id).id]


def test_a_payment_from_the_roster_to_the_card(books: Books) -> None:
    paid = entry("pay", 60)
    books.write(entry("instruct", 100), paid)
    assert left(books, Rung.PAID).net_fen == 0, "a file that has left is not a payment that has arrived"
    assert left(books, Rung.IN_TRANSIT).free_fen == 40
    books.write(answer(paid, Kind.POST))
    assert left(books, Rung.PAID).net_fen == 60
    assert left(books, Rung.IN_TRANSIT) == Balances(0, 60, 0, 100)
    assert books.conservation(FUND).holds


def test_what_the_bank_refused_is_reserved_again_and_arrived_nowhere(books: Books) -> None:
    paid = entry("pay", 100)
    books.write(entry("instruct", 100), paid)
    books.write(answer(paid, Kind.VOID), entry("reject", 100))
    assert left(books, Rung.RESERVED).free_fen == 100
    assert left(books, Rung.PAID) == Balances()
    books.write(entry("instruct", 100, "second attempt"))


def test_an_unanswered_payment_blocks_its_money(books: Books) -> None:
    books.write(entry("instruct", 100), entry("pay", 100))
    with pytest.raises(refused.NotEnough):
        books.write(entry("reject", 100))


@pytest.mark.parametrize(("first", "second"), [(Kind.POST, Kind.VOID), (Kind.VOID, Kind.POST)])
def test_a_payment_has_one_answer(books: Books, first: Kind, second: Kind) -> None:
    paid = entry("pay", 100)
    books.write(entry("instruct", 100), paid)
    books.write(answer(paid, first))
    with pytest.raises(refused.AlreadyResolved, match="已有银行结果"):
        books.write(answer(paid, second))


def test_two_answers_at_once_are_refused_together(books: Books) -> None:
    paid = entry("pay", 100)
    books.write(entry("instruct", 100), paid)
    with pytest.raises(refused.AlreadyResolved):
        books.write(answer(paid, Kind.POST), answer(paid, Kind.VOID))
    assert left(books, Rung.IN_TRANSIT).debits_pending == 100, "nothing was written"


def test_the_same_entry_sent_twice_counts_once(books: Books) -> None:
    assert books.write(entry("quota", 1000)) == ()
    assert left(books, Rung.AVAILABLE).net_fen == 900


def test_an_entry_twice_in_one_batch_counts_once_and_two_of_one_id_are_refused(books: Books) -> None:
    one = entry("plan", 5, "new")
    assert books.write(one, one) == (one,)
    other = entry("plan", 6, "another")
    with pytest.raises(refused.AlreadyWritten):
        books.write(other, replace(other, fen=7))


def test_an_id_that_is_taken_is_not_written_over(books: Books) -> None:
    with pytest.raises(refused.AlreadyWritten, match="不能改写"):
        books.write(replace(entry("quota", 1000), document="财社〔2026〕8号"))


def test_a_correction_is_another_entry_and_made_once(books: Books) -> None:
    books.write(correction(entry("reserve", 100)))
    assert left(books, Rung.PLANNED).net_fen == 100
    with pytest.raises(refused.AlreadyResolved, match="已更正"):
        books.write(replace(correction(entry("reserve", 100)), id=transfer_id("again")))


def test_a_correction_is_not_itself_corrected(books: Books) -> None:
    undone = correction(entry("reserve", 100))
    books.write(undone)
    again = replace(undone, id=transfer_id("x"), debit=undone.credit, credit=undone.debit, corrects_id=undone.id)
    with pytest.raises(refused.NothingToResolve):
        books.write(again)


def test_an_arrival_entered_by_mistake_is_on_its_way_again(books: Books) -> None:
    paid = entry("pay", 100)
    books.write(entry("instruct", 100), paid)
    posted = answer(paid, Kind.POST)
    books.write(posted)
    books.write(correction(posted))
    assert left(books, Rung.IN_TRANSIT).free_fen == 100


@pytest.mark.requirement("R-615")
def test_a_loan_between_funds_is_a_pair_with_two_approvers(books: Books) -> None:
    gives, takes = pair(50)
    for wrong in ((gives,), (takes,), (gives, replace(takes, fen=49)), (gives, replace(takes, pair_id=gives.id))):
        with pytest.raises(refused.NotAPair):
            books.write(*wrong)
    with pytest.raises(refused.SamePerson, match="两人审批"):
        books.write(replace(gives, approved_also_by=2), takes)
    books.write(gives, takes)
    assert (left(books, Rung.AVAILABLE).net_fen, left(books, Rung.AVAILABLE, OTHER).net_fen) == (850, 50)
    assert (books.conservation(FUND).given_fen, books.conservation(OTHER).given_fen) == (950, 50)


def test_a_loan_that_is_not_there_is_not_given(books: Books) -> None:
    with pytest.raises(refused.NotEnough):
        books.write(*pair(901))


def test_a_year_closes_when_nothing_is_on_its_way_and_what_is_left_goes_to_the_next(books: Books) -> None:
    with pytest.raises(refused.UnableToClose, match="已占用"):
        books.close(FUND)
    books.write(entry("release", 100), entry("close_planned", 100), entry("close_available", 900))
    books.close(FUND)
    with pytest.raises(refused.YearClosed):
        books.write(entry("quota", 1, "late"))
    books.write(*pair(1000, "carry_out", "carry_in"))
    assert left(books, Rung.AVAILABLE, OTHER).net_fen == 1000
    assert books.conservation(FUND).given_fen == 0


STATED = entry("plan", 1, "new")


@pytest.mark.parametrize(
    ("wrong", "why", "said"),
    [
        (replace(STATED, fen=901), refused.NotEnough, "只余9.00元，不足以支出9.01元"),
        (replace(STATED, fen=0), refused.BadEntry, "大于零"),
        (replace(STATED, fen=-1), refused.BadEntry, "大于零"),
        (replace(STATED, fen=True), refused.BadEntry, "大于零"),
        (replace(STATED, fen=10**15 + 1), refused.BadEntry, "not 1000000000000001"),
        (replace(STATED, document=" "), refused.BadEntry, "文号"),
        (replace(STATED, document="7\x1f8"), refused.BadEntry, "文号"),
        (replace(STATED, document="7" * 101), refused.BadEntry, "不超过100字"),
        (replace(STATED, made_at=datetime(2026, 10, 1)), refused.BadEntry, "时区"),
        (replace(STATED, credit=on(Rung.PLANNED, OTHER)), refused.CrossesFunds, "专款专用"),
        (replace(STATED, fund_id=OTHER), refused.CrossesFunds, "专款专用"),
        (replace(STATED, credit=on(Rung.PAID)), refused.NotAllowed, "“可用指标”→“已到账”"),
        (replace(STATED, code="office_costs"), refused.NotAllowed, "office_costs"),
        (replace(STATED, kind=Kind.PENDING), refused.NotAllowed, "plan"),
        (replace(STATED, party=Party.TOWNSHIP), refused.WrongParty, "由财政部门办理"),
        (replace(STATED, approved_by=1), refused.SamePerson, "不能是同一人"),
        (replace(STATED, approved_also_by=1), refused.SamePerson, "两人审批"),
        (replace(STATED, pair_id=STATED.id), refused.NotAPair, "成对"),
        (replace(STATED, pending_id=STATED.id), refused.NothingToResolve, "必须写明"),
        (replace(STATED, credit=Account(99, FUND, Rung.PLANNED)), refused.UnknownAccount, "99"),
        (answer(entry("pay", 1), Kind.POST), refused.NothingToResolve, "没有所指"),
        (replace(answer(entry("pay", 1), Kind.POST), pending_id=None), refused.NothingToResolve, "必须写明"),
        (replace(correction(entry("plan", 100)), fen=99), refused.NothingToResolve, "原笔1.00元"),
        (replace(correction(STATED), fen=100, corrects_id=entry("reserve", 100).id), refused.NothingToResolve, "不能"),
        (replace(correction(entry("reserve", 100)), party=Party.FINANCE), refused.WrongParty, "“更正”由民政部门办理"),
    ],
    ids=lambda value: getattr(value, "__name__", None) or (value if isinstance(value, str) else ""),
)  # fmt: skip
def test_refused_with_a_sentence(books: Books, wrong: Transfer, why: type[refused.Refused], said: str) -> None:
    before = dict(books.balances), dict(books.entries)
    with pytest.raises(why) as refusal:
        books.write(wrong)
    assert said in str(refusal.value)
    assert refusal.value.in_language("zh") != refusal.value.in_language("en")
    assert (books.balances, books.entries) == before


def test_an_account_is_opened_once(books: Books) -> None:
    with pytest.raises(refused.AlreadyWritten):
        books.open([on(Rung.PAID)])


def test_every_fact_of_an_entry_is_in_its_digest() -> None:
    one = entry("plan", 5)
    others = [
        replace(one, id=transfer_id("x")), replace(one, fund_id=3), replace(one, debit=on(Rung.PAID)),
        replace(one, credit=on(Rung.PAID)), replace(one, fen=6), replace(one, code="x"), replace(one, kind=Kind.POST),
        replace(one, party=Party.BANK), replace(one, document="x"), replace(one, made_by=9),
        replace(one, approved_by=9), replace(one, made_at=AT.replace(microsecond=1)), replace(one, pending_id=one.id),
        replace(one, corrects_id=one.id), replace(one, pair_id=one.id), replace(one, approved_also_by=9),
    ]  # fmt: skip
    assert len(others) == len(Transfer.__dataclass_fields__)
    assert len({body_sha256(other) for other in [one, *others]}) == 1 + len(others)
    assert body_sha256(one) == body_sha256(entry("plan", 5))
