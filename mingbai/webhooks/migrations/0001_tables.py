"""Addresses, messages and tries."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("offices", "0005_set_by_set"),
    ]

    operations = [
        migrations.CreateModel(
            name="Endpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("url", models.CharField(max_length=400)),
                (
                    "events",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                ("purpose", models.CharField(max_length=200)),
                ("secret_sealed", models.BinaryField()),
                ("place", models.BigIntegerField()),
                ("anchored", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_ended",
                        to="offices.officer",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_made", to="offices.officer"
                    ),
                ),
                ("officer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="offices.officer")),
                ("post", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="offices.post")),
            ],
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("event", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=40)),
                ("body", models.TextField()),
                ("state", models.CharField(default="waiting", max_length=9)),
                ("tries", models.SmallIntegerField(default=0)),
                ("next_at", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "endpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="webhooks.endpoint"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Try",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("at", models.DateTimeField()),
                ("status", models.SmallIntegerField(null=True)),
                ("failure", models.CharField(default="", max_length=200)),
                ("took_ms", models.IntegerField()),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="all_tries", to="webhooks.message"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="endpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("officer")), _negated=True),
                name="webhooks_endpoint_from_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="endpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("events__len__gt", 0)), name="webhooks_endpoint_wants_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="endpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", None)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="webhooks_endpoint_ended_by_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["next_at"], name="webhooks_messages_due"
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["endpoint", "-id"], name="webhooks_messages_of"),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(fields=("endpoint", "key"), name="webhooks_told_once"),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "told", "given_up"])), name="webhooks_known_state"
            ),
        ),
    ]
