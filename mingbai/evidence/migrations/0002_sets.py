"""Acts and leaves held to each other set by set; keys of records by their acts; commitments as they are logged."""

from pathlib import Path
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Keys sealed for a digest open for no act: a desk that has acts already is made anew."""

    dependencies: ClassVar = [("evidence", "0001_initial")]
    operations: ClassVar = [
        migrations.AddField("act", "post", models.BigIntegerField(null=True)),
        migrations.AddField("act", "organisation", models.BigIntegerField(null=True)),
        migrations.AlterField("act", "digest", models.CharField(max_length=64)),
        migrations.AlterField("act", "commitments", models.TextField()),
        migrations.AlterField(
            "leaf",
            "act",
            models.OneToOneField(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="leaf",
                to="evidence.act",
            ),
        ),
        migrations.AlterField(
            "waiting",
            "act",
            models.OneToOneField(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                primary_key=True,
                related_name="waiting",
                serialize=False,
                to="evidence.act",
            ),
        ),
        migrations.DeleteModel("RecordKey"),
        migrations.CreateModel(
            name="RecordKey",
            fields=[
                (
                    "act",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="key",
                        serialize=False,
                        to="evidence.act",
                    ),
                ),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")),
    ]
