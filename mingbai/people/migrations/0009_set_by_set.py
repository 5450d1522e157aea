"""Statement by statement what was held and kept row by row: an opening stock comes by the hundred thousand."""

import django.contrib.postgres.constraints
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_known_anywhere"),
    ]

    operations = [
        migrations.RunSQL(  # the days from the first to the one before the last, one way; whose they are, the other
            """CREATE FUNCTION people_spell(number bigint, from_on date, until_on date) RETURNS box
               LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
                   SELECT CASE WHEN until_on <= from_on THEN NULL ELSE pg_catalog.box(
                       pg_catalog.point(number, from_on - date '2000-01-01'),
                       pg_catalog.point(number, coalesce(until_on, date '9999-12-31') - date '2000-01-02')
                   ) END
               $$""",
            "DROP FUNCTION people_spell",
        ),
        migrations.RunSQL(  # drawn by the hundred thousand: the sequence is looked up once
            """CREATE OR REPLACE FUNCTION people_draw_numbers(wanted_in text, how_many integer) RETURNS SETOF bigint
               LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
               DECLARE numbers regclass := pg_get_serial_sequence('people_' || wanted_in, 'id');
               BEGIN
                   RETURN QUERY SELECT nextval(numbers) FROM generate_series(1, how_many);
               END $$""",
            migrations.RunSQL.noop,
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="account",
            name="moves",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="import",
            name="moves",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="person",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="person",
            name="update_update",
        ),
        migrations.RemoveConstraint(
            model_name="membership",
            name="people_one_household_at_a_time",
        ),
        migrations.RemoveConstraint(
            model_name="membership",
            name="people_one_head_at_a_time",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.state <> NEW.state AND OLD.state || ':' || NEW.state NOT IN ('proposed:confirmed', 'proposed:refused', 'confirmed:closed'))",
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{proposed:confirmed,proposed:refused,confirmed:closed}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="f583f6a7771ab9b65d0052ec05e5474155333629",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_ed21d",
                    table="people_account",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="import",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.state <> NEW.state AND OLD.state || ':' || NEW.state NOT IN ('proposed:confirmed', 'proposed:refused'))",
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{proposed:confirmed,proposed:refused}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="ce0f12d62f1c38dee27a050a0e6a8c37417f3055",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_fb037",
                    table="people_import",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_personevent" ("born_on", "brought_by_id", "died_on", "id", "id_index", "id_is_valid", "id_sealed", "made_at", "made_by", "name", "name_key", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_sealed", "region", "sex") SELECT new_values."born_on", new_values."brought_by_id", new_values."died_on", new_values."id", new_values."id_index", new_values."id_is_valid", new_values."id_sealed", new_values."made_at", new_values."made_by", new_values."name", new_values."name_key", NOW(), \'insert\', new_values."id", new_values."phone_sealed", new_values."region", new_values."sex" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5919798d031a588bfdc29bf356dc5f7d27ad8749",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_65688",
                    referencing="REFERENCING NEW TABLE AS new_values ",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_personevent" ("born_on", "brought_by_id", "died_on", "id", "id_index", "id_is_valid", "id_sealed", "made_at", "made_by", "name", "name_key", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_sealed", "region", "sex") SELECT new_values."born_on", new_values."brought_by_id", new_values."died_on", new_values."id", new_values."id_index", new_values."id_is_valid", new_values."id_sealed", new_values."made_at", new_values."made_by", new_values."name", new_values."name_key", NOW(), \'update\', new_values."id", new_values."phone_sealed", new_values."region", new_values."sex" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b839b8aa955e6b75d66a6e686754e899c2b9b970",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_de829",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
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
                            models.F("from_on"),
                            models.F("until_on"),
                            function="people_spell",
                            output_field=models.TextField(),
                        ),
                        "&&",
                    )
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
                            models.F("from_on"),
                            models.F("until_on"),
                            function="people_spell",
                            output_field=models.TextField(),
                        ),
                        "&&",
                    )
                ],
                name="people_one_head_at_a_time",
            ),
        ),
    ]
