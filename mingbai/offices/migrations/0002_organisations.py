"""What the database holds organisations and officers to, and the versions it keeps of them."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("offices", "0001_tables")]
    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="officer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "offices_officerevent" ("id", "left_on", "made_at", "made_by", "name", "number", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."left_on", NEW."made_at", NEW."made_by", NEW."name", NEW."number", NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="044f018dbaf6b5d3c3f4012382473bb893008b31",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f1b93",
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
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "offices_officerevent" ("id", "left_on", "made_at", "made_by", "name", "number", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."left_on", NEW."made_at", NEW."made_by", NEW."name", NEW."number", NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="230a5a6bf9721aa5f3ee024a62ae126ceaf45ecc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_31df7",
                    table="offices_officer",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(fields=("region", "kind", "name"), name="offices_one_organisation"),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(fields=("id", "region"), name="offices_organisation_at"),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "civil_affairs",
                            "finance",
                            "audit",
                            "bank",
                            "township",
                            "village",
                            "discipline",
                            "third_party",
                            "care_home",
                        ],
                    )
                ),
                name="offices_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="offices_named"),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_on", None), ("closed_on__gt", models.F("opened_on")), _connector="OR"),
                name="offices_closed_after_opening",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "offices_organisationevent" ("closed_on", "handles", "id", "kind", "made_at", "made_by", "name", "opened_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "region") VALUES (NEW."closed_on", NEW."handles", NEW."id", NEW."kind", NEW."made_at", NEW."made_by", NEW."name", NEW."opened_on", NOW(), \'insert\', NEW."id", NEW."region"); RETURN NULL;',
                    hash="4471d411b3af3b53354121672a74393bfd04570f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_56600",
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
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "offices_organisationevent" ("closed_on", "handles", "id", "kind", "made_at", "made_by", "name", "opened_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "region") VALUES (NEW."closed_on", NEW."handles", NEW."id", NEW."kind", NEW."made_at", NEW."made_by", NEW."name", NEW."opened_on", NOW(), \'update\', NEW."id", NEW."region"); RETURN NULL;',
                    hash="06030e4571711f7c176e60679c31abc74d56edaf",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_26837",
                    table="offices_organisation",
                    when="AFTER",
                ),
            ),
        ),
    ]
