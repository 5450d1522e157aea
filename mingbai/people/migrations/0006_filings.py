"""What the database holds filings to: with their paper, accepted by another, one at a time."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0005_kin")]
    operations = [
        migrations.AddConstraint(
            model_name="cardkeeping",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "confirmed", "refused", "closed"])),
                name="people_card_keeping_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardkeeping",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["proposed", "refused"]),
                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                    _connector="OR",
                ),
                name="people_card_keeping_confirmed_before_it_counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardkeeping",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="people_card_keeping_refused_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardkeeping",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("confirmed_by")), _negated=True),
                name="cardkeeping_made_by_is_not_confirmed_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardkeeping",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False), ("until_on__isnull", False)),
                    _connector="OR",
                ),
                name="people_card_keeping_closed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardkeeping",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on", None), ("until_on__gte", models.F("filed_on")), _connector="OR"),
                name="people_card_keeping_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardkeeping",
            constraint=models.CheckConstraint(
                condition=models.Q(("document__regex", "^[0-9a-f]{64}$")), name="people_card_keeping_has_its_paper"
            ),
        ),
        migrations.AddConstraint(
            model_name="cardkeeping",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["proposed", "confirmed"])),
                fields=("person",),
                name="people_card_keeping_filed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardkeeping",
            constraint=models.CheckConstraint(
                condition=models.Q(("cause", ""), _negated=True), name="people_keeping_has_a_cause"
            ),
        ),
        migrations.AddConstraint(
            model_name="cardkeeping",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__isnull", False)), name="people_keeping_ends"
            ),
        ),
        migrations.AddConstraint(
            model_name="cardkeeping",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", models.F("keeper")), _negated=True),
                name="people_nobody_files_his_own_card",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cardkeeping",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{proposed:confirmed,proposed:refused,confirmed:closed}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="f1497d6a0739bd9eb545fdec352801e95ad3fd77",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_0128d",
                    table="people_cardkeeping",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="authorisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "confirmed", "refused", "closed"])),
                name="people_authorisation_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["proposed", "refused"]),
                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                    _connector="OR",
                ),
                name="people_authorisation_confirmed_before_it_counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="people_authorisation_refused_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("confirmed_by")), _negated=True),
                name="authorisation_made_by_is_not_confirmed_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False), ("until_on__isnull", False)),
                    _connector="OR",
                ),
                name="people_authorisation_closed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on", None), ("until_on__gte", models.F("filed_on")), _connector="OR"),
                name="people_authorisation_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("document__regex", "^[0-9a-f]{64}$")), name="people_authorisation_has_its_paper"
            ),
        ),
        migrations.AddConstraint(
            model_name="authorisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["proposed", "confirmed"])),
                fields=("person", "scope"),
                name="people_authorisation_filed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("scope__in", ["income", "property", "bank", "all"])), name="people_known_scope"
            ),
        ),
        migrations.AddConstraint(
            model_name="authorisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__isnull", False)), name="people_authorisation_ends"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="authorisation",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{proposed:confirmed,proposed:refused,confirmed:closed}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="2dca95cddc8709bba958b8cf9fcf69da8e646bf6",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_71acb",
                    table="people_authorisation",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="proxy",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "confirmed", "refused", "closed"])),
                name="people_proxy_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="proxy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["proposed", "refused"]),
                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                    _connector="OR",
                ),
                name="people_proxy_confirmed_before_it_counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="proxy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="people_proxy_refused_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="proxy",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("confirmed_by")), _negated=True),
                name="proxy_made_by_is_not_confirmed_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="proxy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False), ("until_on__isnull", False)),
                    _connector="OR",
                ),
                name="people_proxy_closed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="proxy",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on", None), ("until_on__gte", models.F("filed_on")), _connector="OR"),
                name="people_proxy_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="proxy",
            constraint=models.CheckConstraint(
                condition=models.Q(("document__regex", "^[0-9a-f]{64}$")), name="people_proxy_has_its_paper"
            ),
        ),
        migrations.AddConstraint(
            model_name="proxy",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["proposed", "confirmed"])),
                fields=("person",),
                name="people_proxy_filed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="proxy",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["guardian", "carer", "chosen"])), name="people_known_proxy"
            ),
        ),
        migrations.AddConstraint(
            model_name="proxy",
            constraint=models.CheckConstraint(
                condition=models.Q(("cause", ""), _negated=True), name="people_proxy_has_a_cause"
            ),
        ),
        migrations.AddConstraint(
            model_name="proxy",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__isnull", False)), name="people_proxy_ends"
            ),
        ),
        migrations.AddConstraint(
            model_name="proxy",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", models.F("agent")), _negated=True), name="people_nobody_is_his_own_proxy"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proxy",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{proposed:confirmed,proposed:refused,confirmed:closed}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="59d6d373c723f0492a6b4168bf53f2710709553a",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_6ada9",
                    table="people_proxy",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(  # a key of two columns keeps the regions equal, and moves them together
            "ALTER TABLE people_cardkeeping ADD CONSTRAINT cardkeeping_lies_where_its_person_does FOREIGN KEY (person_id, region) REFERENCES people_person (id, region) ON UPDATE CASCADE",
            "ALTER TABLE people_cardkeeping DROP CONSTRAINT cardkeeping_lies_where_its_person_does",
        ),
        migrations.RunSQL(  # a key of two columns keeps the regions equal, and moves them together
            "ALTER TABLE people_proxy ADD CONSTRAINT proxy_lies_where_its_person_does FOREIGN KEY (person_id, region) REFERENCES people_person (id, region) ON UPDATE CASCADE",
            "ALTER TABLE people_proxy DROP CONSTRAINT proxy_lies_where_its_person_does",
        ),
        migrations.RunSQL(  # a key of two columns keeps the regions equal, and moves them together
            "ALTER TABLE people_authorisation ADD CONSTRAINT authorisation_lies_where_its_person_does FOREIGN KEY (person_id, region) REFERENCES people_person (id, region) ON UPDATE CASCADE",
            "ALTER TABLE people_authorisation DROP CONSTRAINT authorisation_lies_where_its_person_does",
        ),
    ]
