"""Two indexes fewer for each payment: nobody asks for its changes by their step, nor for names by how they begin."""

from typing import ClassVar

from django.db import migrations, models

LIKE = "payments_payment_end_to_end_id_ab31d1b9_like"  # beside a unique one of the same order


class Migration(migrations.Migration):
    """Nothing that is guarded changes."""

    dependencies: ClassVar = [("payments", "0010_looked_up")]
    operations: ClassVar = [
        migrations.AlterField(
            "paymentstate",
            "step",
            models.ForeignKey(
                db_constraint=False, db_index=False, on_delete=models.deletion.PROTECT, to="payments.step"
            ),
        ),
        migrations.RunSQL(
            f"DROP INDEX {LIKE}", f"CREATE INDEX {LIKE} ON payments_payment (end_to_end_id varchar_pattern_ops)"
        ),
    ]
