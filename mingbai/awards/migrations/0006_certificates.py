"""A certificate is one household's, whichever of its members' awards it names."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("awards", "0005_set_by_set")]
    operations = [
        migrations.RemoveConstraint(model_name="award", name="awards_one_certificate"),
        migrations.AddField(
            model_name="award",
            name="certificate_of",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="awards.award",
            ),
        ),
        migrations.AddIndex(
            model_name="award",
            index=models.Index(
                condition=models.Q(("certificate_of__isnull", False)), fields=["certificate_of"], name="awards_sharing"
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Left("region", 6),
                models.F("programme"),
                models.F("certificate_no"),
                condition=models.Q(("certificate_of", None)),
                name="awards_one_certificate",
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.UniqueConstraint(
                fields=("id", "household", "programme", "certificate_no"), name="awards_award_of_certificate"
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(("certificate_of", None), ("certificate_no__isnull", False), _connector="OR"),
                name="awards_shares_some_certificate",
            ),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")),
    ]
