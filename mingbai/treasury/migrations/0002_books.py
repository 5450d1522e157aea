"""The books guard themselves: foreign keys over several columns, sums kept by triggers, years that close."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Adds what Django has no words for; it is never taken back, or the sums would be without a keeper."""

    dependencies: ClassVar = [("treasury", "0001_tables")]
    operations: ClassVar = [
        migrations.RunSQL(Path(__file__).with_name("apply_entries.sql").read_text(encoding="utf-8")),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")),
    ]
