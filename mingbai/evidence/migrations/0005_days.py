"""Acts are found by their days: who changed what in a week."""

from typing import ClassVar

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("evidence", "0004_digests")]
    operations: ClassVar = [
        migrations.AddIndex(
            model_name="act",
            index=django.contrib.postgres.indexes.BrinIndex(fields=["at"], name="evidence_act_days"),
        ),
    ]
