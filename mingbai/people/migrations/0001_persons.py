"""The tables of persons, households, who belonged to which, and the imports they came with."""

import django.db.models.deletion
from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("relation", models.CharField(max_length=20)),
                ("is_head", models.BooleanField()),
                ("exclusion", models.CharField(default="", max_length=100)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("reason", models.CharField(default="", max_length=200)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("closed_by", models.BigIntegerField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("name", models.CharField(max_length=60)),
                ("name_key", models.CharField(max_length=240)),
                ("id_sealed", models.BinaryField()),
                ("id_index", models.BinaryField(max_length=32)),
                ("id_is_valid", models.BooleanField()),
                ("born_on", models.DateField(null=True)),
                ("sex", models.CharField(max_length=1)),
                ("died_on", models.DateField(null=True)),
                ("phone_sealed", models.BinaryField(null=True)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PersonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("name", models.CharField(max_length=60)),
                ("name_key", models.CharField(max_length=240)),
                ("id_sealed", models.BinaryField()),
                ("id_index", models.BinaryField(max_length=32)),
                ("id_is_valid", models.BooleanField()),
                ("born_on", models.DateField(null=True)),
                ("sex", models.CharField(max_length=1)),
                ("died_on", models.DateField(null=True)),
                ("phone_sealed", models.BinaryField(null=True)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("month", models.DateField()),
                ("digest", models.BinaryField(max_length=32)),
                ("rows", models.IntegerField()),
                ("refused", models.IntegerField()),
                ("conflicts", models.IntegerField()),
                ("persons", models.IntegerField()),
                ("households", models.IntegerField()),
                ("memberships", models.IntegerField()),
                ("accounts", models.IntegerField()),
                ("state", models.CharField(max_length=9)),
                ("reason", models.CharField(default="", max_length=200)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("confirmed_by", models.BigIntegerField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "confirmed", "refused", "closed"])),
                        name="people_import_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["proposed", "refused"]),
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="people_import_confirmed_before_it_counts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="people_import_refused_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("made_by", models.F("confirmed_by")), _negated=True),
                        name="import_made_by_is_not_confirmed_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Household",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("number", models.CharField(max_length=64)),
                ("address_sealed", models.BinaryField(null=True)),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
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
        migrations.CreateModel(
            name="HealthFact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("kind", models.CharField(max_length=10)),
                ("sealed", models.BinaryField()),
                ("source", models.CharField(default="", max_length=60)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("closed_by", models.BigIntegerField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
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
            model_name="membership",
            name="brought_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.import",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="household",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.PROTECT, to="people.household"
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="brought_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.import",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.person"),
        ),
        migrations.AddField(
            model_name="healthfact",
            name="person",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.PROTECT, to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="personevent",
            name="brought_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.import",
            ),
        ),
        migrations.AddField(
            model_name="personevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="people.person",
            ),
        ),
        migrations.RunSQL(  # a value is sealed for its row, so the row's number is drawn before it is written
            """CREATE FUNCTION people_draw_numbers(wanted_in text, how_many integer) RETURNS SETOF bigint
               LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
                   SELECT nextval(pg_get_serial_sequence('people_' || wanted_in, 'id')) FROM generate_series(1, how_many)
               $$""",
            "DROP FUNCTION people_draw_numbers",
        ),
    ]
