"""Everybody who receives something in a county: families on dibao, tekun persons, allowances and relief."""

from dataclasses import dataclass, replace

import numpy as np

from mingbai.simulation.county import TOWNSHIP_LIMIT_FEN, County
from mingbai.simulation.people.households import SEVERE, Families, families
from mingbai.simulation.people.names import surnames
from mingbai.simulation.people.numbers import Ints, card_numbers
from mingbai.simulation.people.population import Bools, Crowd, born_at_age
from mingbai.simulation.programmes import MONTHLY_EXIT, Lines, benefits_fen, joined, lines, own_cards, places
from mingbai.simulation.sizes import share_of_lines

NO_INCOME, GRACE = 0.22, 0.012  # shares of dibao households
CENTRAL, MINORS, SHARED_GUARDIANS = 0.16, 0.05, 0.2  # shares of tekun persons
INSTITUTION_CARD = 9_000_000
REASONS = ("突发重病", "意外事故", "火灾", "子女就学", "交通事故", "其他困难")
LIVING_FEN, CARE_FEN, ORPHAN_FEN, UNSUPPORTED_FEN, OLD_AGE_FEN = 11_800, 12_400, 118_000, 94_400, 10_000
RELIEF_MONTHS = 12


@dataclass
class Recipients:
    """What is known of a county's recipients before anything is written down."""

    lines: Lines
    families: Families  # of dibao; `lines.priority_row` points here
    disabled: dict[int, int]  # person → position in DISABILITIES, of recipients outside the families
    institutions: Ints  # account numbers


class Register:
    """Gives out household numbers while a county is being made up."""

    def __init__(self, county: County, crowd: Crowd) -> None:
        self.county, self.crowd, self.next = county, crowd, 1
        self.random = county.dice(2)
        self.disabled: list[tuple[Ints, Ints]] = []

    def households(self, count: int) -> Ints:
        """Return so many new household numbers."""
        self.next += count
        return np.arange(self.next - count, self.next)

    def dibao(self, group: Families, rows: Ints, *, urban: bool, **columns: Ints | int) -> Lines:
        """Return the lines of some of the families."""
        county, random, count = self.county, self.random, len(rows)
        standard, before = (county.standard_fen(urban=urban, month=m) for m in (None, county.month.plus(-12)))
        size, priority = group.size[rows], group.priority[rows]
        share = np.where(random.random(count) < NO_INCOME, 0, 0.05 + 0.85 * random.random(count))
        income = (share * size * before * 12 / 100).astype(np.int64) * 100  # whole yuan a year
        head = group.head[rows]
        amount = benefits_fen(np.int64(standard), size, priority, income)  # type: ignore[arg-type]
        usual: dict[str, Ints | int] = {
            "household": self.households(count), "village": places(county, random, count, urban=urban), "head": head,
            "payee": head, "amount": amount, "members": size, "priority": priority, "income": income,
            "amount_before": benefits_fen(np.int64(before), size, priority, income),  # type: ignore[arg-type]
            "standard": standard, "priority_row": rows,
            "grace": np.where(random.random(count) < GRACE, random.integers(0, 6, size=count), -1),
        }  # fmt: skip
        return lines(county, random, count, "dibao_urban" if urban else "dibao_rural", **usual | columns)

    def tekun(self, count: int, *, urban: bool) -> Lines:
        """Return lines of tekun persons: most old, some severely disabled, a few minors with a guardian."""
        county, random, crowd = self.county, self.random, self.crowd
        kind = random.random(count)
        minor, disabled = kind < MINORS, kind > 1 - 0.2
        age = np.where(minor, random.integers(5, 17, size=count), random.integers(61, 93, size=count))
        age = np.where(disabled, random.integers(30, 59, size=count), age)
        male = random.random(count) < 0.85
        person = crowd.add(born_at_age(random, age, county.month), male, surnames(random, count))
        self.disabled.append((person[disabled], random.integers(0, SEVERE, size=int(disabled.sum()))))
        care = np.searchsorted([0.75, 0.93], random.random(count))
        central = (random.random(count) < CENTRAL) & ~minor
        amounts, before = (np.array([county.tekun_fen(urban=urban, care=level, month=month) for level in range(3)])
                           for month in (None, county.month.plus(-12)))  # fmt: skip
        household = self.households(count)
        payee, account = self.guardians(person, minor, own_cards(county, random, household))
        house = np.where(central, random.integers(0, len(self.institutions), size=count), -1)
        account = np.where(central, self.institutions[house], account)
        return lines(
            county, random, count, "tekun_urban" if urban else "tekun_rural", household=household, head=person,
            village=places(county, random, count, urban=urban), payee=payee, account=account, institution=house,
            amount=amounts[care], amount_before=before[care], care=care, supply=np.where(central, 0, 1),
            standard=county.standard_fen(urban=urban) * 13 // 10,
        )  # fmt: skip

    def guardians(self, person: Ints, minor: Bools, account: Ints) -> tuple[Ints, Ints]:
        """Return payees and accounts: minors' money goes to a guardian, and one in five guards two."""
        payee, account = person.copy(), account.copy()
        wards = np.flatnonzero(minor)
        keeper = self.crowd.adults(self.random, len(wards), (35, 58))
        second = np.flatnonzero(self.random.random(len(wards)) < SHARED_GUARDIANS)
        second = second[(second % 2 == 1)]
        keeper[second] = keeper[second - 1]
        account[wards[second]] = account[wards[second - 1]]
        payee[wards] = keeper
        return payee, account

    @property
    def institutions(self) -> Ints:
        """Return the accounts of the county's care institutions."""
        count = 1 + self.county.lines // 6_000
        return card_numbers(self.county.index, np.full(count, 9), INSTITUTION_CARD + np.arange(count))

    def allowance(self, programme: str, count: int, amount: int, ages: tuple[int, int], *, disabled: bool) -> Lines:
        """Return lines of an allowance paid to persons of an age who receive nothing else."""
        person = self.crowd.adults(self.random, count, ages)
        if disabled:
            self.disabled.append((person, self.random.integers(0, SEVERE, size=count)))
        return lines(
            self.county, self.random, count, programme, household=self.households(count), head=person, payee=person,
            village=places(self.county, self.random, count, urban=False), amount=amount,
        )  # fmt: skip

    def relief(self, count: int) -> Lines:
        """Return this month's relief grants and those of the eleven months before, each to another household."""
        random, every = self.random, count * RELIEF_MONTHS
        person = self.crowd.adults(random, every, (25, 75))
        ago = np.arange(every) % RELIEF_MONTHS
        large = random.random(every) < 0.15
        amount = np.where(
            large, random.integers(11, 40, size=every) * 10_000, random.integers(6, 19, size=every) * 5_000
        )
        assert (amount[~large] < TOWNSHIP_LIMIT_FEN * 95 // 100).all(), "no crowd just under the township's limit"
        return lines(
            self.county, random, every, "linshi", household=self.households(every), head=person, payee=person,
            village=places(self.county, random, every, urban=False), amount=amount, start=ago, ended=ago,
            reason=random.integers(0, len(REASONS), size=every), county_level=large.astype(np.int64),
            standard=self.county.standard_fen(urban=False),
        )  # fmt: skip


def recipients(county: County, crowd: Crowd) -> Recipients:
    """Return all recipients of the county; their people are added to the crowd."""
    register = Register(county, crowd)
    rural, urban = (share_of_lines(f"dibao_{where}", county.lines) for where in ("rural", "urban"))
    group = families(register.random, crowd, rural + urban, county.month)
    rows = np.arange(rural + urban)
    share = {
        name: share_of_lines(name, county.lines) for name in ("living_disabled", "care_disabled", "orphan", "old_age")
    }
    parts = [
        register.dibao(group, rows[:rural], urban=False),
        register.dibao(group, rows[rural:], urban=True),
        register.tekun(share_of_lines("tekun_rural", county.lines), urban=False),
        register.tekun(share_of_lines("tekun_urban", county.lines), urban=True),
        register.allowance("care_disabled", share["care_disabled"], CARE_FEN, (20, 80), disabled=True),
        register.allowance("orphan", share["orphan"], ORPHAN_FEN, (3, 17), disabled=False),
        register.allowance(
            "unsupported_child",
            share_of_lines("unsupported_child", county.lines),
            UNSUPPORTED_FEN,
            (3, 17),
            disabled=False,
        ),
        register.allowance("old_age", share["old_age"], OLD_AGE_FEN, (81, 97), disabled=False),
        register.relief(share_of_lines("linshi", county.lines)),
    ]
    parts.append(living(register, group, parts, share["living_disabled"]))
    parts += leavers(register, rural, urban)
    people, kinds = (np.concatenate(column) for column in zip(*register.disabled, strict=True))
    return Recipients(
        joined(parts), group, dict(zip(people.tolist(), kinds.tolist(), strict=True)), register.institutions
    )


def living(register: Register, group: Families, parts: list[Lines], count: int) -> Lines:
    """Return living allowances: dibao members with a severe disability get it on the family's card."""
    severe = np.flatnonzero((group.disability >= 0) & (group.disability < SEVERE))[:count]
    families_of = joined(parts[:2])
    row = group.household[severe]
    inside = lines(
        register.county, register.random, len(severe), "living_disabled", household=families_of.household[row],
        village=families_of.village[row], head=group.person[severe], payee=group.person[severe],
        account=families_of.account[row], amount=LIVING_FEN, start=np.minimum(families_of.start[row], 24),
    )  # fmt: skip
    outside = register.allowance("living_disabled", count - len(severe), LIVING_FEN, (20, 75), disabled=True)
    return joined([inside, outside])


def leavers(register: Register, rural: int, urban: int) -> list[Lines]:
    """Return dibao lines that ended in the months of history, as many each month as began."""
    parts = []
    for count, is_urban in ((rural, False), (urban, True)):
        each = round(count * MONTHLY_EXIT)
        gone = each * register.county.history
        if not gone:
            continue
        ended = 1 + np.arange(gone) % register.county.history
        left = families(register.random, register.crowd, gone, register.county.month)
        line = register.dibao(left, np.arange(gone), urban=is_urban, ended=ended, grace=-1, priority_row=-1)
        later = ended + register.random.integers(0, 60, size=gone)
        parts.append(replace(line, start=later))
    return parts
