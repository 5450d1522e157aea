"""What was dropped, and its files."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("offices", "0005_set_by_set"),
    ]

    operations = [
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("post", models.BigIntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("month", models.DateField()),
                ("said", models.JSONField(default=dict)),
                ("mended", models.BinaryField(null=True)),
                ("seen", models.BinaryField(null=True)),
                ("counts", models.JSONField(default=dict)),
                ("state", models.CharField(default="open", max_length=8)),
                ("result", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                ("looked_at", models.DateTimeField(null=True)),
                ("taken_at", models.DateTimeField(null=True)),
                ("forgotten_on", models.DateField(null=True)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_dropped",
                        to="offices.officer",
                    ),
                ),
                (
                    "rest_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rests",
                        to="imports.upload",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="File",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("number", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("sha256", models.BinaryField(max_length=32)),
                ("size", models.PositiveBigIntegerField()),
                ("sealed", models.BinaryField(null=True)),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="imports.upload"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="upload",
            index=models.Index(fields=["region", "-made_at"], name="imports_newest"),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "taken", "put_away"])), name="imports_known_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "taken"), ("taken_at__isnull", True), _connector="XOR"),
                name="imports_taken_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("forgotten_on", None), models.Q(("mended__isnull", True), ("seen__isnull", True)), _connector="OR"
                ),
                name="imports_forgotten_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="file",
            index=models.Index(fields=["sha256"], name="imports_same_file"),
        ),
        migrations.AddConstraint(
            model_name="file",
            constraint=models.UniqueConstraint(fields=("upload", "number"), name="imports_one_file_a_number"),
        ),
    ]
