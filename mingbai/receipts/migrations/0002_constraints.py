"""What the database holds the tables of receipts to, row by row."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("receipts", "0001_tables")]
    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="openitem",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{answered:explained,answered:open,answered:resolved,explained:resolved,open:answered,open:resolved}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="0c7b34af10cca2d23355cf47acc45878208612de",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_679ed",
                    table="receipts_openitem",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="recipientnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["written", "sent", "delivered", "failed", "no_phone"])),
                name="receipts_known_notice_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(fields=("region", "bank", "reference"), name="receipts_statement_once"),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="receipts_statement_sha256"
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("bank", ""), _negated=True), models.Q(("reference", ""), _negated=True)),
                name="receipts_statement_of_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "delivered"),
                    models.Q(("taken_in_at__isnull", False), ("taken_in_by__isnull", False)),
                    _connector="OR",
                ),
                name="receipts_statement_taken_in_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("taken_in_by")), _negated=True),
                name="statement_made_by_is_not_taken_in_by",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statement",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{delivered:taken_in}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="a306fa182b7835d959f38ff8a14aae4b962246bc",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_cd4c0",
                    table="receipts_statement",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="allotment",
            index=models.Index(fields=["line_id"], name="receipts_allotment_of_line"),
        ),
        migrations.AddConstraint(
            model_name="allotment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen__gt", 0)), name="receipts_allotment_of_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="allotment",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)), name="receipts_allotment_month_is_its_first_day"
            ),
        ),
        migrations.AddIndex(
            model_name="match",
            index=models.Index(fields=["month", "region"], name="receipts_match_of_month"),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_live", True)), fields=("line_id",), name="receipts_line_matched_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_live", True)), fields=("payment",), name="receipts_payment_matched_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_live", True)), fields=("entry",), name="receipts_entry_matched_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("is_live", True)),
                    models.Q(("ended_at__isnull", False), ("is_live", False)),
                    _connector="OR",
                ),
                name="receipts_match_ends_at_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.UniqueConstraint(fields=("closing", "step"), name="receipts_signed_once"),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.UniqueConstraint(fields=("closing", "by"), name="receipts_signed_by_different_people"),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.UniqueConstraint(
                condition=models.Q(("step", "closed")), fields=("region", "month"), name="receipts_month_closed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(("step__in", ["prepared", "checked", "funded", "closed"])),
                name="receipts_known_sign",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["payment"], name="receipts_entry_of_payment"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["bank", "reference"], name="receipts_entry_by_reference"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("state", "unmatched")), fields=["counts_in"], name="receipts_entry_unmatched"
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("statement", "reference"), name="receipts_entry_once"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["accepted", "paid", "failed", "returned"])),
                name="receipts_known_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["unmatched", "matched", "explained", "repeated"])),
                name="receipts_known_entry_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("counts_in__day", 1)), name="receipts_entry_counts_in_a_month"
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount_fen__gt", 0),
                    models.Q(("amount_fen", None), ("status__in", ["accepted", "failed"])),
                    _connector="OR",
                ),
                name="receipts_money_has_an_amount",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{matched:explained,matched:unmatched,unmatched:explained,unmatched:matched,unmatched:repeated}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="5886407d9150a346a0a0e767a38567da9643603a",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_e53c5",
                    table="receipts_entry",
                    when="BEFORE",
                ),
            ),
        ),
    ]
