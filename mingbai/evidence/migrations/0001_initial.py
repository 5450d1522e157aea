"""The tables of the log: acts and their places, checkpoints and cosignatures, the queue, the keys of records."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Act",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("type", models.CharField(max_length=80)),
                ("subject", models.CharField(max_length=120)),
                ("by", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("fund", models.CharField(default="", max_length=40)),
                ("region", models.CharField(default="", max_length=12)),
                ("programme", models.CharField(default="", max_length=40)),
                ("month", models.CharField(default="", max_length=10)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("commitments", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("root", models.BinaryField(max_length=32)),
                ("frontier", models.BinaryField()),
                ("note", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("witness", models.CharField(max_length=80)),
                ("line", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Leaf",
            fields=[
                ("index", models.BigIntegerField(primary_key=True, serialize=False)),
                ("hash", models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="RecordKey",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                (
                    "act",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="waiting",
                        serialize=False,
                        to="evidence.act",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="act",
            index=models.Index(fields=["subject", "id"], name="evidence_act_subject"),
        ),
        migrations.AddConstraint(
            model_name="act",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("type", ""), _negated=True), models.Q(("subject", ""), _negated=True)),
                name="evidence_act_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="act",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="evidence_act_digest"
            ),
        ),
        migrations.AddConstraint(
            model_name="checkpoint",
            constraint=models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="evidence_checkpoint_of_some"),
        ),
        migrations.AddField(
            model_name="cosignature",
            name="checkpoint",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="cosignatures", to="evidence.checkpoint"
            ),
        ),
        migrations.AddField(
            model_name="leaf",
            name="act",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="leaf", to="evidence.act"
            ),
        ),
        migrations.AddConstraint(
            model_name="cosignature",
            constraint=models.UniqueConstraint(fields=("checkpoint", "witness"), name="evidence_one_cosignature"),
        ),
        migrations.AddConstraint(
            model_name="leaf",
            constraint=models.CheckConstraint(condition=models.Q(("index__gte", 0)), name="evidence_leaf_from_zero"),
        ),
    ]
