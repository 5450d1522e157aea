"""Former versions are written statement by statement."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("offices", "0004_responsibilities"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="officer",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="officer",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="organisation",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="organisation",
            name="update_update",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offices_officerevent" ("id", "left_on", "made_at", "made_by", "name", "number", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."left_on", new_values."made_at", new_values."made_by", new_values."name", new_values."number", NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1c46afa89dfcad9f24a13136625675667706fdc1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f1b93",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="offices_officer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offices_officerevent" ("id", "left_on", "made_at", "made_by", "name", "number", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."left_on", new_values."made_at", new_values."made_by", new_values."name", new_values."number", NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="928cbe3950cb585d388e67507f67d50afcf588e7",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_31df7",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="offices_officer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offices_organisationevent" ("closed_on", "handles", "id", "kind", "made_at", "made_by", "name", "opened_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "region") SELECT new_values."closed_on", new_values."handles", new_values."id", new_values."kind", new_values."made_at", new_values."made_by", new_values."name", new_values."opened_on", NOW(), \'insert\', new_values."id", new_values."region" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="da2a0ea0075d066380978937706165b741b1ff2c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_56600",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="offices_organisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offices_organisationevent" ("closed_on", "handles", "id", "kind", "made_at", "made_by", "name", "opened_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "region") SELECT new_values."closed_on", new_values."handles", new_values."id", new_values."kind", new_values."made_at", new_values."made_by", new_values."name", new_values."opened_on", NOW(), \'update\', new_values."id", new_values."region" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7c017c0f9ce1a9fd4d2adbf23007f09fd6482479",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_26837",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="offices_organisation",
                    when="AFTER",
                ),
            ),
        ),
    ]
