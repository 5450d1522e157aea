"""卡折签收登记表 and 未领卡折清单, from the register of cards issued in bulk (R-713)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from mingbai.kernel.masks import mask_account, mask_name
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.queries import officer_names
from mingbai.papers import Card, CardReceipts, Signature, UndeliveredCards
from mingbai.people.models import CardIssue
from mingbai.people.queries import cards_of_month, undelivered_cards
from mingbai.printing.places import place_names
from mingbai.printing.printed import Printed, signed

REGISTERED = Signature("登记人", "Registered by")
WHO = {True: "本人", False: "代取人"}
OTHERS = (Signature("发卡人", "Handed out by"), Signature("监督人", "Watched by"))


def card_papers(region: Region, month: Month, *, at: datetime) -> dict[str, Printed]:
    """Return the cards of a month, signed for or to be, and all that nobody has signed for today; names masked."""
    on = day_of(at)
    names = place_names(region, on)
    office = names.get(region.code, region.code)
    issued, waiting = list(cards_of_month(region, month)), list(undelivered_cards(region))
    papers = {
        f"卡折签收登记表-{region}-{month}": CardReceipts(
            office=office, number=f"{region}-{month}-卡折", made_at=at, place=office, month=month,
            cards=_cards(issued, names), signatures=(_registered(issued), *OTHERS),
        ),
        f"未领卡折清单-{region}-{on}": UndeliveredCards(
            office=office, number=f"{region}-{on:%Y%m%d}-未领卡折", made_at=at, place=office,
            cards=_cards(waiting, names),
        ),
    }  # fmt: skip
    return {name: Printed(paper, f"{region}/{month}", region.code, month) for name, paper in papers.items()}


def _cards(issued: Iterable[CardIssue], names: Mapping[str, str]) -> list[Card]:
    return [
        Card(
            batch=one.batch,
            village=names.get(one.region, one.region),
            name=mask_name(one.person.name),
            bank=one.bank,
            card_hint=mask_account(one.card_hint),
            issued_on=one.issued_on,
            delivered_on=one.delivered_on,
            received_by=""
            if one.received_by_id is None
            else "本人"
            if one.received_by_id == one.person_id
            else "代取人",
        )
        for one in issued
    ]


def _registered(issued: list[CardIssue]) -> Signature:
    """Return the place of who registered the cards, with the name where one did all of them."""
    makers = {one.made_by for one in issued}
    if len(makers) != 1:
        return REGISTERED
    return signed(REGISTERED, makers.pop(), max(one.made_at for one in issued), officer_names({issued[0].made_by}))
