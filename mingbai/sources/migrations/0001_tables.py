"""The tables of departments' lists and of what was asked and found."""

import django.db.models.deletion
from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    initial = True
    dependencies = [("offices", "0004_responsibilities")]
    operations = [
        migrations.CreateModel(
            name="Comparison",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("kind", models.CharField(max_length=20)),
                ("deliveries", models.JSONField()),
                ("persons", models.IntegerField()),
                ("covered", models.IntegerField()),
                ("authorised", models.IntegerField()),
                ("hits", models.IntegerField()),
                ("leads", models.IntegerField(default=0)),
                ("leads_sha256", models.BinaryField(default=b"", max_length=32)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(app_label)s_%(class)s_made",
                        to="offices.officer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("kind", models.CharField(max_length=20)),
                ("department", models.CharField(max_length=60)),
                ("purpose", models.CharField(max_length=12)),
                ("document", models.CharField(default="", max_length=100)),
                ("as_of", models.DateField()),
                ("covers_month", models.DateField()),
                ("version", models.SmallIntegerField()),
                ("file_name", models.CharField(max_length=200)),
                ("file_sha256", models.BinaryField(max_length=32)),
                ("rows", models.IntegerField()),
                ("refused_rows", models.IntegerField()),
                ("columns", models.JSONField()),
                ("rows_sha256", models.BinaryField(max_length=32)),
                ("persons", models.IntegerField()),
                ("hits_expected", models.IntegerField(null=True)),
                ("hits_found", models.IntegerField()),
                ("judgement", models.CharField(max_length=10)),
                ("state", models.CharField(max_length=12)),
                ("reason", models.CharField(default="", max_length=200)),
                ("made_at", models.DateTimeField()),
                ("released_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(app_label)s_%(class)s_made",
                        to="offices.officer",
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(app_label)s_%(class)s_released",
                        to="offices.officer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Hit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("kind", models.CharField(max_length=20)),
                ("month", models.DateField()),
                ("person_id", models.BigIntegerField()),
                ("row_id", models.BigIntegerField()),
                ("comparison", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.comparison")),
                ("delivery", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sources.delivery")),
            ],
        ),
        migrations.CreateModel(
            name="Disposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("outcome", models.CharField(max_length=12)),
                ("reason", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(app_label)s_%(class)s_made",
                        to="offices.officer",
                    ),
                ),
                ("hit", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="sources.hit")),
            ],
        ),
        migrations.CreateModel(
            name="Query",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("purpose", models.CharField(max_length=12)),
                ("document", models.CharField(max_length=100)),
                ("kind", models.CharField(max_length=20)),
                ("fields", models.JSONField()),
                ("month", models.DateField()),
                ("asked", models.IntegerField()),
                ("asked_sha256", models.BinaryField(max_length=32)),
                ("found", models.IntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(app_label)s_%(class)s_made",
                        to="offices.officer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SourceRow",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("person_index", models.BinaryField(max_length=32, null=True)),
                ("other_index", models.BinaryField(max_length=32, null=True)),
                ("sealed", models.BinaryField()),
                (
                    "delivery",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="sources.delivery",
                    ),
                ),
            ],
        ),
    ]
