"""Backups, their trials, and the keys kept apart."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("offices", "0005_set_by_set"),
    ]

    operations = [
        migrations.CreateModel(
            name="Backup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.BigIntegerField()),
                ("rows", models.BigIntegerField()),
                ("leaves", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("done_at", models.DateTimeField()),
                ("gone_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_made",
                        to="offices.officer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KeptKeys",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64)),
                ("keys", models.JSONField()),
                ("needed", models.PositiveSmallIntegerField()),
                ("shares", models.PositiveSmallIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "approved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_approved",
                        to="offices.officer",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_made", to="offices.officer"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Trial",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=8)),
                ("at", models.DateTimeField()),
                ("seconds", models.PositiveIntegerField()),
                ("is_whole", models.BooleanField()),
                ("zh", models.TextField()),
                ("en", models.TextField()),
                (
                    "backup",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trials",
                        to="backups.backup",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_made",
                        to="offices.officer",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="backup",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="backups_digest"
            ),
        ),
        migrations.AddConstraint(
            model_name="backup",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gt", 0), ("rows__gte", 0)), name="backups_hold_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="backup",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_at__gte", models.F("made_at"))), name="backups_take_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="keptkeys",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("approved_by")), _negated=True),
                name="keptkeys_made_by_is_not_approved_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="keptkeys",
            constraint=models.CheckConstraint(
                condition=models.Q(("needed__lte", models.F("shares"))), name="backups_shares"
            ),
        ),
        migrations.AddIndex(
            model_name="trial",
            index=models.Index(fields=["kind", "-at"], name="backups_last_trials"),
        ),
        migrations.AddConstraint(
            model_name="trial",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("read", "drilled", "restored", "failed"))), name="backups_known_trial"
            ),
        ),
        migrations.AddConstraint(
            model_name="trial",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("zh", ""), _negated=True), models.Q(("en", ""), _negated=True)),
                name="backups_trial_says",
            ),
        ),
    ]
