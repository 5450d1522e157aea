"""The tables of accounts, plans of use and bank files."""

import django.db.models.deletion
from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("offices", "0004_responsibilities"),
        ("people", "0007_registers"),
        ("rosters", "0003_lines"),
        ("treasury", "0002_books"),
    ]
    operations = [
        migrations.CreateModel(
            name="AccountChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(default="proposed", max_length=8)),
                ("reason", models.CharField(default="", max_length=200)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("approved_by", models.BigIntegerField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("why", models.CharField(max_length=200)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.account"
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.account"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FundRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("programme", models.CharField(max_length=20)),
                ("fen", models.BigIntegerField()),
                ("needs_minutes", models.BooleanField(default=True)),
                ("document", models.CharField(max_length=60)),
                ("state", models.CharField(default="requested", max_length=9)),
                ("reason", models.CharField(default="", max_length=200)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("approved_by", models.BigIntegerField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("arrived_by", models.BigIntegerField(null=True)),
                ("arrived_at", models.DateTimeField(null=True)),
                ("arrival_document", models.CharField(default="", max_length=60)),
                ("fund", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="treasury.fund")),
                (
                    "minutes",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="rosters.minutes"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BankFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("programme", models.CharField(max_length=20)),
                ("part", models.SmallIntegerField(default=1)),
                ("occasion", models.CharField(max_length=7)),
                ("profile", models.CharField(max_length=40)),
                ("channel", models.CharField(max_length=40)),
                ("message_id", models.CharField(max_length=35, unique=True)),
                ("execute_on", models.DateField()),
                ("payments", models.IntegerField()),
                ("total_fen", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("path", models.JSONField()),
                ("intermediate", models.SmallIntegerField()),
                ("state", models.CharField(default="drafted", max_length=9)),
                ("reason", models.CharField(default="", max_length=200)),
                ("sha256", models.CharField(max_length=64, null=True)),
                ("bytes", models.IntegerField(null=True)),
                ("checkpoint", models.BigIntegerField(null=True)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("reviewed_by", models.BigIntegerField(null=True)),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("released_by", models.BigIntegerField(null=True)),
                ("released_at", models.DateTimeField(null=True)),
                ("sent_by", models.BigIntegerField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.BigIntegerField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("fund", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="treasury.fund")),
                (
                    "roster",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="rosters.roster"),
                ),
                ("request", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="payments.fundrequest")),
            ],
        ),
        migrations.CreateModel(
            name="SpecialAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(default="proposed", max_length=8)),
                ("reason", models.CharField(default="", max_length=200)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("approved_by", models.BigIntegerField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("sort", models.CharField(max_length=8)),
                ("bank", models.CharField(max_length=60)),
                ("bank_code", models.CharField(default="", max_length=12)),
                ("number_sealed", models.BinaryField()),
                ("number_index", models.BinaryField(max_length=32)),
                ("number_hint", models.CharField(max_length=12)),
                ("holder", models.CharField(max_length=80)),
                ("programme", models.CharField(default="", max_length=20)),
                ("profile", models.CharField(max_length=40)),
                (
                    "fed_from",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="payments.specialaccount"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AccountPair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(default="proposed", max_length=8)),
                ("reason", models.CharField(default="", max_length=200)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("approved_by", models.BigIntegerField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("payees", models.CharField(max_length=12)),
                (
                    "payee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paid_by",
                        to="payments.specialaccount",
                    ),
                ),
                (
                    "payer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pays", to="payments.specialaccount"
                    ),
                ),
            ],
        ),
    ]
