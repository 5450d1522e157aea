"""The tables of alerts: tasks, findings, verifications, notices, hearings, outcomes, recoveries."""

import django.db.models.deletion
from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="TaskFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("rule_id", models.CharField(max_length=8)),
                ("rule_version", models.SmallIntegerField()),
                ("severity", models.CharField(max_length=2)),
                ("subject_table", models.CharField(max_length=16)),
                ("subject_index", models.BinaryField(max_length=32)),
                ("amount_fen", models.BigIntegerField(null=True)),
                ("months", models.SmallIntegerField()),
                ("message", models.TextField()),
                ("message_en", models.TextField()),
                ("cites", models.CharField(max_length=200)),
                ("match_tier", models.CharField(max_length=1)),
                ("input_digest", models.CharField(max_length=64)),
                ("finding_id", models.BigIntegerField(null=True)),
                ("added_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("source", models.CharField(max_length=12)),
                ("source_name", models.CharField(max_length=80)),
                ("supports", models.BooleanField(null=True)),
                ("is_same_person", models.BooleanField(default=False)),
                ("found", models.TextField()),
                ("document_sha256", models.CharField(default="", max_length=64)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("result", models.CharField(max_length=12)),
                ("money", models.CharField(max_length=6)),
                ("finding", models.CharField(max_length=15)),
                ("fault", models.CharField(max_length=10)),
                ("is_official_error", models.BooleanField(default=False)),
                ("consequence", models.CharField(max_length=9)),
                ("amount_fen", models.BigIntegerField(default=0)),
                ("reckoning", models.JSONField(default=list)),
                ("reason", models.TextField()),
                ("evidence_sha256", models.CharField(max_length=64)),
                ("quiet_until", models.DateField(null=True)),
                ("objection_until_on", models.DateField()),
                ("overturned_decider", models.BigIntegerField(null=True)),
                ("verified_by", models.BigIntegerField()),
                ("decided_by", models.BigIntegerField()),
                ("decided_at", models.DateTimeField()),
                (
                    "overturns",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overturned_by",
                        to="alerts.outcome",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Recovery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("consequence", models.CharField(max_length=9)),
                ("principal_fen", models.BigIntegerField()),
                ("fund_id", models.BigIntegerField()),
                ("monthly_benefit_fen", models.BigIntegerField()),
                ("cap_fen", models.BigIntegerField()),
                ("is_official_error", models.BooleanField()),
                ("despite_document", models.CharField(default="", max_length=100)),
                ("waiver_sha256", models.CharField(default="", max_length=64)),
                ("document", models.CharField(max_length=100)),
                ("demanded_on", models.DateField()),
                ("entry_id", models.UUIDField(unique=True)),
                ("made_by", models.BigIntegerField()),
                ("approved_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "outcome",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recovery", to="alerts.outcome"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RecoveryEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("kind", models.CharField(max_length=12)),
                ("amount_fen", models.BigIntegerField(default=0)),
                ("due_on", models.DateField(null=True)),
                ("reason", models.CharField(default="", max_length=200)),
                ("document", models.CharField(max_length=100)),
                ("entry_id", models.UUIDField(null=True, unique=True)),
                ("made_by", models.BigIntegerField()),
                ("approved_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "recovery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="alerts.recovery"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("key", models.CharField(max_length=90)),
                ("household_id", models.BigIntegerField(null=True)),
                ("person_id", models.BigIntegerField(null=True)),
                ("cause", models.CharField(max_length=10)),
                ("month", models.DateField()),
                ("severity", models.CharField(max_length=2)),
                ("tier", models.CharField(max_length=1)),
                ("amount_fen", models.BigIntegerField()),
                ("opened_at", models.DateTimeField()),
                ("due_on", models.DateField(null=True)),
                ("owner_id", models.BigIntegerField(null=True)),
                ("state", models.CharField(max_length=8)),
                ("taken_by", models.BigIntegerField(null=True)),
                ("taken_at", models.DateTimeField(null=True)),
                ("snoozed_until", models.DateField(null=True)),
                ("snooze_reason", models.CharField(default="", max_length=200)),
                ("snoozed_by", models.BigIntegerField(null=True)),
                ("escalated_at", models.DateTimeField(null=True)),
                ("escalations", models.SmallIntegerField(default=0)),
                ("relapse_of", models.BigIntegerField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["region", "state", "due_on"], name="alerts_queue")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "closed"), _negated=True),
                        fields=("key", "cause"),
                        name="alerts_one_task_a_cause",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "locked", "verified", "heard", "decided", "closed"])),
                        name="alerts_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "cause__in",
                                [
                                    "death",
                                    "status",
                                    "duplicate",
                                    "payment",
                                    "procedure",
                                    "insider",
                                    "place",
                                    "conduct",
                                    "relief",
                                    "omission",
                                ],
                            )
                        ),
                        name="alerts_known_cause",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("severity__in", ["红", "橙", "黄", "蓝"])), name="alerts_known_severity"
                    ),
                    models.CheckConstraint(condition=models.Q(("tier__in", ["A", "B", "C"])), name="alerts_task_tier"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on", None), models.Q(("severity", "蓝"), _negated=True), _connector="XOR"
                        ),
                        name="alerts_only_a_hint_has_no_deadline",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "open"), ("taken_by__isnull", False), _connector="OR"),
                        name="alerts_worked_on_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("snoozed_until", None),
                            models.Q(models.Q(("snooze_reason", ""), _negated=True), ("snoozed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="alerts_snoozed_with_reason",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="outcome",
            name="task",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="outcomes", to="alerts.task"
            ),
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("text_sha256", models.CharField(max_length=64)),
                ("delivered_on", models.DateField()),
                ("how", models.CharField(max_length=40)),
                ("answer_by_on", models.DateField()),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="alerts.task"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Hearing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("answer_by_on", models.DateField()),
                ("held_on", models.DateField()),
                ("place", models.CharField(max_length=80)),
                ("facts", models.TextField()),
                ("reply", models.TextField(default="")),
                ("accepted", models.TextField(default="")),
                ("heard_by", models.BigIntegerField()),
                ("heard_by_two", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hearings", to="alerts.notice"
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hearings", to="alerts.task"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="taskfinding",
            name="task",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="alerts.task"
            ),
        ),
        migrations.AddField(
            model_name="verification",
            name="task",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="verifications", to="alerts.task"
            ),
        ),
    ]
