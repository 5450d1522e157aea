"""The table of reminders."""

from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    dependencies = [
        ("standards", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("due", models.CharField(max_length=16)),
                ("month", models.DateField()),
                ("last_on", models.DateField()),
                ("last_working_on", models.DateField()),
                ("status", models.CharField(max_length=12)),
                ("days_left", models.IntegerField()),
                ("told_on", models.DateField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "due", "month", "told_on"), name="standards_reminded_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due__in", ["ledger", "township_list", "roster", "payment"])),
                        name="standards_known_due",
                    ),
                ],
            },
        ),
    ]
