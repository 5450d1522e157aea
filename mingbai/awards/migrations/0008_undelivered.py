"""Notices nobody has signed for are found without reading those that were delivered."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the index of what 今日待办 counts."""

    dependencies: ClassVar = [("awards", "0007_waiting")]
    operations: ClassVar = [
        migrations.AddIndex(
            "notice",
            models.Index(name="awards_undelivered", fields=["region"], condition=models.Q(("delivered_on", None))),
        ),
    ]
