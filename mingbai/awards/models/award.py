"""Awards, whom they cover, and the batches in which decisions are proposed."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import CheckConstraint, F, Func, Q, UniqueConstraint
from django.db.models.functions import Left, Lower, Upper

from mingbai.config.guards import RegionField, append_only, changes, within
from mingbai.evidence.kept import evidenced
from mingbai.people.models import Household, Person
from mingbai.people.models.held import spell

COUNTY_DIGITS = 6
if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]
    Dossiers = models.Manager["Dossier"]
else:
    AnyField, Dossiers = models.Field, models.Manager  # Django's own classes take no types while they run


class ClaimsField(AnyField):
    """What a programme claims of a person: the numbers of the pairs of excluding programmes it is part of."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 -- Django asks like this
        """Return the column's type."""
        return "int4multirange"


@within("region")
@append_only
class Batch(models.Model):
    """What was proposed at once: one change, a month's changes of a village, an opening stock."""

    region = RegionField()
    kind = models.CharField(max_length=8)  # changes, stock
    title = models.CharField(max_length=100)
    month = models.DateField()
    # of an opening stock
    files_sha256 = models.CharField(max_length=64, default="")
    rows = models.IntegerField(default=0)
    refused_rows = models.IntegerField(default=0)
    conflicting_rows = models.IntegerField(default=0)
    differing_rows = models.IntegerField(default=0)  # recorded as listed, though policy gives another amount
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(name="awards_known_batch", condition=Q(kind__in=["changes", "stock"])),
            CheckConstraint(name="awards_batch_titled", condition=~Q(title="")),
            UniqueConstraint(
                name="awards_a_stock_comes_once", fields=["region", "files_sha256"], condition=Q(kind="stock")
            ),
        ]


class DossierManager(Dossiers):
    """Reads a batch together with the digest of all that its decisions say now."""

    def get_queryset(self) -> "models.QuerySet[Dossier]":
        """Return batches with the digest of their decisions."""
        digest = Func(F("id"), function="awards_digest", output_field=models.CharField())
        return super().get_queryset().annotate(decisions_sha256=digest)


@evidenced(
    *("region", "kind", "title", "month", "files_sha256", "rows", "refused_rows", "conflicting_rows"),
    *("differing_rows", "made_by", "made_at", "decisions_sha256"),
    region="region",
    month="month",
)
class Dossier(Batch):
    """A batch as the log keeps it: one leaf whose digest covers every decision, award and reckoning in it."""

    objects: ClassVar[DossierManager] = DossierManager()

    class Meta:
        proxy = True
        base_manager_name = "objects"


@within("region")
@changes("region", "certificate_no", "certificate_of")
class Award(models.Model):
    """One household's or one person's benefit under one programme; what is due follows from its decisions."""

    region = RegionField()  # as the household's; the database keeps the two equal
    programme = models.CharField(max_length=20)
    household = models.ForeignKey(Household, models.PROTECT, db_constraint=False)  # a key over both columns holds it
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # where a person is awarded
    certificate_no = models.CharField(max_length=64, null=True)  # issued when the award is confirmed
    certificate_of = models.ForeignKey(  # the household's award that it was issued for, where another shares it
        "self", models.PROTECT, null=True, related_name="+", db_constraint=False, db_index=False
    )
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="awards")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(name="awards_award_at", fields=["id", "region"]),
            UniqueConstraint(name="awards_award_of_programme", fields=["id", "programme"]),
            UniqueConstraint(  # a certificate is one household's: what shares it names an award of that household
                Left("region", COUNTY_DIGITS),
                "programme",
                "certificate_no",
                name="awards_one_certificate",
                condition=Q(certificate_of=None),
            ),
            UniqueConstraint(
                name="awards_award_of_certificate", fields=["id", "household", "programme", "certificate_no"]
            ),
            CheckConstraint(name="awards_certificate_named", condition=~Q(certificate_no="")),
            CheckConstraint(
                name="awards_shares_some_certificate",
                condition=Q(certificate_of=None) | Q(certificate_no__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="awards_by_place", fields=["region", "programme"]),
            models.Index(name="awards_sharing", fields=["certificate_of"], condition=Q(certificate_of__isnull=False)),
        ]


@within("region")
@changes("region", "months")
class Covered(models.Model):
    """Whom an award covers in which months, and what that claims: no two claims of one person meet in any month."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="covered", db_constraint=False)
    region = RegionField()  # as the award's; the database keeps the two equal
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    claims = ClaimsField()
    months = DateRangeField()  # first days of months; empty where a proposal was refused

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="awards_exclusive_programmes_never_overlap",
                expressions=[
                    (spell("person", Lower("months"), Upper("months")), RangeOperators.OVERLAPS),
                    ("claims", RangeOperators.OVERLAPS),
                ],
            ),
        ]
