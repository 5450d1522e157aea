"""Keys, tries, looks and drafts."""

import django.db.models.deletion
from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("offices", "0005_set_by_set"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=200)),
                ("sealed", models.BinaryField()),
                ("kept_at", models.DateTimeField()),
                ("officer", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="offices.officer")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("officer", "form"), name="access_one_draft_a_form")],
            },
        ),
        migrations.CreateModel(
            name="Key",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                ("must_change", models.BooleanField(default=True)),
                ("factor_sealed", models.BinaryField(null=True)),
                ("factor_since", models.DateTimeField(null=True)),
                ("factor_step", models.BigIntegerField(default=0)),
                ("blocked_at", models.DateTimeField(null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_changed",
                        to="offices.officer",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_made",
                        to="offices.officer",
                    ),
                ),
                (
                    "officer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="key", to="offices.officer"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("made_by", None),
                            models.Q(("made_by", models.F("officer")), _negated=True),
                            _connector="OR",
                        ),
                        name="access_key_from_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("factor_since", None), ("factor_sealed__isnull", False), _connector="OR"),
                        name="access_factor_has_a_secret",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("password__startswith", "argon2$")), name="access_password_is_hashed"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("post", models.BigIntegerField()),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("at", models.DateTimeField()),
                ("address", models.GenericIPAddressField(null=True)),
                ("page", models.CharField(max_length=80)),
                ("subject", models.CharField(default="", max_length=200)),
                ("reason", models.CharField(default="", max_length=200)),
                ("rows", models.PositiveIntegerField(default=1)),
                ("is_export", models.BooleanField(default=False)),
                ("officer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="offices.officer")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-at"], name="access_looks_at"),
                    models.Index(fields=["subject", "-at"], name="access_looks_of_subject"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Try",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("address", models.GenericIPAddressField()),
                ("outcome", models.CharField(max_length=12)),
                (
                    "officer",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="offices.officer"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["officer", "-at"], name="access_tries_of_officer"),
                    models.Index(fields=["address", "-at"], name="access_tries_from"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                ["entered", "code_next", "unknown", "wrong", "wrong_code", "blocked", "too_many"],
                            )
                        ),
                        name="access_known_outcome",
                    )
                ],
            },
        ),
    ]
