"""Money moved along the ladder: any of the moves that stand alone, by its name."""

from collections.abc import Callable, Mapping
from uuid import UUID

from mingbai.treasury.actions.writing import write
from mingbai.treasury.entries import BETWEEN, Account, Alike, Transfer, transfer_id, transfer_ids
from mingbai.treasury.ladder import Rung
from mingbai.treasury.officers import Paper
from mingbai.treasury.queries import account_of
from mingbai.treasury.refused import BadEntry
from mingbai.treasury.states import MOVE, Kind


def move_money(code: str, *, fund_id: int, fen: int, name: str, paper: Paper, township: str = "") -> UUID:
    """
    Make a move of `states.MOVES` (quota, plan, reserve, release, return, demand, recover ...); return the entry's id.

    `name` tells this move from others of its code in the fund; the same name again is the same entry. `township` says
    whose reserve, where the move touches one. Raises a Refused.
    """
    entry = single(code, fund_id=fund_id, fen=fen, name=name, paper=paper, township=township)
    write([entry])
    return entry.id


def singles(code: str, *, fund_id: int, fen: Mapping[str, int], paper: Paper) -> Alike:
    """Return the entries of a move that counts at once, one for each name."""
    model = single(code, fund_id=fund_id, fen=next(iter(fen.values())), name=next(iter(fen)), paper=paper)
    ids = list(transfer_ids(f"{fund_id}{BETWEEN}{code}", fen))
    return Alike(model, ids, list(fen.values()), [None] * len(fen))


def single(
    code: str,
    *,
    fund_id: int,
    fen: int,
    name: str,
    paper: Paper,
    township: str = "",
    find: Callable[[int, Rung, str], Account] = account_of,
) -> Transfer:
    """Return the entry of a move that counts at once; who makes many of a few funds finds their accounts once."""
    move = MOVE.get(code)
    if move is None:
        raise BadEntry(f"没有“{code}”这种资金变动。", f"There is no move “{code}”.")
    debit, credit = (
        find(fund_id, rung, township if rung is Rung.TOWNSHIP else "") for rung in (move.debit, move.credit)
    )
    return Transfer(
        id=transfer_id(fund_id, code, name),
        fund_id=fund_id,
        debit=debit,
        credit=credit,
        fen=fen,
        code=code,
        kind=Kind.SINGLE,
        party=paper.by.party,
        document=paper.document,
        made_by=paper.by.id,
        approved_by=paper.approved_by.id,
        made_at=paper.at,
    )
