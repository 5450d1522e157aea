"""Which checks and statements were taken up."""

from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    dependencies = [("alerts", "0003_held")]
    operations = [
        migrations.CreateModel(
            name="TakenUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("check_id", models.BigIntegerField(null=True, unique=True)),
                ("statement_id", models.BigIntegerField(null=True)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("statement_id", "month"), name="alerts_statement_taken_up_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("check_id__isnull", False), ("statement_id", None)),
                            models.Q(("check_id", None), ("statement_id__isnull", False)),
                            _connector="OR",
                        ),
                        name="alerts_takes_up_one_thing",
                    ),
                ],
            },
        ),
    ]
