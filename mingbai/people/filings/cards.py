"""代管备案 (R-802, R-730): a card or passbook that another keeps, by agreement, for a time, looked at again."""

from datetime import date, datetime

from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.people.acting import acting, keeps_data, locked, today
from mingbai.people.filings.entering import common, for_person, other_person, said
from mingbai.people.filings.locality import parameters_at
from mingbai.people.models import CardKeeping, KeepingReview, Staff
from mingbai.people.models.held import CONFIRMED
from mingbai.people.queries.households import holding
from mingbai.people.refused import NotAllowedHere, Unusable

KEEPING, FORBIDDEN = "card_keeping", "forbidden"


def file_card_keeping(
    *,
    person_id: int,
    keeper_id: int,
    cause: str,
    card: str = "",
    document: str,
    filed_on: date,
    until_on: date,
    by: Actor,
    at: datetime,
) -> int:
    """
    File that somebody keeps a recipient's card, by the agreement both signed; return its id.

    Staff may only where the locality's `card_keeping` says `filed`; raise NotAllowedHere where it forbids it.
    """
    with acting():
        person = for_person(person_id, "申报代管备案", "file a kept card", by, at)
        keeper = other_person(keeper_id, today(at))
        if keeper.pk == person.pk:
            raise Unusable("本人持卡不必备案。", "Who keeps his own card files nothing.")
        is_staff = works_for_us(keeper.pk, today(at))
        if is_staff and parameters_at(person.region, today(at)).text(KEEPING) == FORBIDDEN:
            raise NotAllowedHere(
                "本地规定工作人员和村（居）干部不得代持救助对象的卡折（card_keeping），请由监护人、亲属或本人指定的人保管。",
                "Here staff may not keep a recipient's card (card_keeping): a guardian, kin or somebody the recipient "
                "chose keeps it.",
            )
        made = CardKeeping.objects.create(
            **common(person, document, filed_on, until_on, by, at),
            keeper=keeper,
            is_staff=is_staff,
            card=card,
            cause=said(cause, "请写明代管原因。", "Say why the card is kept."),
        )
        record(type="people.keeping_filed", rows=[made], by=by, at=at)
        return made.pk


def review_keeping(
    *, keeping_id: int, reviewed_on: date, is_in_order: bool, finding: str = "", by: Actor, at: datetime
) -> int:
    """Note a look at a card that somebody keeps; what is not in order is described. The keeper does not review."""
    with acting():
        keeping = locked(CardKeeping, keeping_id, "代管备案", "filing of a kept card")
        keeps_data(by, Region(keeping.region), at, title="复核代管", title_en="review a kept card")
        if keeping.state != CONFIRMED:
            raise Unusable("只能复核生效中的代管备案。", "Only a filing in force is reviewed.")
        if Staff.objects.filter(officer_id=by.id, person_id=keeping.keeper_id).exists():
            raise Unusable(
                "代管人不能复核自己的代管，请由他人复核。", "The keeper does not review: somebody else does."
            )
        if not is_in_order:
            finding = said(finding, "请写明发现的问题。", "Say what is not in order.")
        made = KeepingReview.objects.create(
            keeping=keeping,
            region=keeping.region,
            reviewed_on=reviewed_on,
            is_in_order=is_in_order,
            finding=finding.strip(),
            made_by=by.id,
            made_at=at,
        )
        record(type="people.keeping_reviewed", rows=[made], by=by, at=at)
        return made.pk


def works_for_us(person_id: int, on: date) -> bool:
    """Return whether a person works in social assistance on a day."""
    return Staff.objects.filter(holding(on), person_id=person_id).exists()
