"""Bank accounts: captured by one, confirmed by another, never overwritten: a change is an end and a further row."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from mingbai.config.guards import RegionField, changes, moves, within
from mingbai.evidence.kept import evidenced
from mingbai.offices.models import Organisation
from mingbai.people.models.filings import Proxy
from mingbai.people.models.held import CHANGING, LIVE, confirmed_by_another, ends_properly
from mingbai.people.models.library import Person, brought
from mingbai.people.states import ACCOUNT, transitions


@evidenced(
    *("region", "person_id", "organisation_id", "bank", "number_index", "holder_name", "holder", "proxy_id", "from_on"),
    *("until_on", "state", "reason", "made_by", "confirmed_by", "closed_by"),
    region="region",
)
@within("region")
@changes(*CHANGING, "number_sealed")
class Account(models.Model):
    """The account money goes to for a person or a care home, and by what right its holder is not that person."""

    region = RegionField()  # as the person's or the organisation's; the database keeps them equal
    person = models.ForeignKey(Person, models.PROTECT, null=True, db_constraint=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, db_constraint=False)
    bank = models.CharField(max_length=60)
    number_sealed = models.BinaryField()
    number_index = models.BinaryField(max_length=32)
    number_hint = models.CharField(max_length=12)  # ****1234
    holder_name = models.CharField(max_length=80)
    holder = models.CharField(max_length=12)  # a Holder
    proxy = models.ForeignKey(Proxy, models.PROTECT, null=True)  # the filing by which another holds it
    from_on = models.DateField()
    until_on = models.DateField(null=True)  # the first day it no longer counts
    state = models.CharField(max_length=9)
    reason = models.CharField(max_length=200, default="")
    brought_by = brought()
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    confirmed_by = models.BigIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    closed_by = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *confirmed_by_another("people_account"),
            *ends_properly("people_account", "from_on"),
            CheckConstraint(
                name="people_account_of_one",
                condition=Q(person__isnull=False, organisation=None) | Q(person=None, organisation__isnull=False),
            ),
            CheckConstraint(
                name="people_known_holder", condition=Q(holder__in=["self", "proxy", "institution", "differs"])
            ),
            CheckConstraint(
                name="people_institution_holds_its_own",
                condition=Q(holder="institution", organisation__isnull=False)
                | ~Q(holder="institution") & Q(organisation=None),
            ),
            CheckConstraint(
                name="people_another_holds_by_a_filing",
                condition=Q(holder="proxy", proxy__isnull=False) | ~Q(holder="proxy") & Q(proxy=None),
            ),
            CheckConstraint(
                name="people_unexplained_holder_is_not_confirmed",
                condition=~Q(holder="differs", state="confirmed"),
            ),
            UniqueConstraint(
                name="people_one_live_account_of_a_person", fields=["person", "number_index"], condition=LIVE
            ),
            UniqueConstraint(
                name="people_one_live_account_of_an_organisation",
                fields=["organisation", "number_index"],
                condition=LIVE & Q(person=None),
            ),
        ]
        indexes = [
            models.Index(name="people_account_by_number", fields=["number_index"]),
            models.Index(name="people_account_waiting", fields=["region"], condition=Q(state="proposed")),
        ]
        triggers = [moves(transitions(ACCOUNT))]
