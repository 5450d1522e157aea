"""A payment is one attempt to pay one line; its state is what the appended changes make of it, and nothing else."""

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint

from mingbai.config.guards import RegionField, append_only, kept_by_triggers, within
from mingbai.evidence.kept import evidenced
from mingbai.offices.models import Organisation
from mingbai.payments.models.exceptions import AccountChange, UrgentRelief
from mingbai.payments.models.files import BankFile
from mingbai.payments.models.held import known
from mingbai.payments.profiles.identifiers import MOST_ATTEMPTS
from mingbai.payments.states import DEAD, LIVE, PAYMENT, State, transitions
from mingbai.people.models import Account, Person
from mingbai.rosters.models import RosterLine

MONEY = 10**15


def plain_key(to: type[models.Model] | str, *, null: bool = False) -> "models.ForeignKey[models.Model, models.Model]":
    """Return a column whose row is compared, set by set, by the trigger of migrations/0006_held.sql."""
    return models.ForeignKey(to, models.PROTECT, related_name="+", db_constraint=False, db_index=False, null=null)


@evidenced(
    *("month", "programme", "end_to_end_id", "account_id", "amount_fen"),  # whose account it is, its own row says
    programme="programme",
    month="month",
)
@within("region")
@kept_by_triggers
class Payment(models.Model):
    """One attempt to pay a line of a released roster, or urgent relief, to one account, exactly once."""

    file = models.ForeignKey(BankFile, models.PROTECT, related_name="all_payments", db_constraint=False)
    line = plain_key(RosterLine, null=True)
    urgent = plain_key(UrgentRelief, null=True)
    attempt = models.SmallIntegerField(default=1)
    previous = plain_key("self", null=True)  # the attempt before
    change = plain_key(AccountChange, null=True)  # by which the account is another than the attempt's before
    end_to_end_id = models.CharField(max_length=35, unique=True, db_collation="C")
    region = RegionField()
    month = models.DateField()
    programme = models.CharField(max_length=20)
    fund_id = models.BigIntegerField()  # as its file's
    household_id = models.BigIntegerField()
    person_id = models.BigIntegerField(null=True)
    instalment = models.SmallIntegerField(default=0)
    payee = plain_key(Person, null=True)
    payee_organisation = plain_key(Organisation, null=True)
    account = plain_key(Account)
    amount_fen = models.BigIntegerField()
    state = models.CharField(max_length=10, default=State.DRAFTED.value)
    is_live = models.BooleanField(default=True)  # as the state; apart from it, so that most changes touch no index

    class Meta:
        indexes = [
            Index(name="payments_attempts_of_line", fields=["line", "attempt"]),
            Index(name="payments_not_live", fields=["month", "region"], condition=Q(is_live=False)),
            Index(name="payments_of_urgent_relief", fields=["month"], condition=Q(urgent__isnull=False)),
        ]
        constraints = [
            known("payments_known_state", "state", State),
            CheckConstraint(
                name="payments_live_as_its_state",
                condition=Q(is_live=True, state__in=[s.value for s in LIVE])
                | Q(is_live=False, state__in=[s.value for s in DEAD]),
            ),
            CheckConstraint(name="payments_positive", condition=Q(amount_fen__gt=0, amount_fen__lte=MONEY)),
            CheckConstraint(
                name="payments_of_a_line_or_urgent",
                condition=Q(line__isnull=False, urgent=None) | Q(line=None, urgent__isnull=False),
            ),
            CheckConstraint(
                name="payments_first_or_after_another",
                condition=Q(attempt=1, previous=None)
                | Q(attempt__gt=1, attempt__lte=MOST_ATTEMPTS, previous__isnull=False),
            ),
            CheckConstraint(
                name="payments_to_one_payee",
                condition=Q(payee__isnull=False, payee_organisation=None)
                | Q(payee=None, payee_organisation__isnull=False),
            ),
            # Exactly once: of a line, and of a family or person in a month, whatever roster it stands on.
            UniqueConstraint(name="payments_line_once", fields=["line"], condition=Q(is_live=True)),
            UniqueConstraint(
                name="payments_paid_once",
                fields=["household_id", "month", "programme", "person_id", "instalment"],
                condition=Q(is_live=True),
                nulls_distinct=False,
            ),
            UniqueConstraint(name="payments_one_successor", fields=["previous"], condition=Q(previous__isnull=False)),
        ]


@evidenced("region", "state", "payments", "fen", "digest", "document", "by", "confirmed_by", "at", region="region")
@within("region")
@append_only
class Step(models.Model):
    """What one act did to many payments: one leaf of the log, whose digest covers each of them."""

    region = RegionField()
    state = models.CharField(max_length=10)
    payments = models.IntegerField()
    fen = models.BigIntegerField()
    digest = models.CharField(max_length=64)  # see digests.py; the database computes it too
    document = models.CharField(max_length=100)
    by = models.BigIntegerField()
    confirmed_by = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            known("payments_step_known_state", "state", State),
            CheckConstraint(name="payments_step_has_a_document", condition=~Q(document="")),
            CheckConstraint(name="payments_step_two_people", condition=~Q(by=F("confirmed_by"))),
        ]


@within("region")
@append_only
class PaymentState(models.Model):
    """One change of one payment; a payment enters each state once."""

    pk = models.CompositePrimaryKey("payment_id", "state")
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="changes", db_constraint=False, db_index=False)
    region = RegionField()
    before = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    step = models.ForeignKey(Step, models.PROTECT, db_constraint=False, db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(
                name="payments_lawful_move",
                condition=Q(
                    *(Q(before=before, state=after) for before, after in transitions(PAYMENT)), _connector=Q.OR
                ),
            )
        ]
