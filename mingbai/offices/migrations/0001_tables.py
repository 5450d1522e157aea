"""The tables of organisations, officers, posts and the list of responsibilities."""

import django.db.models.deletion
from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="OfficerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=60)),
                ("number", models.CharField(max_length=30)),
                ("left_on", models.DateField(null=True)),
                ("made_by", models.BigIntegerField(null=True)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=16)),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("handles", models.BooleanField(default=True)),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
                ("made_by", models.BigIntegerField(null=True)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="OrganisationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=16)),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("handles", models.BooleanField(default=True)),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
                ("made_by", models.BigIntegerField(null=True)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("state", models.CharField(max_length=10)),
                ("reason", models.CharField(default="", max_length=200)),
                ("made_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("organisation_region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("title", models.CharField(max_length=60)),
                ("role", models.CharField(max_length=24)),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("founding_document", models.CharField(default="", max_length=100)),
            ],
        ),
        migrations.CreateModel(
            name="Responsibility",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("state", models.CharField(max_length=10)),
                ("reason", models.CharField(default="", max_length=200)),
                ("made_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("step", models.CharField(max_length=20)),
                ("post_region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
            ],
        ),
        migrations.CreateModel(
            name="Officer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("number", models.CharField(max_length=30, unique=True)),
                ("left_on", models.DateField(null=True)),
                ("made_by", models.BigIntegerField(null=True)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("number", ""), _negated=True)
                        ),
                        name="offices_officer_named",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="officerevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="offices.officer",
            ),
        ),
        migrations.AddField(
            model_name="organisationevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="offices.organisation",
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="approved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_approved",
                to="offices.officer",
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_ended",
                to="offices.officer",
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="made_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_made",
                to="offices.officer",
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="officer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_held", to="offices.officer"
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="offices.organisation"),
        ),
        migrations.AddField(
            model_name="responsibility",
            name="approved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_approved",
                to="offices.officer",
            ),
        ),
        migrations.AddField(
            model_name="responsibility",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_ended",
                to="offices.officer",
            ),
        ),
        migrations.AddField(
            model_name="responsibility",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_made", to="offices.officer"
            ),
        ),
        migrations.AddField(
            model_name="responsibility",
            name="officer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_listed", to="offices.officer"
            ),
        ),
        migrations.AddField(
            model_name="responsibility",
            name="post",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="offices.post"),
        ),
    ]
