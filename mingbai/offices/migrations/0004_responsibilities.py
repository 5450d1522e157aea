"""What the database holds the list of responsibilities to."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("offices", "0003_posts")]
    operations = [
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "in_force", "refused", "ended"])),
                name="offices_listing_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by__isnull", False)), name="offices_listing_made_by_somebody"
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["proposed", "refused"]),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="offices_listing_approved_before_it_counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on", None), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="offices_listing_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "ended"), _negated=True),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False), ("until_on__isnull", False)),
                    _connector="OR",
                ),
                name="offices_listing_ended_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="offices_listing_refused_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(("officer", models.F("made_by")), _negated=True),
                name="responsibility_officer_is_not_made_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(("officer", models.F("approved_by")), _negated=True),
                name="responsibility_officer_is_not_approved_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("approved_by")), _negated=True),
                name="responsibility_made_by_is_not_approved_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(("officer", models.F("ended_by")), _negated=True),
                name="responsibility_officer_is_not_ended_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "step__in",
                        [
                            "accept",
                            "answer_complaint",
                            "appropriate",
                            "approve_standard",
                            "change",
                            "check_roster",
                            "close_month",
                            "confirm",
                            "enter_standard",
                            "investigate",
                            "keep_data",
                            "make_roster",
                            "pay_out",
                            "plan_funds",
                            "release_payment",
                            "review",
                            "review_log",
                            "take_complaint",
                            "verify_alert",
                        ],
                    )
                ),
                name="offices_known_step",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(("region__startswith", models.F("post_region"))), name="offices_listed_within_post"
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "refused"), _negated=True),
                fields=("step", "post", "region", "from_on"),
                name="offices_listed_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="responsibility",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{proposed:in_force,proposed:refused,in_force:ended}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="a19216724b6cea984ba44bf307d92ffd4af9911d",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_6152d",
                    table="offices_responsibility",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(  # Django knows no keys of several columns
            "ALTER TABLE offices_responsibility ADD CONSTRAINT listing_is_of_post FOREIGN KEY (post_id, officer_id, post_region) REFERENCES offices_post (id, officer_id, region)",
            "ALTER TABLE offices_responsibility DROP CONSTRAINT listing_is_of_post",
        ),
    ]
