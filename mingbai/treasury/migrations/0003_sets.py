"""Entries held to their accounts and to each other set by set; no columns and indexes that only foreign keys needed."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Asks once a statement what was asked once a row."""

    dependencies: ClassVar = [("treasury", "0002_books")]
    operations: ClassVar = [
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")),
        migrations.RemoveField("transfer", "open_to"),
        migrations.RemoveField("transfer", "answers"),
        migrations.RemoveField("transfer", "corrects"),
    ]
