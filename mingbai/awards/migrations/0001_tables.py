"""The tables of awards, their decisions and what due process left behind."""

import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import mingbai.awards.models.award
import mingbai.config.guards.fields


class Migration(migrations.Migration):
    initial = True
    dependencies = [("people", "0007_registers")]
    operations = [
        migrations.CreateModel(
            name="Reckoning",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("programme", models.CharField(max_length=20)),
                ("county", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("facts", models.JSONField()),
                ("amount_fen", models.BigIntegerField(null=True)),
                ("explanation", models.JSONField()),
                ("parameters_sha256", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("kind", models.CharField(max_length=8)),
                ("title", models.CharField(max_length=100)),
                ("month", models.DateField()),
                ("files_sha256", models.CharField(default="", max_length=64)),
                ("rows", models.IntegerField(default=0)),
                ("refused_rows", models.IntegerField(default=0)),
                ("conflicting_rows", models.IntegerField(default=0)),
                ("differing_rows", models.IntegerField(default=0)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["changes", "stock"])), name="awards_known_batch"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="awards_batch_titled"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "stock")),
                        fields=("region", "files_sha256"),
                        name="awards_a_stock_comes_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Award",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("programme", models.CharField(max_length=20)),
                ("certificate_no", models.CharField(max_length=64, null=True)),
                ("made_at", models.DateTimeField()),
                (
                    "household",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.PROTECT, to="people.household"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="awards", to="awards.batch"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Dossier",
            fields=[],
            options={
                "proxy": True,
                "base_manager_name": "objects",
                "indexes": [],
                "constraints": [],
            },
            bases=("awards.batch",),
        ),
        migrations.CreateModel(
            name="Covered",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("claims", mingbai.awards.models.award.ClaimsField()),
                ("months", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "award",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covered",
                        to="awards.award",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Hearing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("held_on", models.DateField()),
                ("way", models.CharField(max_length=8)),
                ("told", models.CharField(max_length=400)),
                ("answer", models.CharField(max_length=8)),
                ("reply", models.CharField(default="", max_length=400)),
                ("heard_by", models.CharField(max_length=100)),
                ("document", models.CharField(max_length=64)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hearings", to="awards.award"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("programme", models.CharField(max_length=20)),
                ("version", models.SmallIntegerField()),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("is_stock", models.BooleanField()),
                ("kind", models.CharField(max_length=6)),
                ("cause", models.CharField(max_length=20)),
                ("evidence", models.CharField(max_length=400)),
                ("evidence_sha256", models.CharField(default="", max_length=64)),
                ("effective_month", models.DateField()),
                ("until_month", models.DateField(null=True)),
                ("grace_until", models.DateField(null=True)),
                ("amount_fen", models.BigIntegerField()),
                ("before_fen", models.BigIntegerField()),
                ("reckoned_fen", models.BigIntegerField(null=True)),
                ("has_formula", models.BooleanField()),
                ("member_count", models.SmallIntegerField()),
                ("priority_member_count", models.SmallIntegerField(null=True)),
                ("annual_income_fen", models.BigIntegerField(null=True)),
                ("standard_fen", models.BigIntegerField(null=True)),
                ("case_kind", models.CharField(default="", max_length=6)),
                ("supply_mode", models.CharField(default="", max_length=9)),
                ("care_level", models.CharField(default="", max_length=7)),
                ("reason_code", models.CharField(default="", max_length=100)),
                ("members", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("is_unstable", models.BooleanField(default=False)),
                ("publicity_ended_on", models.DateField(null=True)),
                ("confirmed_on", models.DateField(null=True)),
                ("review_due_on", models.DateField(null=True)),
                ("state", models.CharField(max_length=8)),
                ("reason", models.CharField(default="", max_length=200)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("reviewed_by", models.BigIntegerField(null=True)),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("approved_by", models.BigIntegerField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("decided_on", models.DateField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.account"
                    ),
                ),
                (
                    "award",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="awards.award",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="awards.batch"
                    ),
                ),
                (
                    "payee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="awards.hearing",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("number", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=6)),
                ("text", models.TextField()),
                ("issued_on", models.DateField()),
                ("delivered_on", models.DateField(null=True)),
                ("how", models.CharField(default="", max_length=16)),
                ("receipt", models.CharField(default="", max_length=64)),
                ("delivered_by", models.BigIntegerField(null=True)),
                ("delivered_at", models.DateTimeField(null=True)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="awards.award"
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="awards.decision"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="decision",
            name="notice",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="awards.notice",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="reckoning",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="awards.reckoning"
            ),
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("due_on", models.DateField()),
                ("done_on", models.DateField()),
                (
                    "methods",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), size=None),
                ),
                ("economy", models.BooleanField()),
                ("members", models.BooleanField()),
                ("health", models.BooleanField()),
                ("outcome", models.CharField(max_length=6)),
                ("finding", models.CharField(max_length=400)),
                ("document", models.CharField(max_length=64)),
                ("months", models.SmallIntegerField()),
                ("next_due_on", models.DateField()),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="awards.award"
                    ),
                ),
            ],
        ),
    ]
