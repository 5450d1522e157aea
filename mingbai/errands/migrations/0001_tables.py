"""Errands and their enclosures."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("offices", "0005_set_by_set"),
    ]

    operations = [
        migrations.CreateModel(
            name="Errand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("post", models.BigIntegerField()),
                ("kind", models.CharField(max_length=60)),
                ("subject", models.CharField(max_length=200)),
                ("once", models.CharField(default="", max_length=200)),
                ("arguments", models.JSONField(default=dict)),
                ("state", models.CharField(default="waiting", max_length=10)),
                ("asked_at", models.DateTimeField()),
                ("began_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("cancel_asked_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
                ("phase_zh", models.CharField(default="", max_length=120)),
                ("phase_en", models.CharField(default="", max_length=120)),
                ("phase_at", models.DateTimeField(null=True)),
                ("done", models.PositiveBigIntegerField(default=0)),
                ("total", models.PositiveBigIntegerField(default=0)),
                ("heard_at", models.DateTimeField(null=True)),
                ("told_zh", models.TextField(default="")),
                ("told_en", models.TextField(default="")),
                ("result", models.JSONField(default=dict)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_asked",
                        to="offices.officer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Enclosure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_result", models.BooleanField(default=False)),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveBigIntegerField()),
                ("sealed", models.BinaryField()),
                (
                    "errand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="enclosures", to="errands.errand"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="errand",
            index=models.Index(fields=["officer", "-asked_at"], name="errands_of_officer"),
        ),
        migrations.AddConstraint(
            model_name="errand",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "running", "done", "refused", "failed", "cancelled"])),
                name="errands_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="errand",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["cancelled", "done", "failed", "refused"]), ("ended_at", None), _connector="XOR"
                ),
                name="errands_ended_at_its_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="errand",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["running", "waiting"]), models.Q(("once", ""), _negated=True)),
                fields=("kind", "once"),
                name="errands_once_at_a_time",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="errand",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.state <> NEW.state AND OLD.state || ':' || NEW.state NOT IN ('waiting:running', 'waiting:cancelled', 'running:cancelled', 'running:done', 'running:failed', 'running:refused'))",
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{waiting:running,waiting:cancelled,running:cancelled,running:done,running:failed,running:refused}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="e255da7a13b8e497d515e72e1a7b58f32c4a7e01",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_8d6d9",
                    table="errands_errand",
                    when="BEFORE",
                ),
            ),
        ),
    ]
