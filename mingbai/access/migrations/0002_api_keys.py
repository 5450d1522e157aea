"""Keys of systems, and every use of one."""

import django.db.models.deletion
from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_tables"),
        ("offices", "0005_set_by_set"),
    ]

    operations = [
        migrations.CreateModel(
            name="ApiKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("purpose", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("hint", models.CharField(max_length=20)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="KeyUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("at", models.DateTimeField()),
                ("address", models.GenericIPAddressField()),
                ("method", models.CharField(max_length=8)),
                ("path", models.CharField(max_length=200)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="try",
            name="access_known_outcome",
        ),
        migrations.AddConstraint(
            model_name="try",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "outcome__in",
                        ["entered", "code_next", "unknown", "wrong", "wrong_code", "wrong_key", "blocked", "too_many"],
                    )
                ),
                name="access_known_outcome",
            ),
        ),
        migrations.AddField(
            model_name="apikey",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_made", to="offices.officer"
            ),
        ),
        migrations.AddField(
            model_name="apikey",
            name="officer",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="offices.officer"),
        ),
        migrations.AddField(
            model_name="apikey",
            name="post",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="offices.post"),
        ),
        migrations.AddField(
            model_name="apikey",
            name="revoked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_revoked",
                to="offices.officer",
            ),
        ),
        migrations.AddField(
            model_name="keyuse",
            name="key",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="access.apikey"
            ),
        ),
        migrations.AddConstraint(
            model_name="apikey",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("officer")), _negated=True), name="access_api_key_from_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="apikey",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("made_at"))), name="access_api_key_expires"
            ),
        ),
        migrations.AddConstraint(
            model_name="apikey",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose", ""), _negated=True), name="access_api_key_has_a_purpose"
            ),
        ),
        migrations.AddConstraint(
            model_name="apikey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revoked_at", None), ("revoked_by", None)),
                    models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                    _connector="OR",
                ),
                name="access_api_key_revoked_by_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="keyuse",
            index=models.Index(fields=["key", "-at"], name="access_uses_of_key"),
        ),
    ]
