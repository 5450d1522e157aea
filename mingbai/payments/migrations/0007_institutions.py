"""A care home is paid for whom it cares for: the line names both, the payment goes to the home."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Replaces the function that compares a payment with its line."""

    dependencies: ClassVar = [("payments", "0006_held")]
    operations: ClassVar = [
        migrations.RunSQL(Path(__file__).with_name("lawful_payment.sql").read_text(encoding="utf-8"))
    ]
