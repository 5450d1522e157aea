"""What the database itself holds payments, their changes and their files to."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Adds what Django has no words for; it is never taken back, or states would follow from nothing."""

    dependencies: ClassVar = [("payments", "0005_payments")]
    operations: ClassVar = [
        migrations.RunSQL(Path(__file__).with_name(name).read_text(encoding="utf-8"))
        for name in ("lawful_payment.sql", "apply_states.sql", "0006_held.sql")
    ]
