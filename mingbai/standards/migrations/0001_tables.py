"""The tables of values and switches, and what the database holds them to."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("offices", "0004_responsibilities"),
    ]

    operations = [
        migrations.RunSQL(  # ranges of words: without btree_gist they let an exclusion constraint compare texts
            'CREATE TYPE standards_words AS RANGE (subtype = text, collation = "C")', "DROP TYPE standards_words"
        ),
        migrations.CreateModel(
            name="RuleSwitch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("state", models.CharField(max_length=10)),
                ("reason", models.CharField(default="", max_length=300)),
                ("made_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("rule_id", models.CharField(max_length=10)),
                ("mode", models.CharField(max_length=10)),
                ("measured", models.JSONField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_approved",
                        to="offices.officer",
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
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("state", models.CharField(max_length=10)),
                ("reason", models.CharField(default="", max_length=300)),
                ("made_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("key", models.CharField(max_length=60)),
                ("value", models.JSONField()),
                ("article", models.CharField(max_length=40)),
                ("document", models.CharField(max_length=100)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_approved",
                        to="offices.officer",
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
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "in_force", "refused", "ended", "replaced"])),
                        name="standards_entry_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("made_by", None), _negated=True), name="standards_entry_made_by_somebody"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["proposed", "refused"]),
                            models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="standards_entry_approved_before_it_counts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_on", None), ("until_on__gt", models.F("from_on")), _connector="OR"),
                        name="standards_entry_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ended"), _negated=True),
                            models.Q(("until_on", None), _negated=True),
                            _connector="OR",
                        ),
                        name="standards_entry_ended_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="standards_entry_refused_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("made_by", models.F("approved_by")), _negated=True),
                        name="entry_made_by_is_not_approved_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("article", ""), _negated=True), models.Q(("document", ""), _negated=True)
                        ),
                        name="standards_entry_has_its_ground",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key", ""), _negated=True), name="standards_entry_of_a_parameter"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("state__in", ["in_force", "ended"])),
                        expressions=[
                            (
                                models.Func(
                                    models.F("region"),
                                    models.F("region"),
                                    models.Value("[]"),
                                    function="standards_words",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("key"),
                                    models.F("key"),
                                    models.Value("[]"),
                                    function="standards_words",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("from_on"),
                                    models.F("until_on"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="standards_one_value_a_day",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{proposed:in_force,proposed:refused,in_force:ended,in_force:replaced,ended:replaced}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="fc9b0bbf8da487272c060562fae933246f624818",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_402e4",
                    table="standards_entry",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleswitch",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "in_force", "refused", "ended", "replaced"])),
                name="standards_switch_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleswitch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("made_by", None), _negated=True),
                    models.Q(("measured__isnull", False), ("mode", "advisory")),
                    _connector="OR",
                ),
                name="standards_switch_made_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleswitch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["proposed", "refused"]),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    ("made_by", None),
                    _connector="OR",
                ),
                name="standards_switch_approved_before_it_counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleswitch",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on", None), ("until_on__gt", models.F("from_on")), _connector="OR"),
                name="standards_switch_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleswitch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "ended"), _negated=True),
                    models.Q(("until_on", None), _negated=True),
                    _connector="OR",
                ),
                name="standards_switch_ended_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleswitch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="standards_switch_refused_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleswitch",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("approved_by")), _negated=True),
                name="ruleswitch_made_by_is_not_approved_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleswitch",
            constraint=models.CheckConstraint(
                condition=models.Q(("mode__in", ["on", "advisory", "off"])), name="standards_known_mode"
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleswitch",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="standards_switch_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleswitch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mode", "on"),
                    models.Q(("rule_id__in", ["RK-306", "RK-307", "RK-308", "RK-309", "RK-318"]), _negated=True),
                    _connector="OR",
                ),
                name="standards_gates_stay_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleswitch",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("state__in", ["in_force", "ended"])),
                expressions=[
                    (
                        models.Func(
                            models.F("region"),
                            models.F("region"),
                            models.Value("[]"),
                            function="standards_words",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                    (
                        models.Func(
                            models.F("rule_id"),
                            models.F("rule_id"),
                            models.Value("[]"),
                            function="standards_words",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                    (
                        models.Func(
                            models.F("from_on"),
                            models.F("until_on"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="standards_one_mode_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed")),
                fields=("region", "key", "from_on"),
                name="standards_value_proposed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleswitch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed")),
                fields=("region", "rule_id", "from_on"),
                name="standards_switch_proposed_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ruleswitch",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{proposed:in_force,proposed:refused,in_force:ended,in_force:replaced,ended:replaced}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="fa2b4a3000156e68ea70fda32c5655e85260077d",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_f90d0",
                    table="standards_ruleswitch",
                    when="BEFORE",
                ),
            ),
        ),
    ]
