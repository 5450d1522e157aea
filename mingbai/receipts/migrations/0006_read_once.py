"""A match is held to its lists by reading each once, whoever writes it and however much the server has counted."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Makes the function anew where it was made before."""

    dependencies: ClassVar = [("receipts", "0005_lighter")]
    operations: ClassVar = [
        migrations.RunSQL(Path(__file__).with_name("match_is_equal.sql").read_text(encoding="utf-8"))
    ]
