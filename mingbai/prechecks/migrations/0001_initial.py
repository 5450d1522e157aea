"""Checks, findings, holds and releases."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("awards", "0004_process"),
        ("people", "0007_registers"),
        ("rosters", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Check",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("as_of", models.DateField()),
                ("snapshot_digest", models.CharField(max_length=64)),
                ("snapshot_sha256", models.CharField(max_length=64)),
                ("rule_versions", models.JSONField()),
                ("parameters_digest", models.CharField(max_length=64)),
                ("fuzzy", models.BooleanField(null=True)),
                ("not_run", models.JSONField()),
                ("lists", models.JSONField()),
                ("findings", models.IntegerField()),
                ("findings_digest", models.CharField(max_length=64)),
                ("made_by", models.BigIntegerField(null=True)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["region", "month", "made_at"], name="prechecks_latest")],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("programme", models.CharField(default="", max_length=20)),
                ("rule_id", models.CharField(max_length=8)),
                ("rule_version", models.SmallIntegerField()),
                ("is_advisory", models.BooleanField()),
                ("severity", models.CharField(max_length=2)),
                ("gates", models.BooleanField()),
                ("proposes_hold", models.BooleanField()),
                ("subject_table", models.CharField(max_length=16)),
                ("subject_index", models.BinaryField(max_length=32)),
                ("amount_fen", models.BigIntegerField(null=True)),
                ("months", models.SmallIntegerField()),
                ("message", models.TextField()),
                ("message_en", models.TextField()),
                ("evidence_sealed", models.BinaryField()),
                ("cites", models.CharField(max_length=200)),
                ("match_tier", models.CharField(max_length=1)),
                ("input_digest", models.CharField(max_length=64)),
                (
                    "award",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="awards.award"
                    ),
                ),
                (
                    "check_made",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="found", to="prechecks.check"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.household"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="rosters.rosterline",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("rule_id", models.CharField(max_length=8)),
                ("match_tier", models.CharField(max_length=1)),
                ("state", models.CharField(max_length=9)),
                ("held_fen", models.BigIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("held_by", models.BigIntegerField(null=True)),
                ("held_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(default="", max_length=400)),
                ("until_on", models.DateField()),
                ("ended_by", models.BigIntegerField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(default="", max_length=400)),
                (
                    "decision",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="awards.decision"
                    ),
                ),
                (
                    "departure",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="rosters.departure",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="prechecks.finding",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="rosters.rosterline",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("state", models.CharField(max_length=9)),
                ("checked_digest", models.CharField(max_length=64)),
                ("released_digest", models.CharField(default="", max_length=64)),
                ("lines", models.IntegerField()),
                ("total_fen", models.BigIntegerField()),
                ("held_fen", models.BigIntegerField(default=0)),
                ("proof", models.JSONField()),
                ("asked_by", models.BigIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("released_by", models.BigIntegerField(null=True)),
                ("released_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(default="", max_length=200)),
                (
                    "check_made",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="releases", to="prechecks.check"
                    ),
                ),
                (
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="releases", to="rosters.roster"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CheckedRoster",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("digest", models.CharField(max_length=64)),
                (
                    "check_made",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rosters", to="prechecks.check"
                    ),
                ),
                (
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="rosters.roster"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("check_made", "roster"), name="prechecks_checked_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                fields=("check_made", "rule_id", "subject_table", "subject_index"), name="prechecks_found_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                fields=("id", "line", "rule_id", "match_tier"), name="prechecks_finding_as_held"
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("match_tier__in", ["A", "B", "C"])), name="prechecks_known_tier"
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("proposes_hold", False),
                    models.Q(("match_tier", "A"), ("rule_id__in", ("RK-101", "RK-201", "RK-302", "RK-303"))),
                    _connector="OR",
                ),
                name="prechecks_hold_only_if_certain",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_advisory", False), models.Q(("gates", False), ("proposes_hold", False)), _connector="OR"
                ),
                name="prechecks_advice_stops_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.UniqueConstraint(fields=("finding",), name="prechecks_hold_once"),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["asked", "declined", "held", "lifted", "expired", "confirmed", "back_paid"])
                ),
                name="prechecks_known_hold",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("match_tier", "A"), ("rule_id__in", ("RK-101", "RK-201", "RK-302", "RK-303"))),
                name="prechecks_closed_list",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("held_fen__gt", 0)), name="prechecks_hold_is_of_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["asked", "expired", "back_paid"]),
                    models.Q(("held_by__isnull", False), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="prechecks_held_by_a_person_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "confirmed"), _negated=True), ("decision__isnull", False), _connector="OR"
                ),
                name="prechecks_confirmed_by_a_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("held_by", models.F("ended_by")), _negated=True),
                name="hold_held_by_is_not_ended_by",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hold",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{asked:declined,asked:expired,asked:held,expired:back_paid,held:confirmed,held:expired,held:lifted,lifted:back_paid}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="89d2f3bfe1ca5fb50e6bb47dd9d6a9bd810bfb38",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_a2b79",
                    table="prechecks_hold",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "withdrawn"), _negated=True),
                fields=("roster",),
                name="prechecks_release_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["asked", "released", "withdrawn"])), name="prechecks_known_release"
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "released"), _negated=True),
                    models.Q(
                        ("released_at__isnull", False),
                        ("released_by__isnull", False),
                        models.Q(("released_digest", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="prechecks_released_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(("asked_by", models.F("released_by")), _negated=True),
                name="release_asked_by_is_not_released_by",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="release",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{asked:released,asked:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="b5d67595baecec36de990518e97b95d6a763e005",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_06ea1",
                    table="prechecks_release",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[],
            options={"proxy": True, "base_manager_name": "objects", "indexes": [], "constraints": []},
            bases=("prechecks.check",),
        ),
    ]
