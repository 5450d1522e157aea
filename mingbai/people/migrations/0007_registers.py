"""What the database holds the registers to: signed for, pictured, witnessed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0006_filings")]
    operations = [
        migrations.AddConstraint(
            model_name="keepingreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_in_order", True), models.Q(("finding", ""), _negated=True), _connector="OR"),
                name="people_review_says_what_is_wrong",
            ),
        ),
        migrations.AddConstraint(
            model_name="goodshandout",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["cash", "goods"])), name="people_handout_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="goodshandout",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gt", 0), ("value_fen__gt", 0), models.Q(("item", ""), _negated=True)),
                name="people_handout_of_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="goodshandout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("photo__regex", "^[0-9a-f]{64}$"),
                    ("signature__regex", "^[0-9a-f]{64}$"),
                    models.Q(("cause", ""), _negated=True),
                ),
                name="people_handout_signed_and_pictured",
            ),
        ),
        migrations.AddConstraint(
            model_name="goodshandout",
            constraint=models.CheckConstraint(
                condition=models.Q(("handed_by", models.F("witnessed_by")), _negated=True),
                name="goodshandout_handed_by_is_not_witnessed_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardissue",
            constraint=models.UniqueConstraint(fields=("batch", "person"), name="people_one_card_of_a_batch"),
        ),
        migrations.AddConstraint(
            model_name="cardissue",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("batch", ""), _negated=True), models.Q(("bank", ""), _negated=True)),
                name="people_card_batch_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardissue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("delivered_on", None), ("receipt", ""), ("received_by", None)),
                    models.Q(
                        ("delivered_on__isnull", False),
                        ("receipt__regex", "^[0-9a-f]{64}$"),
                        ("received_by__isnull", False),
                        ("delivered_at__isnull", False),
                        ("delivered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="people_card_signed_for",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardissue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("delivered_on", None), ("delivered_on__gte", models.F("issued_on")), _connector="OR"
                ),
                name="people_card_delivered_after_issue",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardissue",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("delivered_by")), _negated=True),
                name="cardissue_made_by_is_not_delivered_by",
            ),
        ),
    ]
