"""Rows of lists are kept while they are needed, and then let go with a day that says so."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("sources", "0002_constraints")]
    operations: ClassVar = [
        migrations.AddField("delivery", "rows_gone_on", models.DateField(null=True)),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")),
    ]
