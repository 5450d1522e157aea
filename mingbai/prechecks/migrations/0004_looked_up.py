"""The accounts of a roster are looked up one by one: a township's release costs no more in a larger county."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Makes the function anew where it was made before."""

    dependencies: ClassVar = [("prechecks", "0003_accounts")]
    operations: ClassVar = [
        migrations.RunSQL(Path(__file__).with_name("unready_lines.sql").read_text(encoding="utf-8"))
    ]
