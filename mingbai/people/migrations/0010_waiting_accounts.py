"""Accounts that wait for a second person are counted on every 今日待办: an index of those alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("offices", "0006_a_display"),
        ("people", "0009_set_by_set"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                condition=models.Q(("state", "proposed")), fields=["region"], name="people_account_waiting"
            ),
        ),
    ]
