"""The digest of a month reads what was appropriated for that month alone."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Makes the function anew where it was made before."""

    dependencies: ClassVar = [("receipts", "0007_of_a_month")]
    operations: ClassVar = [migrations.RunSQL(Path(__file__).with_name("month_digest.sql").read_text(encoding="utf-8"))]
