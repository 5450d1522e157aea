"""What is asked of one month is read from that month alone, most of it from indexes."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds two indexes and makes the function anew where it was made before."""

    dependencies: ClassVar = [("payments", "0012_of_a_month"), ("receipts", "0006_read_once")]
    operations: ClassVar = [
        migrations.AddIndex(
            "allotment",
            models.Index(
                name="receipts_allotments_of_month", fields=["month", "programme"], include=["region", "amount_fen"]
            ),
        ),
        migrations.AddIndex(
            "match",
            models.Index(
                name="receipts_matches_of_month",
                fields=["month", "programme"],
                include=["line_id", "region", "amount_fen"],
                condition=models.Q(is_live=True),
            ),
        ),
        migrations.RunSQL(Path(__file__).with_name("unproven.sql").read_text(encoding="utf-8")),
    ]
