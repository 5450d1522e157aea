"""Money between funds and years: two entries that belong together, a document, and a second approver."""

from dataclasses import replace
from uuid import UUID

from mingbai.treasury.actions.moves import single
from mingbai.treasury.actions.writing import write
from mingbai.treasury.entries import transfer_id
from mingbai.treasury.officers import Officer, Paper
from mingbai.treasury.states import PAIRS


def lend(*, from_fund: int, to_fund: int, fen: int, name: str, paper: Paper, approved_also_by: Officer) -> UUID:
    """Lend available money to another fund, as a document allows (JN-2020-21#2.4); return the pair's id."""
    return _pair("lend", from_fund, to_fund, fen, name, paper, approved_also_by)


def carry_over(*, from_fund: int, to_fund: int, fen: int, name: str, paper: Paper, approved_also_by: Officer) -> UUID:
    """Hand what a closed year left to the next year's fund (JN-2020-21#3.1); return the pair's id."""
    return _pair("carry_out", from_fund, to_fund, fen, name, paper, approved_also_by)


def _pair(gives: str, from_fund: int, to_fund: int, fen: int, name: str, paper: Paper, also: Officer) -> UUID:
    pair_id = transfer_id(gives, from_fund, to_fund, name)
    halves = (
        single(code, fund_id=fund_id, fen=fen, name=str(pair_id), paper=paper)
        for code, fund_id in ((gives, from_fund), (PAIRS[gives], to_fund))
    )
    write([replace(half, pair_id=pair_id, approved_also_by=also.id) for half in halves])
    return pair_id
