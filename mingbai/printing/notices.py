"""告知书 with what the family said, one for each recipient, and the register of a place's month (LAW-2026#48)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from mingbai.awards.causes import CAUSES
from mingbai.awards.models import Hearing, Notice
from mingbai.awards.queries import notice_of, notices
from mingbai.awards.states import ADVERSE, Kind
from mingbai.kernel.masks import mask_name
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.kinds import Kind as Office
from mingbai.offices.queries import office_of
from mingbai.offices.refused import Refused
from mingbai.offices.roles import Role
from mingbai.papers import Change, ChangeNotice, DeliveryList, Handed, HearingRecord
from mingbai.policy.parameters import ParameterSet
from mingbai.printing.places import office_name, place_name, place_names, title_of
from mingbai.printing.printed import Printed
from mingbai.standards.queries import parameters

WAYS = {"visit": ("入户", "at home"), "office": ("到办公场所", "at the office"), "phone": ("电话", "by telephone"),
        "letter": ("书面", "by letter")}  # fmt: skip
ANSWERS = {
    "agrees": ("同意", "agrees"), "objects": ("不同意", "objects"), "silent": ("未提出意见", "says nothing"),
    "nobody": ("本人已去世，无家庭成员", "has died and leaves no family"),
}  # fmt: skip
COUNTY_DIGITS = 6


@dataclass
class Printer:
    """What all notices of one printing have in common, and the offices that were looked up for it."""

    telephone: str
    large: bool
    known: ParameterSet = field(default_factory=parameters)
    offices: dict[tuple[int | None, date], str] = field(default_factory=dict)

    def printed(self, found: Notice) -> Printed:
        """Return the notice as it was issued: a second printing is the same."""
        decision, on = found.decision, day_of(found.made_at)
        kind, cause, month = Kind(decision.kind), CAUSES[decision.cause], Month.parse(decision.effective_month)
        laws = ["LAW-2026#47", *(["LAW-2026#48"] if kind in ADVERSE else [])]
        steps = [(str(step["zh"]), str(step["en"])) for step in decision.explanation["steps"]]
        paper = ChangeNotice(
            office=self._office(found, on),
            number=found.number,
            made_at=found.made_at,
            change=Change(kind.value),
            name=found.addressee.name,  # in full: it is the addressee's own
            household=found.award.household.number,
            programme=f"{title_of(decision.programme)}金",
            facts=decision.evidence,
            reasons=[(f"{cause.title}。", f"{cause.title_en}.")],
            cites=list(dict.fromkeys([cause.article_for(decision.programme), *laws])),
            reckoning=[] if kind is Kind.STOP else steps,
            before_fen=decision.before_fen,
            after_fen=decision.amount_fen,
            from_month=month,
            hearing=_hearing(decision.hearing),
            answer_days=self.known.at(found.region, on).number("reply_wd"),
            telephone=self.telephone,
            delivered_on=found.delivered_on,
            how=found.how,
            large_print=self.large,
        )
        return Printed(paper, str(decision.pk), found.region, month)

    def _office(self, found: Notice, on: date) -> str:
        """Return the office that decided: the leader's who confirmed it."""
        key = (found.decision.approved_by, on)
        if key not in self.offices:
            decider, county = office_of(key[0], Role.LEADER, on), Region(found.region[:COUNTY_DIGITS])
            self.offices[key] = decider.name if decider else office_name(county, Office.CIVIL_AFFAIRS, on)
        return self.offices[key]


def notice_papers(decision_id: int, *, telephone: str, large: bool) -> dict[str, Printed]:
    """Return the notice of one decision as it was issued; raise Refused where nobody is told or none is in sight."""
    found = notice_of(decision_id)
    if found is None:
        raise Refused(
            f"您的辖区内没有决定{decision_id}的告知书：决定经确认后才有告知书，金额不变的决定不出具。",
            f"There is no notice of decision {decision_id} in your division: it is issued when the decision is "
            "confirmed, and never where the amount stays.",
        )
    return {f"告知书-{decision_id}": Printer(telephone, large).printed(found)}


def batch_papers(region: Region, month: Month, *, telephone: str, large: bool, at: datetime) -> dict[str, Printed]:
    """Return every notice of what changes in a division from a month on, and the register they are delivered by."""
    found, names = list(notices(region, month)), place_names(region, day_of(at))
    office, printer = place_name(region, day_of(at)), Printer(telephone, large)
    register = DeliveryList(
        office=office, number=f"{region}-{month}-送达", made_at=at, place=office, month=month,
        entries=[_handed(one, names) for one in found],
    )  # fmt: skip
    return {
        f"告知书送达登记册-{region}-{month}": Printed(register, f"{region}/{month}", region.code, month),
        **{f"告知书-{one.decision_id}": printer.printed(one) for one in found},
    }


def _hearing(held: Hearing | None) -> HearingRecord | None:
    if held is None:
        return None
    return HearingRecord(
        held_on=held.held_on, way=WAYS[held.way], heard_by=held.heard_by, told=held.told, answer=ANSWERS[held.answer],
        reply=held.reply, document=held.document,
    )  # fmt: skip


def _handed(found: Notice, names: Mapping[str, str]) -> Handed:
    decision = found.decision
    return Handed(
        number=found.number,
        village=names.get(found.region, found.region),
        household=found.award.household.number,
        name=mask_name(found.addressee.name),
        programme=title_of(decision.programme),
        change=Change(decision.kind),
        before_fen=decision.before_fen,
        after_fen=decision.amount_fen,
        delivered_on=found.delivered_on,
        how=found.how,
    )
