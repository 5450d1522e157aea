"""What Django has no words for: keys of several columns, what is decided stays, what a month's lines are."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Adds the keys, triggers and functions of `0004_process.sql`; never taken back, or nothing would hold decisions."""

    dependencies: ClassVar = [("awards", "0003_decisions")]
    operations: ClassVar = [migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))]
