"""What payments are held to is looked up by their ids: what a file costs no longer hangs on what a server has counted."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Makes both functions anew where they were made before."""

    dependencies: ClassVar = [("payments", "0009_orders")]
    operations: ClassVar = [
        migrations.RunSQL(Path(__file__).with_name(name).read_text(encoding="utf-8"))
        for name in ("lawful_payment.sql", "apply_states.sql")
    ]
