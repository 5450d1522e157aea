"""纸质件: what a month prints, signs and stamps; a dataclass and a Typst template each, set as PDF/A, reproducible.

Takes figures and words that stages pass in, never a database; gives the bytes of a PDF, the same for the same data.
Articles: LAW-2026#48 (notice after a hearing), QY-2022-51#3.1.2 (rosters), YC-2022-2#2.4.2 (agreement, ledger).
"""

from mingbai.papers.cards import Card, CardReceipts, UndeliveredCards
from mingbai.papers.change_notice import Change, ChangeNotice, HearingRecord
from mingbai.papers.delivery_list import DeliveryList, Handed
from mingbai.papers.deviations import Deviation, Deviations
from mingbai.papers.log_review import LogFinding, LogReview, LogWork, Matching
from mingbai.papers.month.agreement import Agreement, Compared, Difference
from mingbai.papers.month.bank_list import BankLine, BankList
from mingbai.papers.month.bank_score import BankScore, BankServed, Fee, FeeList
from mingbai.papers.month.fund_plan import FundLine, FundPlan
from mingbai.papers.month.month_brief import MonthBrief
from mingbai.papers.month.month_ledger import LedgerStep, MonthLedger
from mingbai.papers.month.roster_list import RosterEntry, RosterList
from mingbai.papers.month.roster_summary import RosterSummary, SummaryRow
from mingbai.papers.month.three_ledgers import LedgerLine, ThreeLedgers
from mingbai.papers.paper import Paper, Signature
from mingbai.papers.rectification_notice import Demand, RectificationNotice
from mingbai.papers.typesetting.refused import CannotPrint
from mingbai.papers.typesetting.rendering import check_code, pictures, render

__all__ = [
    "Agreement",
    "BankLine",
    "BankList",
    "BankScore",
    "BankServed",
    "CannotPrint",
    "Card",
    "CardReceipts",
    "Change",
    "ChangeNotice",
    "Compared",
    "DeliveryList",
    "Demand",
    "Deviation",
    "Deviations",
    "Difference",
    "Fee",
    "FeeList",
    "FundLine",
    "FundPlan",
    "Handed",
    "HearingRecord",
    "LedgerLine",
    "LedgerStep",
    "LogFinding",
    "LogReview",
    "LogWork",
    "Matching",
    "MonthBrief",
    "MonthLedger",
    "Paper",
    "RectificationNotice",
    "RosterEntry",
    "RosterList",
    "RosterSummary",
    "Signature",
    "SummaryRow",
    "ThreeLedgers",
    "UndeliveredCards",
    "check_code",
    "pictures",
    "render",
]
