"""The tables of accounts, filings and registers."""

import django.db.models.deletion
from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    dependencies = [("offices", "0004_responsibilities"), ("people", "0001_persons")]
    operations = [
        migrations.CreateModel(
            name="Authorisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("filed_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("document", models.CharField(max_length=64)),
                ("state", models.CharField(max_length=9)),
                ("reason", models.CharField(default="", max_length=200)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("confirmed_by", models.BigIntegerField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("closed_by", models.BigIntegerField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("scope", models.CharField(max_length=10)),
            ],
        ),
        migrations.CreateModel(
            name="CardIssue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("batch", models.CharField(max_length=40)),
                ("bank", models.CharField(max_length=60)),
                ("card_hint", models.CharField(max_length=12)),
                ("issued_on", models.DateField()),
                ("delivered_on", models.DateField(null=True)),
                ("receipt", models.CharField(default="", max_length=64)),
                ("delivered_by", models.BigIntegerField(null=True)),
                ("delivered_at", models.DateTimeField(null=True)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="CardKeeping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("filed_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("document", models.CharField(max_length=64)),
                ("state", models.CharField(max_length=9)),
                ("reason", models.CharField(default="", max_length=200)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("confirmed_by", models.BigIntegerField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("closed_by", models.BigIntegerField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("is_staff", models.BooleanField()),
                ("card", models.CharField(default="", max_length=12)),
                ("cause", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="GoodsHandout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("given_on", models.DateField()),
                ("kind", models.CharField(max_length=5)),
                ("item", models.CharField(max_length=80)),
                ("quantity", models.IntegerField()),
                ("value_fen", models.BigIntegerField()),
                ("cause", models.CharField(max_length=200)),
                ("signature", models.CharField(max_length=64)),
                ("photo", models.CharField(max_length=64)),
                ("handed_by", models.BigIntegerField()),
                ("witnessed_by", models.BigIntegerField()),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="KeepingReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("reviewed_on", models.DateField()),
                ("is_in_order", models.BooleanField()),
                ("finding", models.CharField(default="", max_length=400)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Proxy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("filed_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("document", models.CharField(max_length=64)),
                ("state", models.CharField(max_length=9)),
                ("reason", models.CharField(default="", max_length=200)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("confirmed_by", models.BigIntegerField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("closed_by", models.BigIntegerField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("kind", models.CharField(max_length=10)),
                ("cause", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Relative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("filed_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("document", models.CharField(max_length=64)),
                ("state", models.CharField(max_length=9)),
                ("reason", models.CharField(default="", max_length=200)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("confirmed_by", models.BigIntegerField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("closed_by", models.BigIntegerField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("relation", models.CharField(max_length=20)),
                ("programme", models.CharField(default="", max_length=20)),
                ("tier", models.SmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Staff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("unit", models.CharField(max_length=80)),
                ("post", models.CharField(max_length=60)),
                ("works_in", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("closed_by", models.BigIntegerField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("bank", models.CharField(max_length=60)),
                ("number_sealed", models.BinaryField()),
                ("number_index", models.BinaryField(max_length=32)),
                ("number_hint", models.CharField(max_length=12)),
                ("holder_name", models.CharField(max_length=80)),
                ("holder", models.CharField(max_length=12)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("state", models.CharField(max_length=9)),
                ("reason", models.CharField(default="", max_length=200)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("confirmed_by", models.BigIntegerField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("closed_by", models.BigIntegerField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="offices.organisation",
                    ),
                ),
                (
                    "brought_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.import",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="keepingreview",
            name="keeping",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.cardkeeping"),
        ),
        migrations.AddField(
            model_name="goodshandout",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="handouts", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="cardkeeping",
            name="keeper",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_keeper", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="cardkeeping",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cards_kept",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="cardissue",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="cards_issued", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="cardissue",
            name="received_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cards_received",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="authorisation",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="authorisations",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="account",
            name="person",
            field=models.ForeignKey(
                db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="proxy",
            name="agent",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_agent", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="proxy",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proxies",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="account",
            name="proxy",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="people.proxy"),
        ),
        migrations.AddField(
            model_name="relative",
            name="officer",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="kin_filings", to="offices.officer"
            ),
        ),
        migrations.AddField(
            model_name="relative",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="kin_filings",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="staff",
            name="officer",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="staff", to="offices.officer"
            ),
        ),
        migrations.AddField(
            model_name="staff",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="staff",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="relative",
            name="staff",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.staff"),
        ),
    ]
