"""What outcomes, hearings and recoveries are held to, and that the machine touches no entitlement (D1)."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Adds what Django has no words for."""

    dependencies: ClassVar = [("alerts", "0002_constraints"), ("receipts", "0003_held")]
    operations: ClassVar = [migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))]
