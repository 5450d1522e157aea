"""A county's six lists of the month as text tables, with the contract's column names."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mingbai.files.tables.words import PROGRAMMES as PROGRAMME_WORDS
from mingbai.simulation import text
from mingbai.simulation.county import PLACES, STANDARDS_CHANGED, County
from mingbai.simulation.people.households import CATEGORIES, DISABILITIES, RELATIONS
from mingbai.simulation.people.numbers import Ints
from mingbai.simulation.people.population import People
from mingbai.simulation.programmes import CODE, PROGRAMMES, Lines
from mingbai.simulation.recipients import REASONS, Recipients

PROGRAMME_NAMES = [PROGRAMME_WORDS[name][0] for name in PROGRAMMES]
DISABILITY_TEXT = [kind + level for kind, level in DISABILITIES]
CARE, SUPPLY, LEVELS = ("全自理", "部分丧失", "完全丧失"), ("集中", "分散"), ("乡镇", "县")
CONFIRM_DAYS = 27  # decisions fall on any of a month's first 27 days
Table = dict[str, pa.Array]


@dataclass(frozen=True)
class Lists:
    """Turns one county's integers into its lists."""

    county: County
    people: People
    recipients: Recipients

    def all(self) -> dict[str, pa.Table]:
        """Return the six lists; the earlier rosters are left out where no history is asked for."""
        lines = self.recipients.lines
        every, now = self.shared(lines), lines.only(lines.now)
        shared = self.shared(now)
        result = {
            "approvals": self.approvals(lines, every),
            "members": self.members(now),
            "roster": self.roster(now, shared),
            "appropriations": self.appropriations(now, shared),
            "payments": self.payments(now, shared),
        }
        if self.county.history:
            result["previous_roster"] = self.previous(lines, every)
        return {name: pa.table(columns) for name, columns in result.items()}

    def shared(self, lines: Lines) -> Table:
        """Return the columns that several lists share, so that each is written out once."""
        ids, names = self.ids(lines.payee), self.names(lines.payee)
        institution = text.looked_up(
            institution_names(self.county, len(self.recipients.institutions)), lines.institution
        )
        return {
            "programme": text.looked_up(PROGRAMME_NAMES, lines.programme),
            "region_code": text.digits(self.county.village_codes[lines.village], 12),
            "household_id": household_ids(self.county, lines.household),
            "payee_id": ids,
            "payee_name": names,
            "account_no": text.digits(lines.account, 19),
            "account_name": pc.coalesce(institution, names),
            "member_count": text.counts(lines.members),
        }

    def ids(self, person: Ints) -> pa.Array:
        """Return people's ID numbers."""
        return text.id_numbers(self.people.body[person], self.people.check[person])

    def names(self, person: Ints) -> pa.Array:
        """Return people's names."""
        names = self.people.names
        return type(names)(names.surname[person], names.given[person]).text()

    def approvals(self, lines: Lines, shared: Table) -> Table:
        """Return the approval register: everything in force, what ended lately, and a year of relief."""
        random, month, rows = self.county.dice(5), self.county.month, len(lines)
        relief = lines.programme == CODE["linshi"]
        monthly = ~relief
        confirmed = decided_on(self.county, lines.start + monthly, random.integers(0, CONFIRM_DAYS, size=rows))
        publicity = np.where(monthly, confirmed - random.integers(1, 5, size=rows), -1)
        same = bool((lines.head == lines.payee).all())
        dibao = lines.programme <= CODE["dibao_urban"]
        until = text.months_ago(month, np.where(lines.ended > 0, lines.ended, 0))
        return {
            "certificate_no": certificates(self.county, lines),
            **{name: shared[name] for name in ("programme", "region_code")},
            "region_name": text.looked_up(self.county.village_names, lines.village),
            "household_id": shared["household_id"],
            "head_id": shared["payee_id"] if same else self.ids(lines.head),
            "head_name": shared["payee_name"] if same else self.names(lines.head),
            **{name: shared[name] for name in ("payee_id", "payee_name", "account_no", "account_name")},
            "amount_fen": text.money(lines.amount),
            "member_count": shared["member_count"],
            "priority_member_count": text.counts(lines.priority),
            "annual_income_fen": text.money(lines.income),
            "case_kind": text.looked_up(["整户"], np.where(dibao, 0, -1)),
            "address": addresses(self.county, lines),
            "reason_code": text.looked_up(REASONS, lines.reason),
            "approval_level": text.looked_up(LEVELS, lines.county_level),
            "grace_until": pc.if_else(pa.array(lines.grace >= 0), text.months_ago(month, -lines.grace.clip(0)), None),
            "publicity_ended_on": text.dates(publicity),
            "standard_fen": text.money(lines.standard),
            "supply_mode": text.looked_up(SUPPLY, lines.supply),
            "care_level": text.looked_up(CARE, lines.care),
            "valid_from": text.months_ago(month, lines.start),
            "valid_to": pc.if_else(pa.array(relief | (lines.ended > 0)), until, None),
            "confirmed_on": text.dates(confirmed),
        }

    def members(self, now: Lines) -> Table:
        """Return everybody in the families on dibao, then the persons of the other programmes."""
        family, group = now.only(now.priority_row >= 0), self.recipients.families
        single = now.only(now.priority_row < 0)
        row_of = np.full(len(group.size), -1)
        row_of[family.priority_row] = np.arange(len(family))
        line = row_of[group.household]
        kept = line >= 0
        line = line[kept]
        disabled = np.array(
            [self.recipients.disabled.get(person, -1) for person in single.head.tolist()], dtype=np.int64
        )
        none = np.full(len(single), -1)
        person = np.r_[group.person[kept], single.head]
        return {
            "household_id": household_ids(self.county, np.r_[family.household[line], single.household]),
            "programme": text.looked_up(PROGRAMME_NAMES, np.r_[family.programme[line], single.programme]),
            "person_id": self.ids(person),
            "name": self.names(person),
            "relation": text.looked_up(RELATIONS, np.r_[group.relation[kept], np.zeros(len(single), np.int64)]),
            "counted": text.constant("是", len(person)),
            "disability": text.looked_up(DISABILITY_TEXT, np.r_[group.disability[kept], disabled]),
            "category": text.looked_up(CATEGORIES, np.r_[group.category[kept], none]),
            "exclusion": text.constant(None, len(person)),
            "born_on": text.compact_dates(self.people.born[person]),
        }

    def roster(self, now: Lines, shared: Table) -> Table:
        """Return the month's payment roster."""
        amount = text.money(now.amount)
        return {"month": text.constant(str(self.county.month), len(now)), **shared, "amount_fen": amount}

    def appropriations(self, now: Lines, shared: Table) -> Table:
        """Return what finance appropriated, line by line."""
        kept = ("programme", "household_id", "payee_id", "payee_name", "account_no")
        month = text.constant(str(self.county.month), len(now))
        return {"month": month, **{name: shared[name] for name in kept}, "amount_fen": text.money(now.amount)}

    def payments(self, now: Lines, shared: Table) -> Table:
        """Return what the banks paid: monthly money on the 8th to the 10th, relief all through the month."""
        random, rows = self.county.dice(6), len(now)
        relief = now.programme == CODE["linshi"]
        day = np.where(relief, random.integers(11, 28, size=rows), random.integers(8, 11, size=rows))
        paid = text.day_number(self.county.month.first_on) - 1 + day
        stamp = int(f"{self.county.month.first_on:%Y%m}00") + day
        return {
            "bank_ref": text.digits((stamp * 10_000 + self.county.index) * 10**7 + np.arange(rows), 19),
            "month": text.constant(str(self.county.month), rows),
            "programme": shared["programme"],
            "payee_id": shared["payee_id"],
            "payee_name": shared["account_name"],
            "account_no": shared["account_no"],
            "amount_fen": text.money(now.amount),
            "paid_on": text.dates(paid),
            "status": text.constant("成功", rows),
        }

    def previous(self, lines: Lines, shared: Table) -> Table:
        """Return the earlier months' rosters, latest first."""
        table, parts = pa.table(shared), []
        for ago in range(1, self.county.history + 1):
            month = self.county.month.plus(-ago)
            then = np.flatnonzero((lines.start >= ago) & ((lines.ended == 0) | (lines.ended <= ago)))
            amount = lines.amount_before if month < STANDARDS_CHANGED <= self.county.month else lines.amount_then
            part = table.take(pa.array(then))
            part = part.append_column("amount_fen", text.money(amount[then]))
            parts.append(part.add_column(0, "month", text.constant(str(month), len(then))))
        whole = pa.concat_tables(parts).combine_chunks()
        return {name: whole[name] for name in whole.column_names}


def household_ids(county: County, number: Ints) -> pa.Array:
    """Return household numbers: the county's six digits and seven of its own."""
    return text.digits(int(county.code) * 10**7 + number, 13)


def certificates(county: County, lines: Lines) -> pa.Array:
    """Return certificate numbers: one a line, telling the programme."""
    return text.digits((int(county.code) * 10 + lines.programme) * 10**7 + lines.household, 14, "Z")


def addresses(county: County, lines: Lines) -> pa.Array:
    """Return addresses down to the house."""
    townships = [name for name in county.township_names for _ in range(PLACES)]
    full = [
        county.title + township + village for township, village in zip(townships, county.village_names, strict=True)
    ]
    group, house = np.divmod(lines.household * 7 + lines.village, 97)
    parts = (text.looked_up(full, lines.village), text.counts(group % 12 + 1), text.constant("组", len(lines)))
    return pc.binary_join_element_wise(
        *parts, text.counts(house * 13 + lines.household % 13 + 1), text.constant("号", len(lines)), ""
    )


def institution_names(county: County, count: int) -> list[str]:
    """Return the names of the county's care institutions."""
    return [f"{county.title}第{'一二三四五六七八九'[n % 9]}敬老院" for n in range(count)]


def decided_on(county: County, months_before: Ints, day: Ints) -> Ints:
    """Return days since 1970: that day (0 the first) of the month so many months before the one checked."""
    first = np.datetime64(str(county.month), "M")
    return (first - months_before).astype("datetime64[D]").astype(np.int64) + day
