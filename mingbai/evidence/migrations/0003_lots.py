"""Rows by the thousand under one leaf."""

from typing import ClassVar

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the table of lots and the digest of what a lot says."""

    dependencies: ClassVar = [("evidence", "0002_sets")]
    operations: ClassVar = [
        migrations.RunSQL(
            """
            CREATE FUNCTION evidence_lot_digest(keys bigint[], digests bytea) RETURNS text
            LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
                SELECT encode(sha256(convert_to(array_to_string(keys, ','), 'UTF8') || digests), 'hex')
            $$
            """,
            "DROP FUNCTION evidence_lot_digest(bigint[], bytea)",
        ),
        migrations.CreateModel(
            name="Lot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=60)),
                ("region", models.CharField(max_length=12)),
                ("first_key", models.BigIntegerField()),
                ("last_key", models.BigIntegerField()),
                ("keys", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("digests", models.BinaryField()),
            ],
            options={"base_manager_name": "objects"},
        ),
        migrations.AddIndex(
            model_name="lot", index=models.Index(fields=["label", "first_key"], name="evidence_lot_of_rows")
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(("keys__len__gt", 0), models.Q(("label", ""), _negated=True)),
                name="evidence_lot_of_some",
            ),
        ),
    ]
