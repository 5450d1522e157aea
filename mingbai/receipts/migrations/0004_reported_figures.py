"""What the statistics system holds of a month, as it was read there."""

from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    dependencies = [("receipts", "0003_held")]
    operations = [
        migrations.CreateModel(
            name="ReportedFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("programme", models.CharField(max_length=20)),
                ("lines", models.IntegerField()),
                ("persons", models.IntegerField()),
                ("fen", models.BigIntegerField()),
                ("file_sha256", models.CharField(max_length=64)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["region", "month", "programme"], name="receipts_reported_of_month")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="receipts_reported_month_is_its_first_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("programme", ""), _negated=True), ("file_sha256__regex", "^[0-9a-f]{64}$")
                        ),
                        name="receipts_reported_of_a_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fen__gte", 0), ("lines__gte", 0), ("persons__gte", 0)),
                        name="receipts_reported_nothing_below_none",
                    ),
                ],
            },
        ),
    ]
