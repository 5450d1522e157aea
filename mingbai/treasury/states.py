"""资金变动: every move money may make between rungs, who makes it, and by which article; all others are refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mingbai.law import cite
from mingbai.offices.kinds import Kind as Party  # no organisation takes two steps of a payment
from mingbai.treasury.ladder import Rung


class Level(StrEnum):
    """Which budget a fund's money comes from (R-603)."""

    CENTRAL = "central"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"


LEVELS = {  # Chinese, English
    Level.CENTRAL: ("中央资金", "central money"),
    Level.PROVINCE: ("省级资金", "provincial money"),
    Level.PREFECTURE: ("市级资金", "prefecture's money"),
    Level.COUNTY: ("县级资金", "county's money"),
}


class Kind(StrEnum):
    """Whether a transfer counts at once, is held, or ends one that is held."""

    SINGLE = "single"
    PENDING = "pending"
    POST = "post"
    VOID = "void"


@dataclass(frozen=True)
class Move:
    """One allowed move: from which rung, to which, by whom."""

    id: str
    debit: Rung
    credit: Rung
    by: Party
    cites: tuple[str, ...]
    title: str
    title_en: str
    settled_by: Party | None = None  # the move is held until this party says what became of it
    is_half: bool = False  # only as one of a pair, in two funds, with a document and a second approver

    def __post_init__(self) -> None:
        for citation in self.cites:
            cite(citation)

    def party(self, kind: Kind) -> Party | None:
        """Return who makes a transfer of that kind, or nothing where the move has no such kind."""
        if self.settled_by is None:
            return self.by if kind is Kind.SINGLE else None
        return {Kind.PENDING: self.by, Kind.POST: self.settled_by, Kind.VOID: self.settled_by}.get(kind)


FINANCE, CIVIL_AFFAIRS, TOWNSHIP, BANK = Party.FINANCE, Party.CIVIL_AFFAIRS, Party.TOWNSHIP, Party.BANK

MOVES = (
    # ---- money is given, planned, kept ready
    Move(id="quota", debit=Rung.SOURCE, credit=Rung.AVAILABLE, by=FINANCE, cites=("JN-2020-21#2.2", "YC-2022-2#2.4.4"),
         title="下达指标", title_en="grant a quota"),
    Move(id="cut_quota", debit=Rung.AVAILABLE, credit=Rung.SOURCE, by=FINANCE, cites=("YC-2022-2#2.4.4",),
         title="收回指标", title_en="take back quota not yet planned"),
    Move(id="plan", debit=Rung.AVAILABLE, credit=Rung.PLANNED, by=FINANCE, cites=("QY-2022-51#3.1.2",),
         title="批复用款计划", title_en="approve a plan of use"),
    Move(id="unplan", debit=Rung.PLANNED, credit=Rung.AVAILABLE, by=FINANCE, cites=("QY-2022-51#3.1.2",),
         title="调减用款计划", title_en="reduce a plan of use"),
    Move(id="supply_township", debit=Rung.AVAILABLE, credit=Rung.TOWNSHIP, by=FINANCE,
         cites=("JN-2020-21#2.2", "YC-2022-2#2.4.4"),
         title="拨付乡镇备用金", title_en="supply a township's reserve"),
    Move(id="draw_township", debit=Rung.TOWNSHIP, credit=Rung.AVAILABLE, by=FINANCE, cites=("YC-2022-2#2.4.4",),
         title="收回乡镇备用金", title_en="draw a township's reserve back"),
    # ---- a roster is locked, a line is taken off it
    Move(id="reserve", debit=Rung.PLANNED, credit=Rung.RESERVED, by=CIVIL_AFFAIRS, cites=("YC-2022-2#2.4.2",),
         title="名册占用", title_en="reserve for a locked roster"),
    Move(id="release", debit=Rung.RESERVED, credit=Rung.PLANNED, by=CIVIL_AFFAIRS, cites=("YC-2022-2#2.4.2",),
         title="解除占用", title_en="release what a held line had reserved"),
    Move(id="reserve_township", debit=Rung.TOWNSHIP, credit=Rung.RESERVED, by=TOWNSHIP, cites=("QY-2022-51#3.1.2",),
         title="备用金占用", title_en="reserve township relief"),
    Move(id="release_township", debit=Rung.RESERVED, credit=Rung.TOWNSHIP, by=TOWNSHIP, cites=("QY-2022-51#3.1.2",),
         title="解除备用金占用", title_en="release township relief"),
    Move(id="hand_out", debit=Rung.TOWNSHIP, credit=Rung.PAID, by=TOWNSHIP, cites=("JN-2020-21#2.3",),
         title="备用金现金或实物发放", title_en="hand out cash or goods, entered in the register"),
    # ---- the bank pays
    Move(id="instruct", debit=Rung.RESERVED, credit=Rung.IN_TRANSIT, by=FINANCE,
         cites=("YC-2022-2#2.4.6", "LAW-2026#6.p2"),
         title="国库支付指令", title_en="send a sealed file to the bank"),
    Move(id="pay", debit=Rung.IN_TRANSIT, credit=Rung.PAID, by=FINANCE, settled_by=BANK,
         cites=("YC-2022-2#2.4.5", "GEN#2.2"),
         title="发放到账", title_en="pay one line: held until the bank's receipt"),
    Move(id="reject", debit=Rung.IN_TRANSIT, credit=Rung.RESERVED, by=BANK, cites=("QY-2022-51#3.1.3",),
         title="银行退票", title_en="put back what the bank did not pay"),
    Move(id="return", debit=Rung.PAID, credit=Rung.RETURNED, by=BANK, cites=("QY-2022-51#3.1.3",),
         title="到账后退汇", title_en="take in what came back after it had arrived"),
    Move(id="reissue", debit=Rung.RETURNED, credit=Rung.RESERVED, by=CIVIL_AFFAIRS, cites=("YC-2022-2#2.4.5",),
         title="退汇重发", title_en="reserve a returned payment for another attempt"),
    Move(id="remit_returned", debit=Rung.RETURNED, credit=Rung.REMITTED, by=FINANCE, cites=("YC-2022-2#2.4.6",),
         title="退回资金缴库", title_en="remit a returned payment to the treasury"),
    # ---- what was paid too much comes back
    Move(id="demand", debit=Rung.PAID, credit=Rung.RECOVERABLE, by=CIVIL_AFFAIRS,
         cites=("LAW-2026#73", "LAW-2026#74"),
         title="追缴立账", title_en="demand back what was paid too much"),
    Move(id="recover", debit=Rung.RECOVERABLE, credit=Rung.RECOVERED, by=FINANCE, cites=("LAW-2026#74",),
         title="收到缴回款", title_en="take in money paid back"),
    Move(id="write_off", debit=Rung.RECOVERABLE, credit=Rung.PAID, by=CIVIL_AFFAIRS, cites=("YC-2022-2#4.5",),
         title="核销追缴款", title_en="give up a demand, with its reason"),
    Move(id="remit_recovered", debit=Rung.RECOVERED, credit=Rung.REMITTED, by=FINANCE, cites=("YC-2022-2#2.4.6",),
         title="追回资金缴库", title_en="remit money paid back to the treasury"),
    # ---- another fund, another year: never one entry, always two with a document
    Move(id="lend", debit=Rung.AVAILABLE, credit=Rung.LENT, by=FINANCE, is_half=True, cites=("JN-2020-21#2.4",),
         title="调剂拨出", title_en="lend to another fund"),
    Move(id="borrow", debit=Rung.BORROWED, credit=Rung.AVAILABLE, by=FINANCE, is_half=True, cites=("JN-2020-21#2.4",),
         title="调剂拨入", title_en="borrow from another fund"),
    Move(id="close_available", debit=Rung.AVAILABLE, credit=Rung.CARRIED_OVER, by=FINANCE, cites=("JN-2020-21#3.1",),
         title="可用指标结转", title_en="carry over what was available"),
    Move(id="close_planned", debit=Rung.PLANNED, credit=Rung.CARRIED_OVER, by=FINANCE, cites=("JN-2020-21#3.1",),
         title="用款计划结转", title_en="carry over what was planned"),
    Move(id="close_township", debit=Rung.TOWNSHIP, credit=Rung.CARRIED_OVER, by=FINANCE, cites=("JN-2020-21#3.1",),
         title="乡镇备用金结转", title_en="carry over a township's reserve"),
    Move(id="carry_out", debit=Rung.CARRIED_OVER, credit=Rung.LENT, by=FINANCE, is_half=True, cites=("JN-2020-21#3.1",),
         title="结转下年转出", title_en="hand what is left to the next year"),
    Move(id="carry_in", debit=Rung.BORROWED, credit=Rung.AVAILABLE, by=FINANCE, is_half=True, cites=("JN-2020-21#3.1",),
         title="上年结转转入", title_en="take over what the last year left"),
)  # fmt: skip
MOVE: Mapping[str, Move] = {move.id: move for move in MOVES}
PAIRS: Mapping[str, str] = {"lend": "borrow", "carry_out": "carry_in"}  # the half that gives → the half that takes
CORRECTION = "correction"


@dataclass(frozen=True)
class Entry:
    """One line of the whitelist: a code and kind, from rung to rung, by a party."""

    code: str
    kind: Kind
    debit: Rung
    credit: Rung
    party: Party


def allowed() -> Iterator[Entry]:
    """Yield every transfer that may be written: the moves, and as corrections the mirrors of those that stand alone."""
    for move in MOVES:
        for kind in Kind:
            if party := move.party(kind):
                yield Entry(move.id, kind, move.debit, move.credit, party)
        if not move.is_half:
            yield Entry(CORRECTION, Kind.SINGLE, move.credit, move.debit, move.settled_by or move.by)


ALLOWED = frozenset(allowed())
