"""The tables of funds, accounts, vouchers, transfers and closings."""

import django.db.models.deletion
from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    """Makes them; 0002 says what they hold every row to."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Fund",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("year", models.SmallIntegerField()),
                ("source", models.CharField(max_length=10)),
                ("programme", models.CharField(max_length=20)),
                ("document", models.CharField(max_length=100)),
                ("made_by", models.BigIntegerField()),
                ("approved_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Voucher",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("funds", models.TextField()),
                ("codes", models.TextField()),
                ("entries", models.IntegerField()),
                ("fen", models.BigIntegerField()),
                ("digest", models.BinaryField(max_length=32)),
                ("made_by", models.BigIntegerField()),
                ("approved_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                (
                    "fund",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="treasury.fund",
                    ),
                ),
                ("document", models.CharField(max_length=100)),
                ("made_by", models.BigIntegerField()),
                ("approved_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rung", models.CharField(max_length=12)),
                ("township", mingbai.config.guards.fields.RegionField(db_collation="C", default="", max_length=12)),
                ("debits_pending", models.BigIntegerField(default=0)),
                ("debits_posted", models.BigIntegerField(default=0)),
                ("credits_pending", models.BigIntegerField(default=0)),
                ("credits_posted", models.BigIntegerField(default=0)),
                ("fund", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="treasury.fund")),
            ],
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("debit_rung", models.CharField(max_length=12)),
                ("credit_rung", models.CharField(max_length=12)),
                ("fen", models.BigIntegerField()),
                ("code", models.CharField(max_length=20)),
                ("kind", models.CharField(max_length=7)),
                ("party", models.CharField(max_length=13)),
                ("document", models.CharField(max_length=100)),
                ("made_by", models.BigIntegerField()),
                ("approved_by", models.BigIntegerField()),
                ("approved_also_by", models.BigIntegerField(null=True)),
                ("made_at", models.DateTimeField()),
                ("pending_id", models.UUIDField(null=True)),
                ("corrects_id", models.UUIDField(null=True)),
                ("pair_id", models.UUIDField(null=True)),
                ("body_sha256", models.BinaryField(max_length=32)),
                (
                    "open_to",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(kind="pending", then=models.Value("answer")),
                            models.When(
                                models.Q(
                                    models.Q(("code", "correction"), _negated=True), ("kind__in", ["single", "post"])
                                ),
                                then=models.Value("correction"),
                            ),
                        ),
                        output_field=models.CharField(max_length=10, null=True),
                    ),
                ),
                (
                    "answers",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(models.When(pending_id__isnull=False, then=models.Value("answer"))),
                        output_field=models.CharField(max_length=10, null=True),
                    ),
                ),
                (
                    "corrects",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(models.When(corrects_id__isnull=False, then=models.Value("correction"))),
                        output_field=models.CharField(max_length=10, null=True),
                    ),
                ),
                (
                    "credit_account",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="treasury.account",
                    ),
                ),
                (
                    "debit_account",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="treasury.account",
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="treasury.fund",
                    ),
                ),
                (
                    "voucher",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="treasury.voucher",
                    ),
                ),
            ],
        ),
    ]
