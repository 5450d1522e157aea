"""Funds opened with all their accounts, and closed at the end of their year."""

from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction

from mingbai.kernel.region import Region
from mingbai.offices.kinds import Kind as Party
from mingbai.treasury import models
from mingbai.treasury.actions.moves import single
from mingbai.treasury.actions.recording import record_rows
from mingbai.treasury.actions.writing import write
from mingbai.treasury.decisions import unable_to_close
from mingbai.treasury.ladder import UNFINISHED, UNSPENT, Rung
from mingbai.treasury.officers import Paper
from mingbai.treasury.queries import balances, closed
from mingbai.treasury.refused import AlreadyWritten, SamePerson, WrongParty, YearClosed
from mingbai.treasury.states import Level


def open_fund(
    *, region: Region, year: int, source: Level, programme: str, paper: Paper, townships: Collection[Region] = ()
) -> int:
    """Open the books of one programme's money of a year, by the document that gives it; return the fund's id."""
    _for_finance(paper)
    try:
        with transaction.atomic():
            fund = models.Fund.objects.create(
                region=region.code, year=year, source=source, programme=programme, **_said(paper)
            )
            record_rows([fund], "open", paper)
            rungs = [rung for rung in Rung if rung is not Rung.TOWNSHIP]
            accounts = models.Account.objects.bulk_create(models.Account(fund=fund, rung=rung) for rung in rungs)
            record_rows(accounts, "open", paper)
            for township in townships:
                open_township(fund_id=fund.pk, township=township, paper=paper)
    except IntegrityError as error:
        raise AlreadyWritten(
            f"{year}年{programme}按{paper.document}的资金账已开立。",
            f"The books of {programme} in {year} by {paper.document} are open already.",
        ) from error
    return fund.pk


def open_township(*, fund_id: int, township: Region, paper: Paper) -> None:
    """Open a township's reserve in a fund, if it is not open already."""
    _for_finance(paper)
    with transaction.atomic():
        account, is_new = models.Account.objects.get_or_create(
            fund_id=fund_id, rung=Rung.TOWNSHIP, township=township.code
        )
        if is_new:
            record_rows([account], "open_township", paper)


def close_year(*, fund_id: int, paper: Paper) -> int:
    """
    Carry over what the fund has not spent, and close its year (JN-2020-21#3.1); return what is carried over, in fen.

    Raises UnableToClose while anything is reserved, on its way or returned, and YearClosed the second time.
    """
    _for_finance(paper)
    with transaction.atomic():
        if closed([fund_id]):
            raise YearClosed(f"基金{fund_id}已年终结账。", f"The year of fund {fund_id} is closed already.")
        standing = [one for one in balances(fund_id) if one.balances.net_fen]
        if left := {one.account.rung: one.balances.net_fen for one in standing if one.account.rung in UNFINISHED}:
            raise unable_to_close(fund_id, left)
        unspent = [one for one in standing if one.account.rung in UNSPENT]
        write([
            single(
                f"close_{one.account.rung}",
                fund_id=fund_id,
                fen=one.balances.net_fen,
                name=f"{one.township}",
                paper=paper,
                township=one.township,
            )
            for one in unspent
        ])  # fmt: skip
        try:
            with transaction.atomic():
                record_rows([models.Closing.objects.create(fund_id=fund_id, **_said(paper))], "close", paper)
        except IntegrityError as error:  # something was entered since we looked
            raise unable_to_close(fund_id, {Rung.AVAILABLE: 1}) from error
        return sum(one.balances.net_fen for one in unspent)


def _for_finance(paper: Paper) -> None:
    if paper.by.party is not Party.FINANCE:
        raise WrongParty("资金账由财政部门开立和结账。", "The finance bureau opens and closes the books of a fund.")
    if paper.by.id == paper.approved_by.id:
        raise SamePerson("经办人和审批人不能是同一人。", "Who opens or closes a fund may not approve it.")


def _said(paper: Paper) -> dict[str, Any]:
    people = {"made_by": paper.by.id, "approved_by": paper.approved_by.id}
    return {"document": paper.document, "made_at": paper.at, **people}
