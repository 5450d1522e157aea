"""What waits for somebody is found by an index of nothing else."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the index."""

    dependencies: ClassVar = [("awards", "0006_certificates")]
    operations: ClassVar = [
        migrations.AddIndex(
            "decision",
            models.Index(
                name="awards_waiting",
                fields=["state", "region"],
                condition=models.Q(state__in=["proposed", "reviewed"]),
            ),
        ),
    ]
