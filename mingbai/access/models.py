"""Keys of people and of systems, every try to open and every use, what was looked at, what somebody was typing."""

from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from mingbai.access.outcomes import Outcome
from mingbai.config.guards import RegionField, append_only, changes, within
from mingbai.evidence.kept import evidenced
from mingbai.offices.models import Officer, Post, an_officer

FACTOR = ("factor_sealed", "factor_since", "factor_step")

changes("*", removable=True)(Session)  # Django's table; its keys are kept as digests (sessions.py)


@evidenced(
    "officer_id", "password", "version", "must_change", "factor_since", "blocked_at", "changed_by_id", "changed_at"
)
@changes("password", "version", "must_change", *FACTOR, "blocked_at", "changed_by", "changed_at")
class Key(models.Model):
    """What opens the door to one officer: a password as argon2 keeps it, and the secret of one-time codes, sealed."""

    officer = models.OneToOneField(Officer, models.PROTECT, related_name="key")
    password = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)  # one more at every change; what was opened before is closed
    must_change = models.BooleanField(default=True)  # until its owner chose a password nobody else has seen
    factor_sealed = models.BinaryField(null=True)
    factor_since = models.DateTimeField(null=True)  # None until a first code proved that the secret arrived
    factor_step = models.BigIntegerField(default=0)  # of the last code taken: none opens twice
    blocked_at = models.DateTimeField(null=True)
    made_by = an_officer("made", null=True)  # None for the first administrators, whom nobody could give a key
    changed_by = an_officer("changed", null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(name="access_key_from_another", condition=Q(made_by=None) | ~Q(made_by=F("officer"))),
            CheckConstraint(
                name="access_factor_has_a_secret", condition=Q(factor_since=None) | Q(factor_sealed__isnull=False)
            ),
            CheckConstraint(name="access_password_is_hashed", condition=Q(**{"password__startswith": "argon2$"})),
        ]


@evidenced(
    "post_id",
    "officer_id",
    "region",
    "purpose",
    "digest",
    "made_by_id",
    "made_at",
    "expires_at",
    "revoked_by_id",
    "revoked_at",
    region="region",
)
@changes("revoked_by", "revoked_at")
class ApiKey(models.Model):
    """What lets a system work in an officer's post: a digest of it, for a purpose, until a day; shown once."""

    post = models.ForeignKey(Post, models.PROTECT)
    officer = models.ForeignKey(Officer, models.PROTECT)  # who answers for what the system does
    region = RegionField()  # of the post
    purpose = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256: 256 random bits need no slower one
    hint = models.CharField(max_length=20)  # how it begins, to tell it from others
    made_by = an_officer("made")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_by = an_officer("revoked", null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(name="access_api_key_from_another", condition=~Q(made_by=F("officer"))),
            CheckConstraint(name="access_api_key_expires", condition=Q(expires_at__gt=F("made_at"))),
            CheckConstraint(name="access_api_key_has_a_purpose", condition=~Q(purpose="")),
            CheckConstraint(
                name="access_api_key_revoked_by_somebody",
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
        ]


@append_only
@within("region")
class KeyUse(models.Model):
    """One call by a system, kept before it is answered: with which key, from where, what it asked for."""

    key = models.ForeignKey(ApiKey, models.PROTECT, related_name="uses")
    region = RegionField()  # of the post
    at = models.DateTimeField()
    address = models.GenericIPAddressField()
    method = models.CharField(max_length=8)
    path = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(name="access_uses_of_key", fields=["key", "-at"])]


@append_only
class Printed(models.Model):
    """A page that somebody saw and may have printed: its short code, and the address that shows its rows again."""

    code = models.CharField(max_length=10, primary_key=True)
    address = models.CharField(max_length=400)


@changes(removable=True)
class Answer(models.Model):
    """What was answered to an act by a system, sealed: who asks twice is told the same, and nothing is done twice."""

    key = models.ForeignKey(ApiKey, models.PROTECT)
    name = models.CharField(max_length=200)  # the system's own, its Idempotency-Key
    request_sha256 = models.CharField(max_length=64)  # of method, address and body
    status = models.SmallIntegerField()
    headers = models.JSONField()
    sealed = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="access_answers_by_age", fields=["made_at"])]
        constraints = [UniqueConstraint(name="access_one_answer_a_name", fields=["key", "name"])]


@append_only
class Try(models.Model):
    """One try to come in; what was typed is never kept, because people type passwords into the wrong field."""

    officer = models.ForeignKey(Officer, models.PROTECT, null=True)  # None: nobody has that staff number
    at = models.DateTimeField()
    address = models.GenericIPAddressField()
    outcome = models.CharField(max_length=12)

    class Meta:
        indexes = [
            models.Index(name="access_tries_of_officer", fields=["officer", "-at"]),
            models.Index(name="access_tries_from", fields=["address", "-at"]),
        ]
        constraints = [
            CheckConstraint(name="access_known_outcome", condition=Q(outcome__in=[one.value for one in Outcome])),
        ]


@append_only
@within("region")
class Look(models.Model):
    """Somebody looked at something personal, or took it away: who, in which post, what, why (R-1505)."""

    officer = models.ForeignKey(Officer, models.PROTECT)
    post = models.BigIntegerField()
    region = RegionField()  # of the post
    at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True)
    page = models.CharField(max_length=80)  # the address's name: people.person
    subject = models.CharField(max_length=200, default="")  # people.person/17
    reason = models.CharField(max_length=200, default="")
    rows = models.PositiveIntegerField(default=1)
    is_export = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(name="access_looks_at", fields=["-at"]),
            models.Index(name="access_looks_of_subject", fields=["subject", "-at"]),
        ]


@changes("sealed", "kept_at", removable=True)
class Draft(models.Model):
    """What an officer typed into a form and has not sent, sealed; it outlives the session."""

    officer = models.ForeignKey(Officer, models.CASCADE)
    form = models.CharField(max_length=200)  # the form's address
    sealed = models.BinaryField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [UniqueConstraint(name="access_one_draft_a_form", fields=["officer", "form"])]


@changes("title", "query", "is_shared", "is_home", "organisation", removable=True)
class View(models.Model):
    """A list as an officer likes to see it: what is asked of it, which columns, in which order, under which name."""

    officer = models.ForeignKey(Officer, models.PROTECT)
    organisation = models.BigIntegerField()  # in which it was made, and whose officers it is shared with
    page = models.CharField(max_length=40)  # the address's name: alerts
    title = models.CharField(max_length=20)
    query = models.CharField(max_length=600)  # as an address says it; it says of no person who he is
    is_shared = models.BooleanField(default=False)
    is_home = models.BooleanField(default=False)  # what its officer sees first
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="access_views_shared", fields=["organisation", "page"])]
        constraints = [
            UniqueConstraint(name="access_one_view_a_title", fields=["officer", "page", "title"]),
            UniqueConstraint(name="access_one_home", fields=["officer"], condition=Q(is_home=True)),
            CheckConstraint(name="access_view_named", condition=~Q(title="") & ~Q(page="")),
        ]
