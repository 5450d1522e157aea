"""Rosters, their lines, and what was said of them."""

import django.db.models.deletion
from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("awards", "0004_process"),
        ("offices", "0004_responsibilities"),
        ("people", "0007_registers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Minutes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("number", models.CharField(max_length=60)),
                ("held_on", models.DateField()),
                ("present", models.JSONField()),
                ("decision", models.CharField(max_length=400)),
                ("document", models.CharField(max_length=64)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("region", "number"), name="rosters_minutes_once"),
                    models.CheckConstraint(
                        condition=models.Q(("document__regex", "^[0-9a-f]{64}$")),
                        name="rosters_minutes_have_their_paper",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", ""), _negated=True), models.Q(("present", []), _negated=True)
                        ),
                        name="rosters_minutes_say_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Roster",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("kind", models.CharField(max_length=13)),
                ("number", models.SmallIntegerField(default=0)),
                ("needs_signatures", models.BooleanField()),
                ("needs_minutes", models.BooleanField()),
                ("ledger_due_at", models.DateTimeField()),
                ("roster_due_at", models.DateTimeField()),
                ("state", models.CharField(max_length=18)),
                ("lines", models.IntegerField()),
                ("total_fen", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("reason", models.CharField(default="", max_length=200)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("submitted_by", models.BigIntegerField(null=True)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("reviewed_by", models.BigIntegerField(null=True)),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("agreed_by", models.BigIntegerField(null=True)),
                ("agreed_at", models.DateTimeField(null=True)),
                ("frozen_by", models.BigIntegerField(null=True)),
                ("frozen_at", models.DateTimeField(null=True)),
                ("released_by", models.BigIntegerField(null=True)),
                ("released_at", models.DateTimeField(null=True)),
                (
                    "minutes",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="rosters.minutes"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Leaver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("programme", models.CharField(max_length=20)),
                ("cause", models.CharField(max_length=40)),
                ("before_fen", models.BigIntegerField()),
                (
                    "award",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="awards.award",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="awards.decision",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.household",
                    ),
                ),
                (
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leavers", to="rosters.roster"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LateSubmission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("what", models.CharField(max_length=6)),
                ("due_at", models.DateTimeField()),
                ("done_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=200)),
                ("made_by", models.BigIntegerField()),
                (
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="late", to="rosters.roster"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Departure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("why", models.CharField(max_length=9)),
                ("held_fen", models.BigIntegerField(default=0)),
                ("reason", models.CharField(max_length=400)),
                ("state", models.CharField(max_length=7)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("approved_by", models.BigIntegerField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                (
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="departures", to="rosters.roster"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RosterLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("programme", models.CharField(max_length=20)),
                ("payee_name", models.CharField(max_length=80)),
                ("holder_name", models.CharField(max_length=80)),
                ("account_index", models.BinaryField(max_length=32)),
                ("amount_fen", models.BigIntegerField()),
                ("member_count", models.SmallIntegerField()),
                ("instalment", models.SmallIntegerField(default=0)),
                ("change", models.CharField(max_length=5)),
                ("cause", models.CharField(max_length=40)),
                ("before_fen", models.BigIntegerField()),
                ("live", models.BooleanField(default=True)),
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
                    "award",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="awards.award",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="awards.decision",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.household",
                    ),
                ),
                (
                    "makes_up_for",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="made_up",
                        to="rosters.departure",
                    ),
                ),
                (
                    "payee",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
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
                    "person",
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
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="all_lines", to="rosters.roster"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="departure",
            name="line",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="departures", to="rosters.rosterline"
            ),
        ),
        migrations.CreateModel(
            name="VillageSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("lines", models.IntegerField()),
                ("total_fen", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("signed_by", models.BigIntegerField()),
                ("signed_at", models.DateTimeField()),
                (
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="rosters.roster"
                    ),
                ),
            ],
        ),
    ]
