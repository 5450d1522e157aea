"""What every proposal needs: evidence, a payee with a confirmed account, living members, the amount policy gives."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mingbai.awards.models import Award, Batch, Decision, Reckoning, Wording
from mingbai.awards.reckoning import RECKONED, Facts, Reckoned
from mingbai.awards.refused import AmountDiffers, NotReckoned, NotThere, Unusable
from mingbai.awards.states import Kind, State
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor
from mingbai.people.queries import accounts, members, persons, unconfirmed

NOT_A_PAYEE = Unusable(
    "账户不是领款人本人的，也不是供养机构的；请先在账户管理中为领款人登记并确认账户。",
    "The account is neither the payee's nor a care home's: have the payee's account entered and confirmed first.",
)


@dataclass(frozen=True)
class Case:
    """Whom an award is for: a household, and the person where it is a person's; whom it covers."""

    programme: str
    household_id: int
    members: tuple[int, ...]
    person_id: int | None = None


@dataclass(frozen=True)
class Evidence:
    """Why, and what shows it: a cause of the list, in words, and the digest of the papers."""

    cause: str
    text: str
    sha256: str = ""
    reason_code: str = ""  # 救助事由

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise Unusable("请写明事由和依据的材料。", "Say why, and which papers show it.")


@dataclass(frozen=True)
class Payment:
    """Who receives the money, into which account."""

    payee_id: int
    account_id: int


def require_members(household_id: int, named: Collection[int], on: date) -> None:
    """Raise Unusable for one who does not live in the household, is not to be counted there, or has died."""
    inside = {member.person_id: member for member in members([household_id], on).get(household_id, [])}
    for person in named:
        member = inside.get(person)
        if member is None:
            raise Unusable(
                f"人员{person}在{on}不是该户成员，请先办理成员登记。",
                f"Person {person} does not belong to the household on {on}: enter the membership first.",
            )
        if member.died_on and member.died_on <= on:
            raise Unusable(f"“{member.name}”已于{member.died_on}死亡。", f"“{member.name}” died on {member.died_on}.")
        if member.exclusion:
            raise Unusable(
                f"“{member.name}”登记为不计入（{member.exclusion}）。",
                f"“{member.name}” is registered as not counted ({member.exclusion}).",
            )


def require_payment(payment: Payment, case: Case) -> None:
    """Raise NotThere or Unusable unless the payee is alive and the account confirmed and the payee's or a home's."""
    payee = persons([payment.payee_id]).get(payment.payee_id)
    account = accounts([payment.account_id]).get(payment.account_id)
    if payee is None:
        raise NotThere("领款人", "payee", payment.payee_id)
    if account is None:
        raise NotThere("账户", "account", payment.account_id)
    if payee.died_on:
        raise Unusable(
            f"领款人“{payee.name}”已于{payee.died_on}死亡。", f"The payee “{payee.name}” died on {payee.died_on}."
        )
    is_a_homes = account.organisation_id is not None
    if not is_a_homes and account.person_id not in {payment.payee_id, *case.members}:
        raise NOT_A_PAYEE
    if unconfirmed([payment.account_id]):
        raise Unusable(
            "账户尚未由第二人确认，或已停用；请先确认账户。",
            "The account has not been confirmed by a second person, or was closed: have it confirmed first.",
        )


def require_amount(reckoned: Reckoned, amount_fen: int) -> None:
    """Raise AmountDiffers or NotReckoned unless the typed amount is what policy gives."""
    steps = reckoned.explanation["steps"]
    lines, lines_en = [step["zh"] for step in steps], [step["en"] for step in steps]
    if reckoned.programme not in RECKONED:
        if amount_fen < 0:
            raise Unusable("金额不能为负。", "An amount is not less than nothing.")
        return
    if reckoned.amount_fen is None:
        raise NotReckoned("".join(lines), " ".join(lines_en))
    if amount_fen != reckoned.amount_fen:
        raise AmountDiffers(amount_fen, reckoned.amount_fen, lines, lines_en)


def kept(reckoned: Reckoned) -> Reckoning:
    """Return the stored reckoning, stored now if it is the first of its content."""
    Wording.objects.bulk_create([Wording(id=reckoned.words.id, text=reckoned.words.text)], ignore_conflicts=True)
    row = Reckoning(
        id=reckoned.id,
        programme=reckoned.programme,
        county=reckoned.county,
        month=reckoned.month.first_on,
        facts=dict(reckoned.facts),
        amount_fen=reckoned.amount_fen,
        wording_id=reckoned.words.id,
        figures=reckoned.figures,
        parameters_sha256=reckoned.parameters_sha256,
    )
    Reckoning.objects.bulk_create([row], ignore_conflicts=True)
    return row


def drafted(
    award: Award,
    kind: Kind,
    cause: str,
    *,
    batch: Batch,
    version: int,
    before_fen: int,
    amount_fen: int,
    month: Month,
    until_month: date | None,
    reckoned: Reckoned,
    facts: Facts,
    payment: Payment,
    members: Collection[int],
    evidence: Evidence,
    is_unstable: bool,
    by: Actor,
    at: datetime,
    **more: Any,
) -> Decision:
    """Write a proposed decision."""
    return Decision.objects.create(
        award=award,
        programme=award.programme,
        version=version,
        region=award.region,
        batch=batch,
        is_stock=False,
        kind=kind.value,
        cause=cause,
        evidence=evidence.text.strip(),
        evidence_sha256=evidence.sha256,
        reason_code=evidence.reason_code,
        effective_month=month.first_on,
        until_month=until_month,
        amount_fen=amount_fen,
        before_fen=before_fen,
        reckoned_fen=reckoned.amount_fen,
        reckoning=kept(reckoned),
        has_formula=award.programme in RECKONED,
        member_count=facts.member_count,
        priority_member_count=facts.priority_member_count,
        annual_income_fen=facts.annual_income_fen,
        standard_fen=reckoned.standard_fen,
        case_kind=facts.case_kind,
        supply_mode=facts.supply_mode,
        care_level=facts.care_level,
        payee_id=payment.payee_id,
        account_id=payment.account_id,
        members=sorted(members),
        is_unstable=is_unstable,
        state=State.PROPOSED.value,
        made_by=by.id,
        made_at=at,
        **more,
    )
