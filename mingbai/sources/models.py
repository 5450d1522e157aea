"""Departments' lists, their sealed rows, who may be compared, what was asked and what comparisons found."""

import pgtrigger
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from mingbai.config.guards import RegionField, append_only, changes, distinct_people, within
from mingbai.evidence.kept import evidenced
from mingbai.offices.models import Officer
from mingbai.sources.breaker import Judgement
from mingbai.sources.purposes import KINDS, Purpose
from mingbai.sources.states import DELIVERY, USED, State, transitions

ROWS_A_DELIVERY = 1 << 40  # a row's id is its delivery's id times this, plus its place in the list


class Outcome(models.TextChoices):
    """What a hit came to once somebody had looked (R-903)."""

    OVERPAID = "overpaid"
    OMITTED = "omitted"
    NONE = "none"
    UNVERIFIABLE = "unverifiable"


def an_officer(name: str, *, null: bool = False) -> "models.ForeignKey[Officer, Officer]":
    """Return a column that names an officer who is never deleted."""
    return models.ForeignKey(Officer, models.PROTECT, related_name=f"%(app_label)s_%(class)s_{name}", null=null)


def known(name: str, column: str, values: list[str]) -> CheckConstraint:
    """Return the constraint that a column holds one of these words."""
    return CheckConstraint(name=name, condition=Q(**{f"{column}__in": sorted(values)}))


FACTS = ("region", "kind", "department", "purpose", "document", "as_of", "covers_month", "version", "file_sha256")
COUNTS = ("rows", "refused_rows", "rows_sha256", "persons", "hits_expected", "hits_found", "judgement")
DECIDED = ("state", "reason", "released_by_id", "released_at", "rows_gone_on")


@evidenced(*FACTS, *COUNTS, *DECIDED, "made_by_id", "made_at", region="region", month="covers_month")
@changes("state", "reason", "released_by", "released_at", "rows_gone_on")
@within("region")
class Delivery(models.Model):
    """One version of one department's list for one month; a later version supersedes it and this one stays."""

    key = models.UUIDField(unique=True)  # known before the rows are sealed for it
    region = RegionField()
    kind = models.CharField(max_length=20)  # the name of a table in files.tables
    department = models.CharField(max_length=60)
    purpose = models.CharField(max_length=12)
    document = models.CharField(max_length=100, default="")  # the letter or the interface it came by
    as_of = models.DateField()  # what the department knew on that day
    covers_month = models.DateField()
    version = models.SmallIntegerField()
    file_name = models.CharField(max_length=200)
    file_sha256 = models.BinaryField(max_length=32)
    rows = models.IntegerField()
    refused_rows = models.IntegerField()
    columns = models.JSONField()  # what each sealed row holds, in order
    rows_sha256 = models.BinaryField(max_length=32)  # over all rows as sealed, in order
    persons = models.IntegerField()  # of the register, whom the list could have named
    hits_expected = models.IntegerField(null=True)  # null: there was nothing to expect by
    hits_found = models.IntegerField()
    judgement = models.CharField(max_length=10)  # of the circuit breaker
    state = models.CharField(max_length=12)
    reason = models.CharField(max_length=200, default="")
    made_by = an_officer("made")
    made_at = models.DateTimeField()
    released_by = an_officer("released", null=True)
    released_at = models.DateTimeField(null=True)
    rows_gone_on = models.DateField(null=True)  # they were needed no longer; digest and counts stay

    class Meta:
        constraints = [
            known("sources_known_kind", "kind", list(KINDS)),
            known("sources_known_purpose", "purpose", [purpose.value for purpose in Purpose]),
            known("sources_known_state", "state", [state.value for state in State]),
            known("sources_known_judgement", "judgement", [judgement.value for judgement in Judgement]),
            CheckConstraint(name="sources_department_named", condition=~Q(department="")),
            CheckConstraint(name="sources_whole_month", condition=Q(covers_month__day=1)),
            CheckConstraint(
                name="sources_counts",
                condition=Q(rows__gte=0, refused_rows__gte=0, persons__gte=0, version__gte=1)
                & Q(hits_found__gte=0, hits_found__lte=F("persons")),
            ),
            CheckConstraint(
                name="sources_surge_is_not_used_at_once",
                condition=~Q(judgement=Judgement.SURGE.value) | ~Q(state=State.IN_USE.value),
            ),
            CheckConstraint(
                name="sources_released_by_somebody",
                condition=~Q(state__in=[State.RELEASED.value, State.REFUSED.value])
                | Q(released_by__isnull=False, released_at__isnull=False) & ~Q(reason=""),
            ),
            *distinct_people("made_by", "released_by"),
            UniqueConstraint(name="sources_delivery_at", fields=["id", "region"]),
            UniqueConstraint(
                name="sources_one_version", fields=["region", "kind", "department", "covers_month", "version"]
            ),
            UniqueConstraint(
                name="sources_same_file_once", fields=["region", "kind", "department", "covers_month", "file_sha256"]
            ),
            UniqueConstraint(
                name="sources_one_in_use",
                fields=["region", "kind", "department", "covers_month"],
                condition=Q(state__in=USED),
            ),
        ]
        triggers = [pgtrigger.FSM(name="moves", field="state", transitions=transitions(DELIVERY))]


@changes(removable=True)
@within("region")
class SourceRow(models.Model):
    """
    One row of a list, sealed; its people are found by blind index and by nothing else.

    Nobody changes one, and it goes only with its list's time: migrations/0003_kept_while_needed.sql.
    """

    id = models.BigIntegerField(primary_key=True)
    # Held with the region by a foreign key over both columns, for which Django has no words.
    delivery = models.ForeignKey(Delivery, models.PROTECT, db_index=False, db_constraint=False)
    region = RegionField()
    person_index = models.BinaryField(max_length=32, null=True)
    other_index = models.BinaryField(max_length=32, null=True)  # a spouse, a relative
    sealed = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(name="sources_row_person", fields=["person_index"], condition=Q(person_index__isnull=False)),
            models.Index(name="sources_row_other", fields=["other_index"], condition=Q(other_index__isnull=False)),
        ]
        constraints = [
            CheckConstraint(
                name="sources_row_in_its_place",
                condition=Q(id__gte=F("delivery_id") * ROWS_A_DELIVERY)
                & Q(id__lt=(F("delivery_id") + 1) * ROWS_A_DELIVERY),
            )
        ]


@evidenced(
    *("region", "purpose", "document", "kind", "fields", "month", "asked", "asked_sha256", "found"),
    *("made_by_id", "made_at"),
    region="region",
    month="month",
)
@append_only
@within("region")
class Query(models.Model):
    """One question to the lists: by whom, for what purpose, about how many people, and which fields came back."""

    region = RegionField()
    purpose = models.CharField(max_length=12)
    document = models.CharField(max_length=100)  # the case or the plan it was asked for
    kind = models.CharField(max_length=20)
    fields = models.JSONField()
    month = models.DateField()
    asked = models.IntegerField()
    asked_sha256 = models.BinaryField(max_length=32)  # over the blind indices asked for
    found = models.IntegerField()
    made_by = an_officer("made")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            known("sources_query_known_kind", "kind", list(KINDS)),
            known("sources_query_known_purpose", "purpose", [purpose.value for purpose in Purpose]),
            CheckConstraint(name="sources_query_for_something", condition=~Q(document="")),
        ]


@evidenced(
    *("region", "month", "kind", "deliveries", "persons", "covered", "authorised", "hits"),
    *("leads", "leads_sha256", "made_by_id", "made_at"),
    region="region",
    month="month",
)
@append_only
@within("region")
class Comparison(models.Model):
    """One monthly comparison with the lists of a kind, for a division or a township in it: the log of R-901, R-911."""

    region = RegionField()
    month = models.DateField()
    kind = models.CharField(max_length=20)
    deliveries = models.JSONField()  # the lists that counted
    persons = models.IntegerField()  # of the register, living
    covered = models.IntegerField()  # of them, who have a number and live where this month's list comes from
    authorised = models.IntegerField()  # of them, with an authorisation in force
    hits = models.IntegerField()  # of them, whom the list names
    leads = models.IntegerField(default=0)  # of the hits, those first found now that are to be verified
    leads_sha256 = models.BinaryField(max_length=32, default=b"")  # over them, so that none is lost unseen
    made_by = an_officer("made")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(
                name="sources_compared_counts",
                condition=Q(hits__gte=0, hits__lte=F("persons"), authorised__gte=0, authorised__lte=F("persons"))
                & Q(covered__gte=0, covered__lte=F("persons")),
            ),
        ]


@append_only
@within("region")
class Hit(models.Model):
    """One person of the register whom a list names, where that alone is to be looked into."""

    comparison = models.ForeignKey(Comparison, models.PROTECT)
    delivery = models.ForeignKey(Delivery, models.PROTECT)
    region = RegionField()  # the person's
    kind = models.CharField(max_length=20)
    month = models.DateField()  # of the comparison that found it
    person_id = models.BigIntegerField()
    row_id = models.BigIntegerField()

    class Meta:
        constraints = [UniqueConstraint(name="sources_hit_once", fields=["delivery", "person_id"])]


@evidenced("region", "hit_id", "outcome", "reason", "made_by_id", "made_at", region="region")
@append_only
@within("region")
class Disposal(models.Model):
    """What a hit came to: overpaid, omitted, nothing, or not to be verified (R-903)."""

    region = RegionField()
    hit = models.OneToOneField(Hit, models.PROTECT)
    outcome = models.CharField(max_length=12)
    reason = models.CharField(max_length=200)
    made_by = an_officer("made")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            known("sources_known_outcome", "outcome", [outcome.value for outcome in Outcome]),
            CheckConstraint(name="sources_disposed_with_reason", condition=~Q(reason="")),
        ]
