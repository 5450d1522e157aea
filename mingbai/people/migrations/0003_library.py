"""What the database holds persons, households and memberships to."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_filings_and_accounts")]
    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="import",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{proposed:confirmed,proposed:refused}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="a9b5580a79f16b01beb32996171e4596ab7ee2ba",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_fb037",
                    table="people_import",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="household",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Left("region", 6), models.F("number"), name="people_one_household"
            ),
        ),
        migrations.AddConstraint(
            model_name="household",
            constraint=models.UniqueConstraint(fields=("id", "region"), name="people_household_at"),
        ),
        migrations.AddConstraint(
            model_name="household",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", ""), _negated=True), name="people_household_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="household",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_on", None), ("closed_on__gte", models.F("opened_on")), _connector="OR"),
                name="people_household_closed_after_opening",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["region", "name_key"], name="people_person_in_order"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(fields=("id_index",), name="people_one_person"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(fields=("id", "region"), name="people_person_at"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("name", ""), _negated=True), models.Q(("name_key", ""), _negated=True)),
                name="people_person_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("sex__in", ["男", "女", ""])), name="people_known_sex"
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("id_is_valid", False),
                    models.Q(("born_on__isnull", False), models.Q(("sex", ""), _negated=True)),
                    _connector="OR",
                ),
                name="people_a_valid_number_tells_birth",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("died_on", None), ("born_on", None), ("died_on__gte", models.F("born_on")), _connector="OR"
                ),
                name="people_died_after_birth",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "people_personevent" ("born_on", "brought_by_id", "died_on", "id", "id_index", "id_is_valid", "id_sealed", "made_at", "made_by", "name", "name_key", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_sealed", "region", "sex") VALUES (NEW."born_on", NEW."brought_by_id", NEW."died_on", NEW."id", NEW."id_index", NEW."id_is_valid", NEW."id_sealed", NEW."made_at", NEW."made_by", NEW."name", NEW."name_key", NOW(), \'insert\', NEW."id", NEW."phone_sealed", NEW."region", NEW."sex"); RETURN NULL;',
                    hash="b2c25accd25cff4254f7a72cb431c0896915d934",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_65688",
                    table="people_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "people_personevent" ("born_on", "brought_by_id", "died_on", "id", "id_index", "id_is_valid", "id_sealed", "made_at", "made_by", "name", "name_key", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_sealed", "region", "sex") VALUES (NEW."born_on", NEW."brought_by_id", NEW."died_on", NEW."id", NEW."id_index", NEW."id_is_valid", NEW."id_sealed", NEW."made_at", NEW."made_by", NEW."name", NEW."name_key", NOW(), \'update\', NEW."id", NEW."phone_sealed", NEW."region", NEW."sex"); RETURN NULL;',
                    hash="d6e30ddb560d4fcabbf741b4f6428a646c431cad",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_de829",
                    table="people_person",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            models.F("person"),
                            models.F("person"),
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
                ],
                name="people_one_household_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("is_head", True)),
                expressions=[
                    (
                        models.Func(
                            models.F("household"),
                            models.F("household"),
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
                ],
                name="people_one_head_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on", None), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="people_membership_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_on", None),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                    _connector="OR",
                ),
                name="people_membership_ended_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="healthfact",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["disability", "illness", "category", "self_care"])),
                name="people_known_fact",
            ),
        ),
        migrations.AddConstraint(
            model_name="healthfact",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on", None), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="people_fact_ends_after_it_begins",
            ),
        ),
        migrations.RunSQL(  # a key of two columns keeps the regions equal, and moves them together
            "ALTER TABLE people_membership ADD CONSTRAINT membership_lies_where_its_household_does FOREIGN KEY (household_id, region) REFERENCES people_household (id, region) ON UPDATE CASCADE",
            "ALTER TABLE people_membership DROP CONSTRAINT membership_lies_where_its_household_does",
        ),
        migrations.RunSQL(  # a key of two columns keeps the regions equal, and moves them together
            "ALTER TABLE people_healthfact ADD CONSTRAINT healthfact_lies_where_its_person_does FOREIGN KEY (person_id, region) REFERENCES people_person (id, region) ON UPDATE CASCADE",
            "ALTER TABLE people_healthfact DROP CONSTRAINT healthfact_lies_where_its_person_does",
        ),
    ]
