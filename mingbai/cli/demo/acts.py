"""The acts of the demo: the desk opened, months worked through, a silent fen found, a dump searched; each told."""

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import psycopg
from django.utils.timezone import get_current_timezone, now

from mingbai.alerts import actions as alerts
from mingbai.awards.stock import refused_for
from mingbai.backups.adding import wrong_in_stages
from mingbai.cli.demo import leaving, opening, paying, rostering, stops
from mingbai.cli.demo.cast import Cast, found
from mingbai.cli.demo.inquiries.month import Inquiries, confirmed
from mingbai.cli.demo.inquiries.truth import truth
from mingbai.cli.demo.leaving import HELD, Left, Paid
from mingbai.cli.demo.opening import Purse
from mingbai.cli.demo.witnesses import four_witnesses
from mingbai.cli.demo.work import Work
from mingbai.cli.voice import Voice
from mingbai.cockpit.actions import reckon_due
from mingbai.config.desk import NAME
from mingbai.config.guards import NATION, scope
from mingbai.config.place import data_folder
from mingbai.config.postgres import hold
from mingbai.config.postgres.dump import dump, seen_in
from mingbai.evidence import verifying
from mingbai.evidence.installation import installed_policy, installed_ring, log_files
from mingbai.evidence.jobs import bring_up_to_date
from mingbai.kernel.month import Month
from mingbai.offices.actor import working_as
from mingbai.people.models import Account, Person
from mingbai.people.queries import opened_accounts, opened_numbers
from mingbai.prechecks import queries as checked
from mingbai.receipts.refused import MonthOpen
from mingbai.simulation.county import County
from mingbai.simulation.simulate import Order, simulate
from mingbai.simulation.sizes import PARTS_OF_TEN_THOUSAND, SIZES
from mingbai.sources.purposes import KINDS

AFTER = timedelta(days=2, hours=2)
LOOKED_AT_AFTER = timedelta(days=3)  # from when the last rosters are made
MOST_MONTHS = 5  # that are worked through, paid, or begun


def yuan(fen: int) -> str:
    """Return an amount as people read it."""
    return f"{fen / 100:,.2f}"


@dataclass
class Play:
    """One demo: where it lies, who acts, and what it has come to."""

    voice: Voice
    folder: Path
    size: str
    seed: int
    first: Month
    today: date | None = None  # the day somebody looks: no roster is made after it
    cast: Cast | None = None
    purses: Mapping[str, Purse] = field(default_factory=dict)
    inquiries: Inquiries | None = None
    lines: int = 0
    fen: int = 0

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Found the offices, start the witnesses, take the opening stock in; keep the witnesses while this lasts."""
        tell, first = self.voice.tell, self.first
        before = first.previous()
        began = datetime(before.year, before.month, 1, 9, tzinfo=get_current_timezone())
        county = County(SIZES[self.size], 0, self.seed, first, 1)
        self.cast = cast = found(county, began)
        tell(
            f"● 建立机构：{len(cast.clerks)} 个乡镇、{len(cast.heads)} 个村（社区），每个岗位由两人设立、批准。",
            f"● Offices: {len(cast.clerks)} townships, {len(cast.heads)} villages; every post takes two people.",
        )
        with four_witnesses(self.folder / "witnesses") as names:
            tell(
                "● 四个见证部门各自运行：民政或财政之一，加审计或纪检之一，缺一不得发放。",
                f"● {len(names)} witnesses run apart: no file leaves without one of each side.",
            )
            opening.agree_on_standards(cast, first.first_on, began + timedelta(days=1))
            taken = opening.take_stock(self._lists(first), first, cast, began + timedelta(days=2))
            months = [first.plus(number) for number in range(MOST_MONTHS)]
            self.inquiries = Inquiries(truth(self.folder / "lists" / "first" / "key.csv", months))
            left, why, why_en = refused_for(taken.conflicts)
            tell(
                f"● 期初导入 {taken.awards:,} 项在册救助，每项三人经手；未收 {left} 行{why}，逐行说明；"
                f"{taken.differing} 行金额与政策不符，照录并注明。",
                f"● Opening stock: {taken.awards:,} awards, three people each; {left} rows not taken{why_en}, told one "
                f"by one; {taken.differing} differ from policy, kept and told.",
            )
            programmes = sorted(PARTS_OF_TEN_THOUSAND)
            needed = opening.budget(cast, programmes, first)
            self.purses = opening.fill_purses(cast, programmes, first.year, began, needed)
            yield

    def month(self, month: Month, faults: Mapping[str, int]) -> None:
        """Work one month through, from its roster to its four signatures."""
        work = self._work(month)
        self.voice.tell(f"── {month} " + "─" * 60, f"── {month} " + "─" * 60)
        rosters = self._rosters(work)
        self._checked(work, rosters)
        self._paid(work, rosters, faults)
        self._closed(work)

    def _rosters(self, work: Work) -> list[int]:
        made = rostering.derive(work)
        lines, fen = rostering.sums(work, made)
        signed = rostering.sign(work, made, work.made)
        minutes = rostering.agree(work, made, f"示范民局纪〔{work.month}〕1号", work.made + timedelta(days=1), work.met)
        paying.ask_for_money(work, minutes, work.met + timedelta(days=1))
        self.voice.tell(
            f"  名册 {len(made)} 份、{lines:,} 行、{yuan(fen)} 元，只由在册决定生成；{signed} 个村签字后封存。",
            f"  rosters: {len(made)}, {lines:,} lines, {yuan(fen)} yuan, derived from decisions alone; "
            f"{signed} villages signed and the bureau met before they were frozen.",
        )
        return made

    def _checked(self, work: Work, rosters: list[int]) -> None:
        at = work.compared
        rows, hits = rostering.take_lists(work, self._lists(work.month), {one: KINDS[one].title for one in KINDS})
        check = rostering.check(work, at + timedelta(hours=1))
        tasks = rostering.take_up(work, at + timedelta(hours=2))
        with working_as(work.cast.handler):
            rules = Counter(one.rule_id for one in checked.findings(check))
        moved, held = rostering.made_payable(work, rosters, HELD, at + timedelta(hours=2))
        rostering.release(work, rosters, at + timedelta(days=1))
        self.voice.tell(
            f"  前置核对：部门数据 {rows:,} 行，命中 {hits} 人；{len(rules)} 条规则发现 {sum(rules.values())} 处，"
            f"派出 {tasks} 项核查。"
            f"{moved} 行不一致的调出另批，{held} 行由复核人具名暂缓，其余每一列都一致，两人放行。",
            f"  check: {rows:,} rows of other departments, {hits} people on them; {len(rules)} rules found "
            f"{sum(rules.values())}, {tasks} tasks given out. {moved} unequal lines set apart, {held} held by name, "
            "the rest equal in every "
            "column and released by two.",
        )

    def _paid(self, work: Work, rosters: list[int], faults: Mapping[str, int]) -> None:
        files = paying.draft(work, rosters, work.paid)
        count, fen = paying.send(work, files, work.paid)
        self.lines, self.fen = self.lines + count, self.fen + fen
        self.voice.tell(
            f"  发放：{len(files)} 个银行文件、{count:,} 笔、{yuan(fen)} 元，先封存、再见证、后发出。",
            f"  payment: {len(files)} bank files, {count:,} payments, {yuan(fen)} yuan: sealed, witnessed, then sent.",
        )
        paying.bank_pays(work, files, faults, work.paid + timedelta(days=1))
        first = paying.match(work, work.paid + timedelta(days=2))
        kinds = Counter(one.kind.value for one in first.differences)
        ended = stops.decide_holds(work, rosters, work.paid + timedelta(days=2, hours=1))
        with scope(work.cast.region):
            tasks = len(alerts.check_after_payment(region=work.cast.region, month=work.month, at=work.paid + AFTER))
        assert self.inquiries is not None
        seen = self.inquiries.look_into(work, work.paid + AFTER + timedelta(hours=2))
        self.voice.tell(
            f"  银行回单：{first.matched:,} 笔三方一致，差异 {sum(kinds.values())} 处（{_listed(kinds)}），各有责任方；"
            f"又派出 {tasks} 项核查，乡镇已核实 {seen} 项。"
            f"暂缓的：{ended.stopped} 项经听取意见、书面告知后停发，{ended.lifted} 项解除。",
            f"  receipts: {first.matched:,} equal in all three lists; {sum(kinds.values())} differences "
            f"({_listed(kinds)}), each with owner and deadline, and {tasks} more tasks; townships have verified "
            f"{seen}. Of those held {ended.stopped} were stopped after a hearing and notice, {ended.lifted} lifted.",
        )

    def _closed(self, work: Work) -> None:
        day = work.paid + timedelta(days=3)
        kept_open = self._refused(work, day)
        again = paying.try_again(work, day)
        paying.bank_pays(work, again, {}, day + timedelta(days=1))
        back = self._paid_back(work, day + timedelta(days=1))
        paying.match(work, day + timedelta(days=5))
        items = paying.explain(work, day + timedelta(days=6))
        paying.match(work, day + timedelta(days=6))
        signed = paying.close(work, day + timedelta(days=7))
        assert self.inquiries is not None
        decided = self.inquiries.decide(work, day + timedelta(days=8))
        bring_up_to_date()
        self.voice.tell(
            f"  结账：还有 {kept_open} 处未清时被拒绝；退票已重发，补发 {back} 行，{items} 处由责任方说明、领导认可后，"
            f"{signed} 人逐级签字。",
            f"  closing: refused while {kept_open} things were open; then failed payments were sent again, {back} "
            f"lines paid as arrears, {items} differences answered and agreed to, and {signed} people signed.",
        )
        self.voice.tell(
            f"  核查：认定 {decided.results.total()} 项，属实 {confirmed(decided)} 项、{yuan(decided.fen)} 元，"
            f"已追回 {yuan(decided.repaid_fen)} 元；听取意见在先，由未参与核实的人认定，属单位的下达整改。",
            f"  alerts: {decided.results.total()} decided by somebody who verified none of them, after a hearing; "
            f"{confirmed(decided)} true, {yuan(decided.fen)} yuan, of which {yuan(decided.repaid_fen)} has come back.",
        )

    def _refused(self, work: Work, at: datetime) -> int:
        """Try to close the month with something open; return how many things kept it open."""
        left = paying.unproven(work)
        with suppress(MonthOpen):
            paying.close(work, at)
            assert not left, "a month closed with something unproven"
        return left

    def _paid_back(self, work: Work, at: datetime) -> int:
        """Pay what was held and is held no longer, on supplementary rosters as carefully as any; return the lines."""
        owed = stops.pay_back(work, at)
        if not owed:
            return 0
        rostering.sign(work, owed, at)
        minutes = rostering.agree(
            work, owed, f"示范民局纪〔{work.month}〕2号", at + timedelta(hours=4), at + timedelta(hours=5)
        )
        rostering.check(work, at + timedelta(hours=8), again=True)
        rostering.made_payable(work, owed, HELD, at + timedelta(hours=8))
        paying.ask_for_money(work, minutes, at + timedelta(hours=9))
        rostering.release(work, owed, at + timedelta(days=1))
        files = paying.draft(work, owed, at + timedelta(days=2))
        count, fen = paying.send(work, files, at + timedelta(days=2))
        paying.bank_pays(work, files, {}, at + timedelta(days=3))
        self.lines, self.fen = self.lines + count, self.fen + fen
        return count

    def pay(self, month: Month) -> Paid:
        """Pay a month and leave what comes of it to whoever looks; return what is left."""
        assert self.inquiries is not None
        work = self._work(month)
        paid = leaving.pay(work, self._lists(month))
        self.inquiries.begin(work, paid.at)
        self.voice.tell(f"── {month} " + "─" * 60, f"── {month} " + "─" * 60)
        self.voice.tell(
            f"  留给您办：{paid.rosters} 份名册已发放，差异待说明；{paid.to_release} 份待拨款放行。",
            f"  left to you: {paid.rosters} rosters are paid and their differences wait for answers; "
            f"{paid.to_release} waits for money and release.",
        )
        return paid

    def leave(self, month: Month) -> Left:
        """Begin another month and leave it as it stands; return where."""
        left = leaving.begin(self._work(month))
        bring_up_to_date()
        reckon_due(at=now())
        self.voice.tell(f"── {month} " + "─" * 60, f"── {month} " + "─" * 60)
        self.voice.tell(
            f"  名册已编制，留给您办：1 份待村签字、{left.to_review} 份待审核、{left.to_agree} 份待上会；"
            "审计、纪检各下达一项整改。",
            f"  rosters are derived and left to you: 1 waits for a village's signature, {left.to_review} for review, "
            f"{left.to_agree} for the meeting; audit and discipline inspection each ordered something put right.",
        )
        return left

    def tampered(self) -> str:
        """Change one fen in the database as its owner could, have it found, put it back; return where it was found."""
        with administrator() as admin:
            last = "(SELECT max(id) FROM payments_payment)"
            change = f"UPDATE payments_payment SET amount_fen = amount_fen + %s WHERE id = {last}"
            admin.execute("ALTER TABLE payments_payment DISABLE TRIGGER USER")
            assert admin.execute(change, [-1]).rowcount == 1
            found_in = self._verdict()
            admin.execute(change, [1])
            admin.execute("ALTER TABLE payments_payment ENABLE TRIGGER USER")
        after = self._verdict()  # so that all held before, too
        self.voice.tell(
            f"● 数据库管理员悄悄改动 1 分：“mingbai evidence verify”指出 {found_in.rstrip('。')}；"
            f"改回后{after or '全部相符'}。",
            f"● A database administrator changes one fen unseen: `mingbai evidence verify` names {found_in}; "
            f"put back, {after or 'all holds'}.",
        )
        return found_in

    def dumped(self) -> int:
        """Search a dump of the whole database for every number it keeps; return how many were looked for."""
        numbers = numbers_kept()
        seen, size = numbers_in_the_open(numbers)
        assert not seen, f"{seen} numbers stand in the open"
        self.voice.tell(
            f"● 整库导出（pg_dump，{size / 1e6:,.0f} MB）：逐一查找 {len(numbers):,} 个身份证号和账号，明文 0 个。",
            f"● A dump of the whole database (pg_dump, {size / 1e6:,.0f} MB), searched for all {len(numbers):,} ID and "
            "account numbers: none in the open.",
        )
        return len(numbers)

    def _verdict(self) -> str:
        """Return the first bad record of the log or of what stages keep beside it, empty where all holds."""
        verdict = verifying.verify(policy=installed_policy(), ring=installed_ring(), storage=log_files())
        wrongs = [(one.zh, one.en) for one in wrong_in_stages()]
        first = [*([(verdict.fault.zh, verdict.fault.en)] if verdict.fault else []), *wrongs][:1]
        return self.voice.say(*first[0]) if first else ""

    def _work(self, month: Month) -> Work:
        assert self.cast is not None
        outbox, inbox = (self.folder / name / str(month) for name in ("outbox", "inbox"))
        for place in (outbox, inbox):
            place.mkdir(parents=True)
        by = self.today - LOOKED_AT_AFTER if self.today else None
        return Work(month, self.cast, self.purses, outbox, inbox, month.month * 1_000, by)

    def _lists(self, month: Month) -> Path:
        """Return the folder of what offices and departments send for a month; later months bring no news."""
        first, place = self.folder / "lists" / "first", self.folder / "lists" / str(month)
        if not first.exists():
            simulate(Order(SIZES[self.size], self.seed, month, 1, apart=False), first)
        if not place.exists():
            shutil.copytree(first / "files", place)
            for file in filter(Path.is_file, place.rglob("*")):
                sent_again(file, month)
        return place


def sent_again(file: Path, month: Month) -> None:
    """Make a file another file that says the same, as a department's next export would be."""
    if file.suffix == ".xlsx":
        with ZipFile(file, "a") as workbook:
            workbook.comment = str(month).encode()
    else:
        with file.open("ab") as text:
            text.write(b"\n" * month.month)


def numbers_kept() -> set[bytes]:
    """Return every ID number and account number that the desk keeps, opened."""
    with scope(NATION):
        persons = opened_numbers(list(Person.objects.values_list("pk", flat=True)))
        accounts = opened_accounts(list(Account.objects.values_list("pk", flat=True)))
    return {one.encode() for one in (*persons.values(), *accounts.values())}


def numbers_in_the_open(numbers: set[bytes]) -> tuple[int, int]:
    """Return how many of the numbers a dump of the desk's database shows, and the bytes of that dump."""
    with hold(data_folder() / "postgres") as server:
        return seen_in(dump(server, NAME), numbers)


@contextmanager
def administrator() -> "Iterator[psycopg.Connection[tuple[Any, ...]]]":
    """Connect to the demo's database as its administrator, whom no trigger and no row-level security stops."""
    with hold(data_folder() / "postgres") as server, psycopg.connect(server.address(NAME), autocommit=True) as admin:
        yield admin


def _listed(kinds: Mapping[str, int]) -> str:
    return "、".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
