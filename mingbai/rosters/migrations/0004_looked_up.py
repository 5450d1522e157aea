"""Villages of a roster are found and summed up by an index, what a line is held to by ids; one index less says the same."""

from pathlib import Path
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes the functions anew where they were made before."""

    dependencies: ClassVar = [("rosters", "0003_lines")]
    operations: ClassVar = [
        *(
            migrations.RunSQL(Path(__file__).with_name(f"{name}.sql").read_text(encoding="utf-8"))
            for name in ("sums", "villages", "line_from_award", "roster_moves", "0004_looked_up")
        ),
        migrations.AlterField(
            "rosterline",
            "roster",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="all_lines",
                to="rosters.roster",
            ),
        ),
        migrations.AddIndex("rosterline", models.Index(fields=["roster", "region"], name="rosters_line_of_village")),
    ]
