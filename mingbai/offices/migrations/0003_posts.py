"""What the database holds posts to: who appoints whom, within which division, and what excludes what."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("offices", "0002_organisations")]
    operations = [
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "in_force", "refused", "ended"])),
                name="offices_post_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("made_by__isnull", False), ("founding_document", "")),
                    models.Q(
                        models.Q(("made_by__isnull", False), _negated=True),
                        models.Q(("founding_document", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="offices_post_made_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["proposed", "refused"]),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    models.Q(("founding_document", ""), _negated=True),
                    _connector="OR",
                ),
                name="offices_post_approved_before_it_counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on", None), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="offices_post_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "ended"), _negated=True),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False), ("until_on__isnull", False)),
                    _connector="OR",
                ),
                name="offices_post_ended_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="offices_post_refused_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("officer", models.F("made_by")), _negated=True), name="post_officer_is_not_made_by"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("officer", models.F("approved_by")), _negated=True),
                name="post_officer_is_not_approved_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("approved_by")), _negated=True),
                name="post_made_by_is_not_approved_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("officer", models.F("ended_by")), _negated=True),
                name="post_officer_is_not_ended_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(fields=("id", "officer", "region"), name="offices_post_of_officer"),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "system_administrator",
                            "security_administrator",
                            "audit_administrator",
                            "leader",
                            "handler",
                            "reviewer",
                            "releaser",
                            "teller",
                            "inspector",
                            "assistant",
                        ],
                    )
                ),
                name="offices_known_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("region__startswith", models.F("organisation_region"))),
                name="offices_post_within_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("founding_document", ""),
                    ("role__in", ["audit_administrator", "security_administrator", "system_administrator"]),
                    _connector="OR",
                ),
                name="offices_founding_is_of_administrators",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                condition=models.Q(("founding_document", ""), _negated=True),
                fields=("role",),
                name="offices_founded_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("state", "refused"), _negated=True),
                expressions=[
                    (
                        models.Func(
                            models.F("officer"),
                            models.F("officer"),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
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
                    (
                        models.Case(
                            models.When(
                                models.Q(
                                    (
                                        "role__in",
                                        ["audit_administrator", "security_administrator", "system_administrator"],
                                    )
                                ),
                                then=models.Func(
                                    None,
                                    None,
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                            ),
                            default=models.Func(
                                models.F("id"),
                                models.F("id"),
                                models.Value("[]"),
                                function="int8range",
                                output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                            ),
                        ),
                        "&&",
                    ),
                ],
                name="offices_administrators_do_nothing_else",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{proposed:in_force,proposed:refused,in_force:ended}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="10ad92afa91b6ab66e6909ea1907a4ddfd7d4212",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_70c7b",
                    table="offices_post",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(  # Django knows no keys of several columns
            "ALTER TABLE offices_post ADD CONSTRAINT post_within_organisation_region FOREIGN KEY (organisation_id, organisation_region) REFERENCES offices_organisation (id, region)",
            "ALTER TABLE offices_post DROP CONSTRAINT post_within_organisation_region",
        ),
    ]
