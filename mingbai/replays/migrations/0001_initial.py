"""Replays of changes."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("offices", "0005_set_by_set"),
        ("standards", "0002_reminders"),
    ]

    operations = [
        migrations.CreateModel(
            name="Replay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("rule_ids", models.JSONField()),
                ("key", models.CharField(default="", max_length=60)),
                ("value", models.JSONField(null=True)),
                ("months", models.JSONField()),
                ("left_out", models.JSONField()),
                ("outcome", models.JSONField()),
                ("versions", models.JSONField()),
                ("state", models.CharField(max_length=10)),
                ("made_at", models.DateTimeField()),
                ("committed_at", models.DateTimeField(null=True)),
                (
                    "committed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_committed",
                        to="offices.officer",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replays",
                        to="standards.entry",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_made", to="offices.officer"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["region", "-made_at"], name="replays_of_place")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "committed", "dropped"])), name="replays_known_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "committed"),
                                ("committed_at__isnull", False),
                                ("committed_by__isnull", False),
                                ("entry__isnull", False),
                            ),
                            models.Q(models.Q(("state", "committed"), _negated=True), ("entry", None)),
                            _connector="OR",
                        ),
                        name="replays_committed_as_proposal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key", ""), ("value", None)),
                            models.Q(("key", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="replays_value_of_a_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("committed_at", None), ("committed_at__gte", models.F("made_at")), _connector="OR"
                        ),
                        name="replays_committed_after",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="replay",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{draft:committed,draft:dropped}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="fd3413ea1f4c623614ba47e1d8ceddc623470cb6",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_a02ef",
                    table="replays_replay",
                    when="BEFORE",
                ),
            ),
        ),
    ]
