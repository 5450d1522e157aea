"""What a bank may get wrong: each kind planted on payments of its own, with the answer to what was done."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from mingbai.kernel.month import Month
from mingbai.simulation.bank.orders import Order

SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"
REASONS = ("账户已销户", "户名不符", "账户状态异常", "收款人账号有误")
DAYS_TO_RETURN = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a bank's answer, before it is written in a profile."""

    reference: str
    status: str  # paid, failed, returned
    amount_fen: int
    paid_on: date
    account: str
    name: str
    end_to_end_id: str
    month: Month
    purpose: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Planted:
    """What was done wrong to which payments: the answer key."""

    kind: str
    end_to_end_ids: tuple[str, ...]  # none where the line answers no order
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Teller:
    """What planting needs: the seed's own randomness, the day and the month."""

    random: Random
    month: Month
    paid_on: date

    def line(self, number: int, order: Order) -> Line:
        """Return the payment made as ordered."""
        return Line(
            f"R{self.month.year}{self.month.month:02}{number:08}", "paid", order.amount_fen, self.paid_on,
            order.account, order.name, order.end_to_end_id, self.month, order.purpose,
        )  # fmt: skip


Fault = Callable[[Teller, Sequence[Line]], list[Line]]


def _missing(_: Teller, lines: Sequence[Line]) -> list[Line]:
    return list(lines[1:])


def _extra(teller: Teller, lines: Sequence[Line]) -> list[Line]:
    stranger = replace(
        lines[0], reference=f"{lines[0].reference}X", account=other_account(teller, lines[0].account, times=4),
        name=stranger_name(teller, lines[0].name), end_to_end_id="", amount_fen=teller.random.randrange(100, 90_000),
    )  # fmt: skip
    return [*lines, stranger]


def _amount(teller: Teller, lines: Sequence[Line]) -> list[Line]:
    was = lines[0].amount_fen
    paid_fen = teller.random.choice([was + 1, max(was - 1, 1), was * 10, was + 10_000, max(was // 2, 1)])
    return [replace(lines[0], amount_fen=paid_fen if paid_fen != was else was + 1)]


def _account(teller: Teller, lines: Sequence[Line]) -> list[Line]:
    return [replace(lines[0], account=other_account(teller, lines[0].account))]


def _name(teller: Teller, lines: Sequence[Line]) -> list[Line]:
    return [replace(lines[0], name=stranger_name(teller, lines[0].name))]


def _swapped(_: Teller, lines: Sequence[Line]) -> list[Line]:
    one, other = lines
    return [
        replace(one, account=other.account, name=other.name),
        replace(other, account=one.account, name=one.name),
    ]


def _duplicate(_: Teller, lines: Sequence[Line]) -> list[Line]:
    return [lines[0], replace(lines[0], reference=f"{lines[0].reference}D")]


def _wrong_month(_: Teller, lines: Sequence[Line]) -> list[Line]:
    month, before = lines[0].month, lines[0].month.previous()
    purpose = lines[0].purpose.replace(str(month), str(before))
    purpose = purpose.replace(f"{month.year}年{month.month}月", f"{before.year}年{before.month}月")
    return [replace(lines[0], month=before, purpose=purpose)]


def _returned(teller: Teller, lines: Sequence[Line]) -> list[Line]:
    back = replace(
        lines[0], reference=f"{lines[0].reference}T", status="returned", reason=teller.random.choice(REASONS),
        paid_on=lines[0].paid_on + timedelta(days=DAYS_TO_RETURN),
    )  # fmt: skip
    return [lines[0], back]


def _failed(teller: Teller, lines: Sequence[Line]) -> list[Line]:
    return [replace(lines[0], status="failed", reason=teller.random.choice(REASONS))]


def _split(teller: Teller, lines: Sequence[Line]) -> list[Line]:
    whole = lines[0]
    first_fen = teller.random.randrange(1, whole.amount_fen) if whole.amount_fen > 1 else 0
    if not first_fen:
        return _duplicate(teller, lines)
    return [
        replace(whole, amount_fen=first_fen),
        replace(whole, amount_fen=whole.amount_fen - first_fen, reference=f"{whole.reference}S"),
    ]


FAULTS: Mapping[str, tuple[int, Fault]] = {  # kind → how many payments it takes, what is done to them
    "missing": (1, _missing),
    "extra": (1, _extra),
    "amount": (1, _amount),
    "account": (1, _account),
    "name": (1, _name),
    "swapped": (2, _swapped),
    "duplicate": (1, _duplicate),
    "month": (1, _wrong_month),
    "returned": (1, _returned),
    "failed": (1, _failed),
    "split": (1, _split),
}
KINDS = tuple(FAULTS)


def pay(orders: Sequence[Order], faults: Mapping[str, int], teller: Teller) -> tuple[list[Line], list[Planted]]:
    """Return the lines of all orders, so many faults of each kind planted, no payment hit twice; and the key."""
    free = list(range(len(orders)))
    teller.random.shuffle(free)
    lines = {place: [teller.line(place + 1, order)] for place, order in enumerate(orders)}
    key: list[Planted] = []
    for kind, count in faults.items():
        takes, fault = FAULTS[kind]
        for _ in range(count):
            chosen = list(_chosen(free, takes, orders))
            right = [lines[place][0] for place in chosen]
            for place in chosen:
                lines[place] = []
            lines[chosen[0]] = fault(teller, right)
            ours = tuple(line.end_to_end_id for line in right) if kind != "extra" else ()
            stake_fen = lines[chosen[0]][-1].amount_fen if kind == "extra" else sum(line.amount_fen for line in right)
            key.append(Planted(kind, ours, stake_fen))
    return [line for made in lines.values() for line in made], key


def _chosen(free: list[int], takes: int, orders: Sequence[Order]) -> Iterator[int]:
    """Yield so many places nobody has taken; two of a pair pay different people."""
    assert len(free) >= takes, "more faults than payments"
    first = free.pop()
    yield first
    if takes == 2:
        at = next(at for at in range(len(free) - 1, -1, -1) if orders[free[at]].account != orders[first].account)
        yield free.pop(at)


def other_account(teller: Teller, account: str, times: int = 1) -> str:
    """Return an account of as many digits that differs from the given one."""
    digits = list(account)
    for _ in range(times):
        place = teller.random.randrange(len(digits) // 2, len(digits))
        digits[place] = str((int(digits[place]) + teller.random.randrange(1, 10)) % 10)
    made = "".join(digits)
    return made if made != account else other_account(teller, account, times)


def stranger_name(teller: Teller, name: str) -> str:
    """Return another person's name."""
    made = teller.random.choice(SURNAMES) + "".join(teller.random.choices(GIVEN, k=2))
    return made if made != name else stranger_name(teller, name)
