"""Views of lists that officers keep."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_printed"),
        ("offices", "0006_a_display"),
    ]

    operations = [
        migrations.CreateModel(
            name="View",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("organisation", models.BigIntegerField()),
                ("page", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=20)),
                ("query", models.CharField(max_length=600)),
                ("is_shared", models.BooleanField(default=False)),
                ("is_home", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                ("officer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="offices.officer")),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "page"], name="access_views_shared")],
                "constraints": [
                    models.UniqueConstraint(fields=("officer", "page", "title"), name="access_one_view_a_title"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_home", True)), fields=("officer",), name="access_one_home"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True), models.Q(("page", ""), _negated=True)
                        ),
                        name="access_view_named",
                    ),
                ],
            },
        ),
    ]
