"""What failed in a month, and what was paid at once in it, is found by indexes that hold nothing else."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds two small indexes; neither looks at what changes while a payment is on its way."""

    dependencies: ClassVar = [("payments", "0011_lighter")]
    operations: ClassVar = [
        migrations.AddIndex(
            "payment",
            models.Index(name="payments_not_live", fields=["month", "region"], condition=models.Q(is_live=False)),
        ),
        migrations.AddIndex(
            "payment",
            models.Index(name="payments_of_urgent_relief", fields=["month"], condition=models.Q(urgent__isnull=False)),
        ),
    ]
