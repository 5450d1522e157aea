"""A county whose offices decide awards: who proposes, reviews and confirms, and families to decide about."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from mingbai.awards import actions
from mingbai.awards.actions import Case, Evidence, Facts, Payment
from mingbai.awards.models import Award, Decision
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.people.tests.families import COUNTY, PAPER, TOWN, VILLAGE, Bureau, bureau

NOW = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)
GRANTED = Evidence("granted", "入户调查和信息核对表", PAPER)
POOR = Facts(member_count=2, priority_member_count=0, annual_income_fen=600_000)  # 560 x 2 - 500 = 620 yuan
POOR_FEN = 62_000


@dataclass
class Office:
    """The bureau, a township's officers listed for every step of an award, and short ways to decide."""

    bureau: Bureau
    handler: Actor
    reviewer: Actor
    leader: Actor
    at: datetime = NOW
    cards: int = 0

    def later(self, **much: int) -> datetime:
        self.at += timedelta(**much)
        return self.at

    def card(self) -> str:
        self.cards += 1
        return f"1234567{self.cards:07d}"  # a passbook's number

    def family(self, count: int = 2, *, region: Region = VILLAGE, born: str = "19800101") -> tuple[int, list[int]]:
        people = [self.bureau.person(born=born, region=region) for _ in range(count)]
        return self.bureau.household(*people, region=region), people

    def account(self, person: int) -> int:
        from mingbai.people.queries import names

        return self.bureau.account(person, names([person])[person], number=self.card())

    def proposed(
        self, household: int, people: list[int], *, programme: str = "dibao_rural", facts: Facts = POOR,
        amount_fen: int = POOR_FEN, by: Actor | None = None, payment: Payment | None = None, person: int | None = None,
        **more: Any,
    ) -> int:  # fmt: skip
        return actions.propose_award(
            case=Case(programme, household, tuple(people), person),
            payment=payment or Payment(people[0], self.account(people[0])),
            facts=facts, amount_fen=amount_fen, evidence=GRANTED, by=by or self.handler, at=self.at, **more,
        )  # fmt: skip

    def reviewed(self, decision: int) -> int:
        actions.review_decision(decision_id=decision, by=self.reviewer, at=self.at)
        return decision

    def approved(self, decision: int, **more: Any) -> Decision:
        self.reviewed(decision)
        actions.approve_decision(decision_id=decision, by=self.leader, at=self.at, **more)
        return Decision.objects.get(pk=decision)

    def granted(self, count: int = 2, **more: Any) -> Award:
        household, people = self.family(count)
        return self.approved(self.proposed(household, people, **more)).award

    def heard(self, award: Award, held_on: date | None = None, **more: Any) -> int:
        said = {
            "way": "visit", "told": "收入核对显示家庭收入增加，拟减发", "answer": "agrees", "reply": "同意，孩子上班了",
            "heard_by": "本人、村干部、两名工作人员", "document": PAPER,
        }  # fmt: skip
        return actions.hear_recipient(
            award_id=award.pk, held_on=held_on or self.at.date(), by=self.handler, at=self.at, **(said | more)
        )

    def stopped(self, award: Award, month: Month | None = None) -> Decision:
        made = actions.stop_award(
            award_id=award.pk, evidence=Evidence("income_up", "家庭收入超过标准"), hearing_id=self.heard(award),
            effective_month=month, by=self.handler, at=self.at,
        )  # fmt: skip
        return self.approved(made)


def office() -> Office:
    """Return a county founded in January and manned for awards, on a day in October."""
    civil = bureau()
    county = civil.county
    town = county.office(Kind.TOWNSHIP, Region(TOWN.code), "城关镇（救助）")
    handler, reviewer = county.post(town, Role.HANDLER), county.post(town, Role.REVIEWER)
    leader = county.post(town, Role.LEADER)
    county.listed("accept", handler, civil.leader)
    county.listed("change", handler, civil.leader)
    county.listed("review", reviewer, civil.leader)
    county.listed("change", reviewer, civil.leader)
    county.listed("confirm", leader, civil.leader)
    county.listed("change", civil.reviewer, civil.leader)  # the bureau itself decides opening stocks
    county.listed("confirm", civil.leader, county.post(civil.leader.organisation_id, Role.LEADER))
    return Office(civil, handler, reviewer, leader)


__all__ = ["COUNTY", "GRANTED", "NOW", "PAPER", "POOR", "POOR_FEN", "TOWN", "VILLAGE", "Office", "office"]
