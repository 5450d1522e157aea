"""A roster is released only when every line of it can be paid: its account is confirmed, and its payee's."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Adds what Django has no words for."""

    dependencies: ClassVar = [("prechecks", "0002_gates")]
    operations: ClassVar = [
        migrations.RunSQL(Path(__file__).with_name(name).read_text(encoding="utf-8"))
        for name in ("unready_lines.sql", "0003_accounts.sql")
    ]
