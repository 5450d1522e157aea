"""What is asked of a whole month's lines is read from an index."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the index."""

    dependencies: ClassVar = [("rosters", "0004_looked_up")]
    operations: ClassVar = [
        migrations.AddIndex(
            "rosterline",
            models.Index(
                name="rosters_lines_of_month",
                fields=["month", "programme"],
                include=["id", "roster", "region", "amount_fen"],
                condition=models.Q(live=True),
            ),
        ),
    ]
