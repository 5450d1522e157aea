"""What the database holds awards, whom they cover, hearings, notices and reviews to."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("awards", "0001_tables")]
    operations = [
        migrations.AddIndex(
            model_name="award",
            index=models.Index(fields=["region", "programme"], name="awards_by_place"),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.UniqueConstraint(fields=("id", "region"), name="awards_award_at"),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.UniqueConstraint(fields=("id", "programme"), name="awards_award_of_programme"),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Left("region", 6),
                models.F("programme"),
                models.F("certificate_no"),
                name="awards_one_certificate",
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(("certificate_no", ""), _negated=True), name="awards_certificate_named"
            ),
        ),
        migrations.AddConstraint(
            model_name="covered",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            models.F("person"),
                            models.F("person"),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    ),
                    ("months", "&&"),
                    ("claims", "&&"),
                ],
                name="awards_exclusive_programmes_never_overlap",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.UniqueConstraint(fields=("id", "award"), name="awards_hearing_of_award"),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["visit", "office", "phone", "letter"])), name="awards_hearing_way"
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ("agrees", "objects", "silent", "nobody"))),
                name="awards_hearing_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("told", ""), _negated=True), models.Q(("heard_by", ""), _negated=True)),
                name="awards_hearing_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer__in", ["agrees", "objects"]), _negated=True),
                    models.Q(("reply", ""), _negated=True),
                    _connector="OR",
                ),
                name="awards_hearing_keeps_the_reply",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(("document__regex", "^[0-9a-f]{64}$")), name="awards_hearing_signed"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(fields=("id", "decision"), name="awards_notice_of_decision"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Left("region", 6), models.F("number"), name="awards_one_notice_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("text", ""), _negated=True), models.Q(("number", ""), _negated=True)),
                name="awards_notice_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("delivered_by", None), ("delivered_on", None), ("how", ""), ("receipt", "")),
                    models.Q(
                        ("delivered_by__isnull", False),
                        ("delivered_on__gte", models.F("issued_on")),
                        ("how__in", ("in_person", "by_post", "left_with_family", "by_village", "published")),
                        ("receipt__regex", "^[0-9a-f]{64}$"),
                        ("delivered_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="awards_notice_delivered_against_a_receipt",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["keep", "change", "exit"])), name="awards_review_outcome"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("methods__len__gt", 0), models.Q(("finding", ""), _negated=True)),
                name="awards_review_says_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("document__regex", "^[0-9a-f]{64}$")), name="awards_review_signed"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("next_due_on__gt", models.F("done_on"))), name="awards_review_leads_to_the_next"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "keep"), _negated=True),
                    models.Q(("economy", True), ("health", True), ("members", True)),
                    _connector="OR",
                ),
                name="awards_review_keeps_only_what_is_as_it_was",
            ),
        ),
    ]
