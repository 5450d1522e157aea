"""What was answered to acts of systems."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_api_keys"),
    ]

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("request_sha256", models.CharField(max_length=64)),
                ("status", models.SmallIntegerField()),
                ("headers", models.JSONField()),
                ("sealed", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                ("key", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="access.apikey")),
            ],
            options={
                "indexes": [models.Index(fields=["made_at"], name="access_answers_by_age")],
                "constraints": [models.UniqueConstraint(fields=("key", "name"), name="access_one_answer_a_name")],
            },
        ),
    ]
