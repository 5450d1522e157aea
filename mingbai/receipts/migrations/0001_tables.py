"""The tables of receipts: statements, entries, allotments, matches, open items, closings, balances, notices."""

import django.db.models.deletion
from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    dependencies = [("payments", "0006_held")]
    operations = [
        migrations.CreateModel(
            name="RecipientNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("payment_id", models.BigIntegerField(unique=True)),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("person_id", models.BigIntegerField()),
                ("text_digest", models.CharField(max_length=64)),
                ("state", models.CharField(max_length=9)),
                ("failure", models.CharField(default="", max_length=100)),
                ("tries", models.SmallIntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("step", models.CharField(max_length=8)),
                ("digest", models.CharField(max_length=64)),
                ("by", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("bank", models.CharField(max_length=60)),
                ("reference", models.CharField(max_length=80)),
                ("profile", models.CharField(max_length=20)),
                ("sha256", models.CharField(max_length=64)),
                ("entries", models.IntegerField()),
                ("paid_fen", models.BigIntegerField()),
                ("state", models.CharField(default="delivered", max_length=9)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("taken_in_by", models.BigIntegerField(null=True)),
                ("taken_in_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Allotment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("programme", models.CharField(max_length=20)),
                ("line_id", models.BigIntegerField(null=True)),
                ("person_id", models.BigIntegerField(null=True)),
                ("name", models.CharField(max_length=140)),
                ("account_index", models.BinaryField(max_length=32, null=True)),
                ("amount_fen", models.BigIntegerField()),
                ("list_digest", models.CharField(max_length=64)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "request",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="payments.fundrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BalanceConfirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("bank", models.CharField(max_length=60)),
                ("as_of", models.DateField()),
                ("book_fen", models.BigIntegerField()),
                ("bank_fen", models.BigIntegerField()),
                ("document", models.CharField(max_length=100)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("agreed", models.BooleanField(null=True)),
                ("answer", models.CharField(default="", max_length=400)),
                ("confirmed_by", models.BigIntegerField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "bank", "as_of", "document"), name="receipts_balance_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed", None), ("confirmed_by", None)),
                            models.Q(("agreed__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="receipts_balance_confirmed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed", False), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="receipts_difference_is_explained",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("made_by", models.F("confirmed_by")), _negated=True),
                        name="balanceconfirmation_made_by_is_not_confirmed_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("lines", models.IntegerField()),
                ("fen", models.BigIntegerField()),
                ("explained", models.IntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="receipts_closing_month_is_its_first_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("bank", models.CharField(max_length=60)),
                ("reference", models.CharField(max_length=80)),
                ("end_to_end_id", models.CharField(max_length=35)),
                ("account_index", models.BinaryField(max_length=32, null=True)),
                ("account_hint", models.CharField(max_length=12)),
                ("account_sealed", models.BinaryField(null=True)),
                ("payee_index", models.BinaryField(max_length=32, null=True)),
                ("name", models.CharField(max_length=140)),
                ("amount_fen", models.BigIntegerField(null=True)),
                ("paid_on", models.DateField(null=True)),
                ("status", models.CharField(max_length=8)),
                ("reason", models.CharField(max_length=200)),
                ("month", models.DateField(null=True)),
                ("programme", models.CharField(max_length=20)),
                ("purpose", models.CharField(max_length=200)),
                ("counts_in", models.DateField()),
                ("state", models.CharField(default="unmatched", max_length=9)),
                (
                    "payment",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="payments.payment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Match",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line_id", models.BigIntegerField(null=True)),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("programme", models.CharField(max_length=20)),
                ("amount_fen", models.BigIntegerField()),
                ("paid_on", models.DateField()),
                ("is_live", models.BooleanField(default=True)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "allotment",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="receipts.allotment",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="receipts.entry",
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="payments.payment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OpenItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("source", models.CharField(max_length=12)),
                ("kind", models.CharField(max_length=12)),
                ("key", models.CharField(max_length=64)),
                ("lines", models.JSONField()),
                ("rows", models.JSONField()),
                ("payment_ids", models.JSONField()),
                ("fen", models.BigIntegerField()),
                ("fields", models.JSONField()),
                ("owner", models.CharField(max_length=16)),
                ("due_on", models.DateField()),
                ("state", models.CharField(default="open", max_length=9)),
                ("answer", models.CharField(default="", max_length=400)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("answered_by", models.BigIntegerField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("agreed_by", models.BigIntegerField(null=True)),
                ("agreed_at", models.DateTimeField(null=True)),
                ("resolved_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["month", "region"], name="receipts_item_of_month")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "resolved"), _negated=True),
                        fields=("key",),
                        name="receipts_item_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "missing",
                                    "extra",
                                    "duplicate",
                                    "split",
                                    "swapped",
                                    "returned",
                                    "failed",
                                    "fee",
                                    "account",
                                    "person",
                                    "name",
                                    "amount",
                                    "month",
                                    "programme",
                                ],
                            )
                        ),
                        name="receipts_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["approved", "appropriated", "paid"])),
                        name="receipts_known_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "answered", "explained", "resolved"])),
                        name="receipts_known_item_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["answered", "explained"]), _negated=True),
                            models.Q(("answered_by__isnull", False), models.Q(("answer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="receipts_item_answered_in_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "explained"), _negated=True),
                            ("agreed_by__isnull", False),
                            _connector="OR",
                        ),
                        name="receipts_item_agreed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "resolved"), _negated=True),
                            ("resolved_at__isnull", False),
                            _connector="OR",
                        ),
                        name="receipts_item_resolved_at_a_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answered_by", models.F("agreed_by")), _negated=True),
                        name="openitem_answered_by_is_not_agreed_by",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="signature",
            name="closing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="receipts.closing"
            ),
        ),
        migrations.CreateModel(
            name="SignedMonth",
            fields=[],
            options={
                "proxy": True,
                "base_manager_name": "objects",
                "indexes": [],
                "constraints": [],
            },
            bases=("receipts.signature",),
        ),
        migrations.AddField(
            model_name="entry",
            name="statement",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="all_entries",
                to="receipts.statement",
            ),
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[],
            options={
                "proxy": True,
                "base_manager_name": "objects",
                "indexes": [],
                "constraints": [],
            },
            bases=("receipts.statement",),
        ),
    ]
