"""What the database holds staff and the filing of their kin to."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_accounts")]
    operations = [
        migrations.AddConstraint(
            model_name="staff",
            constraint=models.UniqueConstraint(fields=("id", "officer"), name="people_staff_of_officer"),
        ),
        migrations.AddConstraint(
            model_name="staff",
            constraint=models.UniqueConstraint(
                condition=models.Q(("officer__isnull", False), ("until_on", None)),
                fields=("officer",),
                name="people_one_person_an_officer",
            ),
        ),
        migrations.AddConstraint(
            model_name="staff",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("unit", ""), _negated=True), models.Q(("post", ""), _negated=True)),
                name="people_staff_placed",
            ),
        ),
        migrations.AddConstraint(
            model_name="staff",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on", None), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="people_staff_leave_after_they_come",
            ),
        ),
        migrations.AddConstraint(
            model_name="relative",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "confirmed", "refused", "closed"])),
                name="people_relative_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="relative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["proposed", "refused"]),
                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                    _connector="OR",
                ),
                name="people_relative_confirmed_before_it_counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="relative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="people_relative_refused_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="relative",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("confirmed_by")), _negated=True),
                name="relative_made_by_is_not_confirmed_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="relative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False), ("until_on__isnull", False)),
                    _connector="OR",
                ),
                name="people_relative_closed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="relative",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on", None), ("until_on__gte", models.F("filed_on")), _connector="OR"),
                name="people_relative_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="relative",
            constraint=models.CheckConstraint(
                condition=models.Q(("document__regex", "^[0-9a-f]{64}$")), name="people_relative_has_its_paper"
            ),
        ),
        migrations.AddConstraint(
            model_name="relative",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["proposed", "confirmed"])),
                fields=("person", "staff"),
                name="people_relative_filed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="relative",
            constraint=models.CheckConstraint(condition=models.Q(("tier__in", [9, 6, 4, 2])), name="people_kin_tier"),
        ),
        migrations.AddConstraint(
            model_name="relative",
            constraint=models.CheckConstraint(
                condition=models.Q(("relation", ""), _negated=True), name="people_kin_related"
            ),
        ),
        migrations.AddConstraint(
            model_name="relative",
            constraint=models.CheckConstraint(
                condition=models.Q(("officer", models.F("confirmed_by")), _negated=True),
                name="relative_officer_is_not_confirmed_by",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relative",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{proposed:confirmed,proposed:refused,confirmed:closed}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="b7cd7dfa89e558bead53fc4e07abe3d91ca81721",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_543eb",
                    table="people_relative",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(  # a key of two columns keeps the regions equal, and moves them together
            "ALTER TABLE people_staff ADD CONSTRAINT staff_lies_where_its_person_does FOREIGN KEY (person_id, region) REFERENCES people_person (id, region) ON UPDATE CASCADE",
            "ALTER TABLE people_staff DROP CONSTRAINT staff_lies_where_its_person_does",
        ),
        migrations.RunSQL(  # a key of two columns keeps the regions equal, and moves them together
            "ALTER TABLE people_relative ADD CONSTRAINT relative_lies_where_its_person_does FOREIGN KEY (person_id, region) REFERENCES people_person (id, region) ON UPDATE CASCADE",
            "ALTER TABLE people_relative DROP CONSTRAINT relative_lies_where_its_person_does",
        ),
    ]
