"""Money between funds and years: two entries that belong together, a document, and a second approver."""

from dataclasses import replace
from uuid import UUID

from mingbai.treasury.actions.moves import single
from mingbai.treasury.actions.writing import write
from mingbai.treasury.entries import Transfer, transfer_id
from mingbai.treasury.officers import Officer, Paper
from mingbai.treasury.states import PAIRS


def lend(*, from_fund: int, to_fund: int, fen: int, name: str, paper: Paper, approved_also_by: Officer) -> UUID:
    """Lend available money to another fund, as a document allows (JN-2020-21#2.4); return the pair's id."""
    return move_between(
        "lend", from_fund=from_fund, to_fund=to_fund, fen=fen, name=name, paper=paper, also_by=approved_also_by.id
    )


def carry_over(*, from_fund: int, to_fund: int, fen: int, name: str, paper: Paper, approved_also_by: Officer) -> UUID:
    """Hand what a closed year left to the next year's fund (JN-2020-21#3.1); return the pair's id."""
    return move_between(
        "carry_out", from_fund=from_fund, to_fund=to_fund, fen=fen, name=name, paper=paper, also_by=approved_also_by.id
    )


def move_between(
    code: str, *, from_fund: int, to_fund: int, fen: int, name: str, paper: Paper, also_by: int
) -> UUID:  # fmt: skip
    """Enter an adjustment by the code of the half that gives; return the pair's id."""
    pair = halves(code, from_fund=from_fund, to_fund=to_fund, fen=fen, name=name, paper=paper, also_by=also_by)
    write(pair)
    assert pair[0].pair_id is not None
    return pair[0].pair_id


def halves(
    code: str, *, from_fund: int, to_fund: int, fen: int, name: str, paper: Paper, also_by: int
) -> list[Transfer]:  # fmt: skip
    """Return the two entries of an adjustment, the one that gives first."""
    pair_id = transfer_id(code, from_fund, to_fund, name)
    pair = (
        single(half, fund_id=fund_id, fen=fen, name=str(pair_id), paper=paper)
        for half, fund_id in ((code, from_fund), (PAIRS[code], to_fund))
    )
    return [replace(half, pair_id=pair_id, approved_also_by=also_by) for half in pair]
