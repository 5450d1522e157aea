"""Addresses that want to be told, how far each is in the log, what is to be told and every try to tell it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from mingbai.config.guards import RegionField, append_only, changes, within
from mingbai.evidence.kept import evidenced
from mingbai.offices.models import Officer, Post, an_officer
from mingbai.webhooks.states import State


@evidenced(
    *("key", "post_id", "officer_id", "region", "url", "events", "purpose", "made_by_id", "made_at", "ended_by_id"),
    *("ended_at",),
    region="region",
)
@changes("place", "anchored", "ended_by", "ended_at")
class Endpoint(models.Model):
    """An address of a system elsewhere that works in an officer's post, and which events it wants to be told."""

    key = models.UUIDField(unique=True)  # known before the secret is sealed for it
    post = models.ForeignKey(Post, models.PROTECT)
    officer = models.ForeignKey(Officer, models.PROTECT)
    region = RegionField()  # of the post
    url = models.CharField(max_length=400)
    events = ArrayField(models.CharField(max_length=40))
    purpose = models.CharField(max_length=200)
    secret_sealed = models.BinaryField()
    place = models.BigIntegerField()  # of the first act in the log that was not looked at yet
    anchored = models.BigIntegerField()  # the size of the last witnessed checkpoint that was told
    made_by = an_officer("made")
    made_at = models.DateTimeField()
    ended_by = an_officer("ended", null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(name="webhooks_endpoint_from_another", condition=~Q(made_by=F("officer"))),
            CheckConstraint(name="webhooks_endpoint_wants_something", condition=Q(events__len__gt=0)),
            CheckConstraint(
                name="webhooks_endpoint_ended_by_somebody",
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]


@within("region")
@changes("state", "tries", "next_at", "done_at")
class Message(models.Model):
    """One event to be told one address; its words stay as they are however often they are told."""

    endpoint = models.ForeignKey(Endpoint, models.PROTECT, related_name="messages")
    region = RegionField()
    event = models.CharField(max_length=40)
    key = models.CharField(max_length=40)  # leaf-17, checkpoint-90: the same event is told once
    body = models.TextField()
    state = models.CharField(max_length=9, default=State.WAITING.value)
    tries = models.SmallIntegerField(default=0)
    next_at = models.DateTimeField()
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(name="webhooks_messages_due", fields=["next_at"], condition=Q(state="waiting")),
            models.Index(name="webhooks_messages_of", fields=["endpoint", "-id"]),
        ]
        constraints = [
            UniqueConstraint(name="webhooks_told_once", fields=["endpoint", "key"]),
            CheckConstraint(name="webhooks_known_state", condition=Q(state__in=[one.value for one in State])),
        ]


@within("region")
@append_only
class Try(models.Model):
    """One try to tell something: what the address answered, or why it could not be reached."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="all_tries")
    region = RegionField()
    at = models.DateTimeField()
    status = models.SmallIntegerField(null=True)  # none where there was no answer
    failure = models.CharField(max_length=200, default="")
    took_ms = models.IntegerField()
