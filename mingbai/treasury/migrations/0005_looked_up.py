"""What an entry answers is looked up by its id: what a batch costs no longer hangs on what a server has counted."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Makes the function anew where it was made before."""

    dependencies: ClassVar = [("treasury", "0004_proposals")]
    operations: ClassVar = [
        migrations.RunSQL(Path(__file__).with_name("apply_entries.sql").read_text(encoding="utf-8"))
    ]
