"""The tables of payments and of all that becomes of them."""

import django.db.models.deletion
from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_tables")]
    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("sha256", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=80)),
                ("by", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="payments.bankfile"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("attempt", models.SmallIntegerField(default=1)),
                ("end_to_end_id", models.CharField(db_collation="C", max_length=35, unique=True)),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("programme", models.CharField(max_length=20)),
                ("fund_id", models.BigIntegerField()),
                ("household_id", models.BigIntegerField()),
                ("person_id", models.BigIntegerField(null=True)),
                ("instalment", models.SmallIntegerField(default=0)),
                ("amount_fen", models.BigIntegerField()),
                ("state", models.CharField(default="drafted", max_length=10)),
                ("is_live", models.BooleanField(default=True)),
                (
                    "account",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.account",
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="payments.accountchange",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="all_payments",
                        to="payments.bankfile",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rosters.rosterline",
                    ),
                ),
                (
                    "payee",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "payee_organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.organisation",
                    ),
                ),
                (
                    "previous",
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
        migrations.AddField(
            model_name="accountchange",
            name="payment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="account_changes", to="payments.payment"
            ),
        ),
        migrations.CreateModel(
            name="Piece",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("number", models.SmallIntegerField()),
                ("sealed", models.BinaryField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pieces", to="payments.bankfile"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="bankfile",
            name="payer",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="payments.specialaccount"),
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("state", models.CharField(max_length=10)),
                ("payments", models.IntegerField()),
                ("fen", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("document", models.CharField(max_length=100)),
                ("by", models.BigIntegerField()),
                ("confirmed_by", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "drafted",
                                    "reserved",
                                    "instructed",
                                    "accepted",
                                    "settled",
                                    "rejected",
                                    "returned",
                                    "void",
                                ],
                            )
                        ),
                        name="payments_step_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document", ""), _negated=True), name="payments_step_has_a_document"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("by", models.F("confirmed_by")), _negated=True),
                        name="payments_step_two_people",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaymentState",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "payment_id", "state", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("before", models.CharField(max_length=10)),
                ("state", models.CharField(max_length=10)),
                ("at", models.DateTimeField()),
                (
                    "payment",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="payments.payment",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.PROTECT, to="payments.step"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UrgentRelief",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(default="proposed", max_length=8)),
                ("reason", models.CharField(default="", max_length=200)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("approved_by", models.BigIntegerField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("programme", models.CharField(max_length=20)),
                ("household_id", models.BigIntegerField()),
                ("person_id", models.BigIntegerField(null=True)),
                ("payee_id", models.BigIntegerField()),
                ("amount_fen", models.BigIntegerField()),
                ("limit_fen", models.BigIntegerField()),
                ("cause", models.CharField(max_length=400)),
                ("document", models.CharField(max_length=64)),
                ("explain_by_on", models.DateField()),
                ("explained_on", models.DateField(null=True)),
                ("explained_by", models.BigIntegerField(null=True)),
                ("explanation", models.CharField(default="", max_length=1000)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.account"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="payment",
            name="urgent",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="payments.urgentrelief",
            ),
        ),
    ]
