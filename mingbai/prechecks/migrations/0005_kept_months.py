"""Which sealed months are kept, and since when one is no longer held."""

from pathlib import Path

from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    dependencies = [("prechecks", "0004_looked_up")]
    operations = [
        migrations.CreateModel(
            name="KeptMonth",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("kept_at", models.DateTimeField()),
                ("gone_on", models.DateField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("gone_on", None)), fields=["region", "month"], name="prechecks_still_kept"
                    )
                ],
            },
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")),
    ]
