"""What other departments send: far wider than the recipients, with the recipients' lawful entries among them."""

from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pyarrow as pa

from mingbai.files.tables.words import PROGRAMMES as PROGRAMME_WORDS
from mingbai.simulation import text
from mingbai.simulation.county import PLACES, STANDARDS_CHANGED, TEKUN_BASIC_BP, County
from mingbai.simulation.lists import Lists, Table, institution_names
from mingbai.simulation.people.households import CHILD, DISABILITIES, ILLNESSES, RELATIONS, SPOUSE
from mingbai.simulation.people.numbers import Ints, card_numbers
from mingbai.simulation.people.population import Crowd, is_at_least

# Rows about people who receive nothing, in ten thousand of `width` times the roster's lines.
OUTSIDE = {
    "deaths": 600, "cremations": 400, "prisoners": 150, "payroll": 1_100, "businesses": 1_500, "insurance": 1_700,
    "pensions": 1_200, "housing_fund": 800, "vehicles": 1_200, "properties": 1_000, "marriages": 300, "disability": 200,
    "students": 200, "illnesses": 50,
}  # fmt: skip
OFFICERS, RELATIVES_EACH = 0.008, 2
OFFICER_CARD = 8_000_000
POSTS = ("村支书", "村主任", "村会计", "网格员", "民政助理员", "低保经办人")
UNITS = ("示范县第一中学", "示范县人民医院", "示范县水利局", "示范县财政局", "城关镇人民政府")
KINDS = ("事业编制", "行政编制", "参公管理", "工勤人员", "公益性岗位")
ROLES, STATES = ("法定代表人", "股东", "经营者", "监事"), ("存续", "存续", "在业", "注销", "吊销")
ENTERPRISES = (
    "顺达商贸有限公司",
    "宏业建材经营部",
    "便民超市",
    "鑫源农机合作社",
    "康乐药店",
    "万家粮油店",
    "绿野种植合作社",
)
CARS = ("小型轿车", "小型普通客车", "普通二轮摩托车", "轻型厢式货车", "正三轮摩托车")
INSURANCES = ("城镇职工基本养老保险", "失业保险", "工伤保险", "城乡居民基本医疗保险")
PENSIONS = ("企业职工基本养老金", "机关事业单位养老金", "城乡居民基本养老保险")
DISEASES = (*ILLNESSES, "系统性红斑狼疮")
SCHOOLS, LEVELS = ("示范县实验小学", "示范县第二中学", "示范县职业中专"), ("小学", "初中", "中等职业学校")


class Departments:
    """Writes one county's departmental lists."""

    def __init__(self, lists: Lists, outsiders: Ints) -> None:
        self.lists, self.county, self.outsiders = lists, lists.county, outsiders
        self.random = self.county.dice(7)
        self.group = lists.recipients.families
        self.as_of = str(self.county.month.first_on + timedelta(days=4))

    def all(self) -> dict[str, pa.Table]:
        """Return every list; each row carries its file's as-of date."""
        made: dict[str, Callable[[], Table]] = {
            name: getattr(self, name) for name in (*OUTSIDE, "kinships", "officers", "relatives", "institutions",
                                                   "standards", "population")
        }  # fmt: skip
        result = {}
        for name, make in made.items():
            columns = make()
            rows = len(next(iter(columns.values())))
            result[name] = pa.table({**columns, "as_of": text.constant(self.as_of, rows)})
        return result

    def others(self, table: str) -> Ints:
        """Return people without any benefit for a list, each at most once."""
        county = self.county
        count = int(county.lines * county.size.width * OUTSIDE[table] / 10_000)
        return self.random.permutation(self.outsiders)[:count]

    def person(self, people: Ints) -> Table:
        """Return number and name."""
        return {"person_id": self.lists.ids(people), "name": self.lists.names(people)}

    def any_of(self, words: tuple[str, ...], rows: int) -> pa.Array:
        """Return words drawn at random."""
        return text.looked_up(words, self.random.integers(0, len(words), size=rows))

    def between(self, rows: int, days_before: int, days_until: int = 1) -> Ints:
        """Return days since 1970, so many days before the month's first day."""
        first = text.day_number(self.county.month.first_on)
        return first - self.random.integers(days_until, days_before, size=rows)

    def fen(self, rows: int, low_yuan: int, high_yuan: int, step: int = 1) -> pa.Array:
        """Return sums of whole yuan."""
        return text.money(self.random.integers(low_yuan // step, high_yuan // step, size=rows) * step * 100)

    # ── about people

    def deaths(self) -> Table:
        """Return cancellations of the last year."""
        people = self.others("deaths")
        died = self.between(len(people), 360, 12)
        return {**self.person(people), "died_on": text.dates(died), "reported_on": text.dates(died + 9)}

    def cremations(self) -> Table:
        """Return cremations of the last year."""
        people = self.others("cremations")
        return {**self.person(people), "cremated_on": text.dates(self.between(len(people), 360))}

    def prisoners(self) -> Table:
        """Return terms in prison, some of them over."""
        people = self.others("prisoners")
        start = self.between(len(people), 3_000, 400)
        end = np.where(
            self.random.random(len(people)) < 0.3, -1, start + self.random.integers(200, 4_000, size=len(people))
        )
        return {**self.person(people), "from_on": text.dates(start), "to_on": text.dates(end)}

    def payroll(self) -> Table:
        """Return everybody on the public payroll."""
        people = self.others("payroll")
        return {**self.person(people), "unit": self.any_of(UNITS, len(people)), "kind": self.any_of(KINDS, len(people))}

    def businesses(self) -> Table:
        """Return registered businesses, living and dead."""
        people = self.others("businesses")
        rows = len(people)
        return {
            **self.person(people), "enterprise": self.any_of(ENTERPRISES, rows), "role": self.any_of(ROLES, rows),
            "status": self.any_of(STATES, rows), "capital_fen": self.fen(rows, 0, 390_000, 10_000),
            "since": text.dates(self.between(rows, 6_000)),
        }  # fmt: skip

    def insurance(self) -> Table:
        """Return contributions of the last three months."""
        people = self.others("insurance")
        ago = np.arange(len(people)) % 3
        return {
            **self.person(people), "month": text.months_ago(self.county.month, ago),
            "kind": self.any_of(INSURANCES, len(people)),
            "base_fen": self.fen(len(people), 2_800, 12_000, 50), "employer": self.any_of(UNITS, len(people)),
        }  # fmt: skip

    def pensions(self) -> Table:
        """Return pensions; old people on dibao get the residents' basic pension, which does not count as income."""
        group, people = self.group, self.others("pensions")
        old = group.person[is_at_least(self.lists.people.born[group.person], 60, self.county.month)]
        old = old[self.random.random(len(old)) < 0.7]
        fen = np.r_[
            self.random.integers(12, 30, size=len(old)) * 1_000,
            self.random.integers(150, 600, size=len(people)) * 1_000,
        ]
        kind = np.r_[np.full(len(old), 2), self.random.integers(0, 2, size=len(people))]
        both = np.r_[old, people]
        return {**self.person(both), "amount_fen": text.money(fen), "kind": text.looked_up(PENSIONS, kind)}

    def housing_fund(self) -> Table:
        """Return housing-fund accounts."""
        people = self.others("housing_fund")
        states = self.any_of(("正常", "正常", "缴存", "封存"), len(people))
        return {**self.person(people), "base_fen": self.fen(len(people), 2_000, 20_000, 10), "status": states}

    def vehicles(self) -> Table:
        """Return vehicles; some families on dibao own a motorcycle, or a car that was scrapped."""
        group, people = self.group, self.others("vehicles")
        poor = group.head[self.random.random(len(group.head)) < 0.06]
        scrapped = self.random.random(len(poor)) < 0.1
        both, rows = np.r_[poor, people], len(poor) + len(people)
        gone = np.where(scrapped, self.random.integers(2, 4, size=len(poor)), 0)
        plate = self.random.integers(0, 1_000, size=rows) * 1_000 + np.arange(rows) % 1_000
        any_state = self.random.integers(0, 3, size=len(people))
        kind = np.r_[np.where(scrapped, 0, 2), self.random.integers(0, len(CARS), size=len(people))]
        return {
            **self.person(both), "plate": text.digits(plate, 6, "S"),
            "kind": text.looked_up(CARS, kind),
            "status": text.looked_up(("正常", "违法未处理", "注销", "达到报废标准"), np.r_[gone, any_state]),
            "registered_on": text.dates(self.between(rows, 4_000)),
        }  # fmt: skip

    def properties(self) -> Table:
        """Return houses; most families own the one they live in."""
        group, people = self.group, self.others("properties")
        own = np.flatnonzero(self.random.random(len(group.head)) < 0.6)
        area = np.r_[30 + self.random.integers(0, 45, size=len(own)) * group.size[own].clip(1, 2),
                     self.random.integers(45, 190, size=len(people))]  # fmt: skip
        both = np.r_[group.head[own], people]
        rows = len(both)
        return {
            **self.person(both), "address": self.any_of(tuple(self.county.village_names), rows),
            "area": text.counts(area),
            "share": text.constant("100%", rows), "kind": self.any_of(("住宅", "成套住宅", "宅基地住宅"), rows),
        }  # fmt: skip

    def marriages(self) -> Table:
        """Return marriages: the couples on dibao, and others."""
        group, people = self.group, self.others("marriages")
        wives = np.flatnonzero(group.relation == SPOUSE)
        half = len(people) // 2
        one = np.r_[group.head[group.household[wives]], people[:half]]
        other = np.r_[group.person[wives], people[half : half * 2]]
        state = np.r_[np.zeros(len(wives), np.int64), self.random.integers(0, 2, size=half)]
        return {
            **self.person(one), "spouse_id": self.lists.ids(other), "status": text.looked_up(("已婚", "离婚"), state),
            "registered_on": text.dates(self.between(len(one), 9_000)),
        }  # fmt: skip

    def disability(self) -> Table:
        """Return disability cards; those of recipients agree with what is on their files."""
        group, known, people = self.group, self.lists.recipients.disabled, self.others("disability")
        inside = np.flatnonzero(group.disability >= 0)
        both = np.r_[group.person[inside], np.array(list(known), np.int64), people]
        kind = np.r_[group.disability[inside], np.array(list(known.values()), np.int64),
                     self.random.integers(0, len(DISABILITIES), size=len(people))]  # fmt: skip
        kinds, levels = zip(*DISABILITIES, strict=True)
        until = text.day_number(self.county.month.last_on) + self.random.integers(30, 3_000, size=len(both))
        return {**self.person(both), "kind": text.looked_up(kinds, kind), "level": text.looked_up(levels, kind),
                "valid_to": text.dates(until)}  # fmt: skip

    def students(self) -> Table:
        """Return pupils: the children of the families, and others."""
        group, people = self.group, self.others("students")
        both = np.r_[group.person[group.relation == CHILD], people]
        return {**self.person(both), "school": self.any_of(SCHOOLS, len(both)), "level": self.any_of(LEVELS, len(both))}

    def illnesses(self) -> Table:
        """Return the seriously ill; those on dibao have their supplement."""
        group, people = self.group, self.others("illnesses")
        ill = np.flatnonzero(group.illness >= 0)
        kind = np.r_[group.illness[ill], self.random.integers(0, len(DISEASES), size=len(people))]
        return {**self.person(np.r_[group.person[ill], people]), "kind": text.looked_up(DISEASES, kind)}

    def kinships(self) -> Table:
        """Return relations within families, as the household register has them."""
        group = self.group
        rows = np.flatnonzero(group.relation > SPOUSE)
        words = (*RELATIONS[:2], "父母子女", "子女父母", "祖孙")
        return {
            "person_id": self.lists.ids(group.head[group.household[rows]]),
            "other_id": self.lists.ids(group.person[rows]),
            "relation": text.looked_up(words, group.relation[rows]),
        }  # fmt: skip

    # ── about offices and places

    def officers(self) -> Table:
        """Return those who handle cases and sit on village committees, with their own accounts."""
        people = self.outsiders[: self.officers_count]
        rows = len(people)
        place = self.random.integers(0, len(self.county.village_codes), size=rows)
        card = card_numbers(self.county.index, np.full(rows, 1), OFFICER_CARD + np.arange(rows))
        return {
            **self.person(people), "unit": text.looked_up(self.county.village_names, place),
            "post": self.any_of(POSTS, rows), "region_code": text.digits(self.county.village_codes[place], 12),
            "account_no": text.digits(card, 19),
        }  # fmt: skip

    @property
    def officers_count(self) -> int:
        """Return how many officers the county has."""
        return min(6 + int(self.county.lines * OFFICERS), len(self.outsiders) // (2 + RELATIVES_EACH))

    def relatives(self) -> Table:
        """Return officers' filed relatives, none of whom receives anything."""
        count = self.officers_count
        officer, kin = self.outsiders[:count], self.outsiders[count : count * 2]
        return {
            "officer_id": self.lists.ids(officer), "relative_id": self.lists.ids(kin),
            "relation": self.any_of(("配偶", "父亲", "母亲", "兄弟", "姐妹"), count),
            "filed_on": text.dates(self.between(count, 900, 30)),
        }  # fmt: skip

    def institutions(self) -> Table:
        """Return the care institutions and their accounts."""
        accounts = self.lists.recipients.institutions
        rows = len(accounts)
        names = pa.array(institution_names(self.county, rows))
        codes = text.digits(self.county.village_codes[np.zeros(rows, np.int64)], 12)
        return {"name": names, "account_no": text.digits(accounts, 19), "region_code": codes}

    def standards(self) -> Table:
        """Return this year's and last year's standards; tekun ones are the basic part."""
        return pa_columns(standard_rows(self.county))

    def population(self) -> Table:
        """Return how many people live in each township."""
        codes = self.county.village_codes[::PLACES] // 1000 * 1000
        heads = self.county.lines * 24 // self.county.size.townships + self.random.integers(0, 3_000, size=len(codes))
        return {"region_code": text.digits(codes, 12), "population": text.counts(heads)}


def standard_rows(county: County) -> list[dict[str, str]]:
    """Return the county's standards as text."""
    rows = []
    for month, since in ((STANDARDS_CHANGED.plus(-12), "2025-01-01"), (STANDARDS_CHANGED, "2026-01-01")):
        for urban, where in ((True, "urban"), (False, "rural")):
            fen = county.standard_fen(urban=urban, month=month)
            for kind, amount in (("dibao", fen), ("tekun", fen * TEKUN_BASIC_BP // 10_000)):
                word = PROGRAMME_WORDS[f"{kind}_{where}"][0]
                code = f"{county.code}000000"
                money = f"{amount // 100}.{amount % 100:02d}"
                rows.append({"region_code": code, "programme": word, "standard_fen": money, "from_on": since})
    return rows


def pa_columns(rows: list[dict[str, str]]) -> Table:
    """Return rows as columns."""
    return {name: pa.array([row[name] for row in rows], pa.string()) for name in rows[0]}


def outsiders(county: County, crowd: Crowd) -> Ints:
    """Return people of the county who receive nothing; they are added to the crowd."""
    count = max(80, int(county.lines * county.size.width * 0.25))
    return crowd.adults(county.dice(8), count, (20, 88))
