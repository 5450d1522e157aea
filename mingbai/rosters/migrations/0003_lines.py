"""Lines come from awards, leave by two people's agreement, and a roster is frozen as what they are."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Adds what Django has no words for; it is never taken back, or rosters would be without a keeper."""

    dependencies: ClassVar = [("rosters", "0002_constraints")]
    operations: ClassVar = [
        migrations.RunSQL(Path(__file__).with_name(f"{name}.sql").read_text(encoding="utf-8"))
        for name in ("canonical", "sums", "villages", "line_from_award", "roster_moves", "0003_lines")
    ]
