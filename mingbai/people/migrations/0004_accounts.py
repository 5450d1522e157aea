"""What the database holds accounts to: whose, by what right, confirmed by a second person."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_library")]
    operations = [
        migrations.AddIndex(
            model_name="account",
            index=models.Index(fields=["number_index"], name="people_account_by_number"),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "confirmed", "refused", "closed"])),
                name="people_account_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["proposed", "refused"]),
                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                    _connector="OR",
                ),
                name="people_account_confirmed_before_it_counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="people_account_refused_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("confirmed_by")), _negated=True),
                name="account_made_by_is_not_confirmed_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False), ("until_on__isnull", False)),
                    _connector="OR",
                ),
                name="people_account_closed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on", None), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="people_account_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("organisation", None), ("person__isnull", False)),
                    models.Q(("organisation__isnull", False), ("person", None)),
                    _connector="OR",
                ),
                name="people_account_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("holder__in", ["self", "proxy", "institution", "differs"])),
                name="people_known_holder",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("holder", "institution"), ("organisation__isnull", False)),
                    models.Q(models.Q(("holder", "institution"), _negated=True), ("organisation", None)),
                    _connector="OR",
                ),
                name="people_institution_holds_its_own",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("holder", "proxy"), ("proxy__isnull", False)),
                    models.Q(models.Q(("holder", "proxy"), _negated=True), ("proxy", None)),
                    _connector="OR",
                ),
                name="people_another_holds_by_a_filing",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("holder", "differs"), ("state", "confirmed"), _negated=True),
                name="people_unexplained_holder_is_not_confirmed",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["proposed", "confirmed"])),
                fields=("person", "number_index"),
                name="people_one_live_account_of_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["proposed", "confirmed"]), ("person", None)),
                fields=("organisation", "number_index"),
                name="people_one_live_account_of_an_organisation",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{proposed:confirmed,proposed:refused,confirmed:closed}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="2fa646e46a245829197db19887151c976df7b012",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_ed21d",
                    table="people_account",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(  # a key of two columns keeps the regions equal, and moves them together
            "ALTER TABLE people_account ADD CONSTRAINT account_lies_where_its_person_does FOREIGN KEY (person_id, region) REFERENCES people_person (id, region) ON UPDATE CASCADE",
            "ALTER TABLE people_account DROP CONSTRAINT account_lies_where_its_person_does",
        ),
        migrations.RunSQL(  # a key of two columns keeps the regions equal, and moves them together
            "ALTER TABLE people_account ADD CONSTRAINT account_lies_where_its_organisation_does FOREIGN KEY (organisation_id, region) REFERENCES offices_organisation (id, region)",
            "ALTER TABLE people_account DROP CONSTRAINT account_lies_where_its_organisation_does",
        ),
    ]
