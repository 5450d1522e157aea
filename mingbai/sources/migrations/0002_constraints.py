"""What the database holds departments' lists to."""

import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_tables")]
    operations = [
        migrations.AddConstraint(
            model_name="comparison",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("authorised__gte", 0),
                    ("authorised__lte", models.F("persons")),
                    ("hits__gte", 0),
                    ("hits__lte", models.F("persons")),
                    ("covered__gte", 0),
                    ("covered__lte", models.F("persons")),
                ),
                name="sources_compared_counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "businesses",
                            "card_keepers",
                            "cremations",
                            "deaths",
                            "disability",
                            "housing_fund",
                            "illnesses",
                            "institutions",
                            "insurance",
                            "kinships",
                            "marriages",
                            "officers",
                            "payroll",
                            "pensions",
                            "population",
                            "prisoners",
                            "properties",
                            "proxies",
                            "relatives",
                            "standards",
                            "students",
                            "vehicles",
                        ],
                    )
                ),
                name="sources_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", ["assessment", "inspection", "monthly", "review"])),
                name="sources_known_purpose",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["in_use", "quarantined", "received", "refused", "released", "superseded"])
                ),
                name="sources_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("judgement__in", ["first", "shrunk", "surge", "usual"])),
                name="sources_known_judgement",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("department", ""), _negated=True), name="sources_department_named"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(condition=models.Q(("covers_month__day", 1)), name="sources_whole_month"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("persons__gte", 0),
                    ("refused_rows__gte", 0),
                    ("rows__gte", 0),
                    ("version__gte", 1),
                    ("hits_found__gte", 0),
                    ("hits_found__lte", models.F("persons")),
                ),
                name="sources_counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("judgement", "surge"), _negated=True),
                    models.Q(("state", "in_use"), _negated=True),
                    _connector="OR",
                ),
                name="sources_surge_is_not_used_at_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["released", "refused"]), _negated=True),
                    models.Q(
                        ("released_at__isnull", False),
                        ("released_by__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="sources_released_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("released_by")), _negated=True),
                name="delivery_made_by_is_not_released_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(fields=("id", "region"), name="sources_delivery_at"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                fields=("region", "kind", "department", "covers_month", "version"), name="sources_one_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                fields=("region", "kind", "department", "covers_month", "file_sha256"), name="sources_same_file_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("in_use", "released"))),
                fields=("region", "kind", "department", "covers_month"),
                name="sources_one_in_use",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delivery",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{received:in_use,received:quarantined,quarantined:released,quarantined:refused,in_use:superseded,released:superseded,quarantined:superseded}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="6508445f64de96e5959d7a91483e73d02156b7b6",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_d711a",
                    table="sources_delivery",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="hit",
            constraint=models.UniqueConstraint(fields=("delivery", "person_id"), name="sources_hit_once"),
        ),
        migrations.AddConstraint(
            model_name="disposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["none", "omitted", "overpaid", "unverifiable"])),
                name="sources_known_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="sources_disposed_with_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="query",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "businesses",
                            "card_keepers",
                            "cremations",
                            "deaths",
                            "disability",
                            "housing_fund",
                            "illnesses",
                            "institutions",
                            "insurance",
                            "kinships",
                            "marriages",
                            "officers",
                            "payroll",
                            "pensions",
                            "population",
                            "prisoners",
                            "properties",
                            "proxies",
                            "relatives",
                            "standards",
                            "students",
                            "vehicles",
                        ],
                    )
                ),
                name="sources_query_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="query",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", ["assessment", "inspection", "monthly", "review"])),
                name="sources_query_known_purpose",
            ),
        ),
        migrations.AddConstraint(
            model_name="query",
            constraint=models.CheckConstraint(
                condition=models.Q(("document", ""), _negated=True), name="sources_query_for_something"
            ),
        ),
        migrations.AddIndex(
            model_name="sourcerow",
            index=models.Index(
                condition=models.Q(("person_index__isnull", False)), fields=["person_index"], name="sources_row_person"
            ),
        ),
        migrations.AddIndex(
            model_name="sourcerow",
            index=models.Index(
                condition=models.Q(("other_index__isnull", False)), fields=["other_index"], name="sources_row_other"
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcerow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "id__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("delivery_id"), "*", models.Value(1099511627776)
                        ),
                    ),
                    (
                        "id__lt",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.F("delivery_id"), "+", models.Value(1)
                            ),
                            "*",
                            models.Value(1099511627776),
                        ),
                    ),
                ),
                name="sources_row_in_its_place",
            ),
        ),
        migrations.RunSQL(  # Django knows no keys of several columns
            "ALTER TABLE sources_sourcerow ADD CONSTRAINT row_of_delivery FOREIGN KEY (delivery_id, region) REFERENCES sources_delivery (id, region)",
            "ALTER TABLE sources_sourcerow DROP CONSTRAINT row_of_delivery",
        ),
    ]
