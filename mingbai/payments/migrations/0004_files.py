"""What the database holds bank files to."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("payments", "0003_accounts")]
    operations = [
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.UniqueConstraint(fields=("file", "number"), name="payments_piece_once"),
        ),
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["drafted", "reserved", "sealed", "sent", "withdrawn"])),
                name="payments_file_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("occasion__in", ["regular", "again", "urgent"])),
                name="payments_file_known_occasion",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("payments__gt", 0), ("total_fen__gt", 0)), name="payments_file_pays_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel", ""), _negated=True), name="payments_file_has_a_channel"
            ),
        ),
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="payments_file_digest"
            ),
        ),
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["drafted", "withdrawn"]),
                    models.Q(("reviewed_at__isnull", False), ("reviewed_by__isnull", False)),
                    _connector="OR",
                ),
                name="payments_file_reviewed_before_money_is_set_aside",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("drafted", "reserved", "withdrawn")),
                    models.Q(
                        ("bytes__gt", 0),
                        ("released_at__isnull", False),
                        ("released_by__isnull", False),
                        ("sha256__regex", "^[0-9a-f]{64}$"),
                    ),
                    _connector="OR",
                ),
                name="payments_file_released_as_its_bytes",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "sent"), _negated=True),
                    models.Q(("checkpoint__gt", 0), ("sent_at__isnull", False), ("sent_by__isnull", False)),
                    _connector="OR",
                ),
                name="payments_file_sent_under_a_checkpoint",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    models.Q(("withdrawn_by__isnull", False), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="payments_file_withdrawn_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("reviewed_by")), _negated=True),
                name="bankfile_made_by_is_not_reviewed_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("released_by")), _negated=True),
                name="bankfile_made_by_is_not_released_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("sent_by")), _negated=True),
                name="bankfile_made_by_is_not_sent_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("reviewed_by", models.F("released_by")), _negated=True),
                name="bankfile_reviewed_by_is_not_released_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("reviewed_by", models.F("sent_by")), _negated=True),
                name="bankfile_reviewed_by_is_not_sent_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("released_by", models.F("sent_by")), _negated=True),
                name="bankfile_released_by_is_not_sent_by",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bankfile",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{drafted:reserved,drafted:withdrawn,reserved:sealed,reserved:withdrawn,sealed:sent,sealed:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="91730b2e79f2ce66110b773b2a81b5d9bea53454",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_fe1ac",
                    table="payments_bankfile",
                    when="BEFORE",
                ),
            ),
        ),
    ]
