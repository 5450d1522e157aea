"""Short codes of pages."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_answers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Printed",
            fields=[
                ("code", models.CharField(max_length=10, primary_key=True, serialize=False)),
                ("address", models.CharField(max_length=400)),
            ],
        ),
    ]
