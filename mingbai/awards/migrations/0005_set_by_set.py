"""Explanations as words and figures, cover compared as boxes, a batch's digest set by set."""

from pathlib import Path

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

UNINDEXED = (  # column of a decision, its table, whether the database holds the key: others' indexes begin with them
    ("award", "award", False, "decisions", False),
    ("batch", "batch", True, "decisions", False),
    ("reckoning", "reckoning", True, "+", False),
    ("hearing", "hearing", False, "+", True),
    ("notice", "notice", False, "+", True),
)


def unindexed(name: str, model: str, held: bool, related: str, null: bool) -> migrations.AlterField:
    """Return the change of a column of decisions to one without an index of its own."""
    return migrations.AlterField(
        "decision",
        name,
        models.ForeignKey(
            null=null,
            db_constraint=held,
            db_index=False,
            on_delete=django.db.models.deletion.PROTECT,
            related_name=related,
            to=f"awards.{model}",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("awards", "0004_process"), ("people", "0009_set_by_set")]
    operations = [
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("text", models.TextField()),
            ],
        ),
        migrations.RemoveField(model_name="reckoning", name="explanation"),
        migrations.AddField(
            model_name="reckoning",
            name="wording",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="awards.wording",
            ),
        ),
        migrations.AddField(model_name="reckoning", name="figures", field=models.TextField()),
        *(unindexed(*column) for column in UNINDEXED),
        migrations.RemoveConstraint(model_name="covered", name="awards_exclusive_programmes_never_overlap"),
        migrations.AddConstraint(
            model_name="covered",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            models.F("person"),
                            django.db.models.functions.text.Lower("months"),
                            django.db.models.functions.text.Upper("months"),
                            function="people_spell",
                            output_field=models.TextField(),
                        ),
                        "&&",
                    ),
                    ("claims", "&&"),
                ],
                name="awards_exclusive_programmes_never_overlap",
            ),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")),
    ]
