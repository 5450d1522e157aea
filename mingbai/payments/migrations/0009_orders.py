"""Senders' orders that wait for witnesses; a line's attempts are found without reading all payments."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    """Makes the table and the index."""

    dependencies: ClassVar = [("payments", "0008_room")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="SendOrder",
            fields=[
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="order",
                        serialize=False,
                        to="payments.bankfile",
                    ),
                ),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("by", models.BigIntegerField()),
                ("post_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddIndex("payment", models.Index(fields=["line", "attempt"], name="payments_attempts_of_line")),
    ]
