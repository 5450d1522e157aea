"""What the database itself holds matches, months and their signatures to."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Adds what Django has no words for."""

    dependencies: ClassVar = [("receipts", "0002_constraints")]
    operations: ClassVar = [
        migrations.RunSQL(Path(__file__).with_name(name).read_text(encoding="utf-8"))
        for name in ("match_is_equal.sql", "0003_held.sql")
    ]
