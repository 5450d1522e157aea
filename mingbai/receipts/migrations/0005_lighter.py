"""What a month of a hundred thousand lines need not pay for: triggers for each row, and indexes nothing asks."""

from pathlib import Path

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0006_held"),
        ("receipts", "0004_reported_figures"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="entry",
            name="moves",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="openitem",
            name="moves",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="statement",
            name="moves",
        ),
        migrations.RemoveConstraint(
            model_name="entry",
            name="receipts_entry_once",
        ),
        migrations.RemoveIndex(
            model_name="entry",
            name="receipts_entry_by_reference",
        ),
        migrations.RemoveIndex(
            model_name="entry",
            name="receipts_entry_unmatched",
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["counts_in"], name="receipts_entry_of_month"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.state <> NEW.state AND OLD.state || ':' || NEW.state NOT IN ('matched:explained', 'matched:unmatched', 'unmatched:explained', 'unmatched:matched', 'unmatched:repeated'))",
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{matched:explained,matched:unmatched,unmatched:explained,unmatched:matched,unmatched:repeated}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="68337052292203b883583bdb85eed4609934db05",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_e53c5",
                    table="receipts_entry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openitem",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.state <> NEW.state AND OLD.state || ':' || NEW.state NOT IN ('answered:explained', 'answered:open', 'answered:resolved', 'explained:resolved', 'open:answered', 'open:resolved'))",
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{answered:explained,answered:open,answered:resolved,explained:resolved,open:answered,open:resolved}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="a2a328285f8c42b7ddb727f30b4f785e633b4e1f",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_679ed",
                    table="receipts_openitem",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statement",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.state <> NEW.state AND OLD.state || ':' || NEW.state NOT IN ('delivered:taken_in'))",
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{delivered:taken_in}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="b0ab43711b9dccc59248603850a050b74e71a882",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_cd4c0",
                    table="receipts_statement",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("reference", "statement"), name="receipts_entry_once"),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")),
    ]
