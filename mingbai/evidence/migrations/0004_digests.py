"""A digest is looked at in two glances: a pattern that counts to 64 takes a fifth of the time of recording an act."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models.functions import Length
from django.db.models.lookups import Exact


class Migration(migrations.Migration):
    """Says the same of a digest in other words."""

    dependencies: ClassVar = [("evidence", "0003_lots")]
    operations: ClassVar = [
        migrations.RemoveConstraint("act", "evidence_act_digest"),
        migrations.AddConstraint(
            "act",
            models.CheckConstraint(
                condition=models.Q(Exact(Length("digest"), 64), ("digest__regex", "^[0-9a-f]*$")),
                name="evidence_act_digest",
            ),
        ),
    ]
