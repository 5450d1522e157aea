"""Holds end soon and are of money that is there; a roster is released only as it was checked, with no gate open."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Adds what Django has no words for; it is never taken back, or money could leave unchecked."""

    dependencies: ClassVar = [("prechecks", "0001_initial"), ("rosters", "0003_lines")]
    operations: ClassVar = [migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))]
