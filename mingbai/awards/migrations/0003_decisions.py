"""What the database holds decisions to: how each kind moves the amount, who signs, what comes first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("awards", "0002_constraints")]
    operations = [
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["batch"], name="awards_decided_in"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(fields=("award", "version"), name="awards_one_version"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(fields=("id", "award"), name="awards_decision_of_award"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "reviewed", "approved", "refused"])),
                name="awards_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cause__in", ["granted", "moved_in", "stock"]), ("kind", "new")),
                    models.Q(
                        (
                            "cause__in",
                            [
                                "care_level",
                                "corrected",
                                "income_down",
                                "member_joined",
                                "standard",
                                "supply_mode",
                                "top_up_begun",
                                "upheld",
                            ],
                        ),
                        ("kind", "raise"),
                    ),
                    models.Q(
                        (
                            "cause__in",
                            [
                                "care_level",
                                "corrected",
                                "in_grace",
                                "income_up",
                                "member_died",
                                "member_left",
                                "prison",
                                "standard",
                                "supply_mode",
                                "top_up_ended",
                                "uncooperative",
                            ],
                        ),
                        ("kind", "lower"),
                    ),
                    models.Q(
                        (
                            "cause__in",
                            [
                                "able_to_work",
                                "corrected",
                                "died",
                                "grace_over",
                                "income_up",
                                "moved_out",
                                "obligor_able",
                                "other_programme",
                                "prison",
                                "property_over",
                                "uncooperative",
                                "withdrew",
                            ],
                        ),
                        ("kind", "stop"),
                    ),
                    models.Q(("cause__in", ["corrected", "income_down", "upheld"]), ("kind", "resume")),
                    models.Q(
                        (
                            "cause__in",
                            [
                                "account",
                                "care_level",
                                "corrected",
                                "in_grace",
                                "member_died",
                                "member_joined",
                                "member_left",
                                "payee",
                                "standard",
                                "supply_mode",
                            ],
                        ),
                        ("kind", "keep"),
                    ),
                    _connector="OR",
                ),
                name="awards_known_cause",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "new"), _negated=True),
                    models.Q(("amount_fen__gte", 0), ("before_fen", 0)),
                    _connector="OR",
                ),
                name="awards_new_moves_the_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "raise"), _negated=True),
                    ("amount_fen__gt", models.F("before_fen")),
                    _connector="OR",
                ),
                name="awards_raise_moves_the_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "lower"), _negated=True),
                    models.Q(("amount_fen__gt", 0), ("amount_fen__lt", models.F("before_fen"))),
                    _connector="OR",
                ),
                name="awards_lower_moves_the_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("kind", "stop"), _negated=True), ("amount_fen", 0), _connector="OR"),
                name="awards_stop_moves_the_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "resume"), _negated=True),
                    models.Q(("amount_fen__gt", 0), ("before_fen", 0)),
                    _connector="OR",
                ),
                name="awards_resume_moves_the_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "keep"), _negated=True), ("amount_fen", models.F("before_fen")), _connector="OR"
                ),
                name="awards_keep_moves_the_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "new"), ("version", 1)),
                    models.Q(models.Q(("kind", "new"), _negated=True), ("version__gt", 1)),
                    _connector="OR",
                ),
                name="awards_first_version_is_new",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_stock", True), models.Q(("evidence", ""), _negated=True), _connector="OR"),
                name="awards_evidence_given",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_stock", True), _negated=True),
                    models.Q(("cause", "stock"), ("kind", "new")),
                    _connector="OR",
                ),
                name="awards_only_new_is_stock",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_stock", True), models.Q(("cause", "stock"), _negated=True), _connector="OR"),
                name="awards_stock_is_a_cause",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_stock", True),
                    ("kind", "stop"),
                    models.Q(("cause__in", ["account", "payee"]), ("kind", "keep")),
                    ("has_formula", False),
                    ("amount_fen", models.F("reckoned_fen")),
                    _connector="OR",
                ),
                name="awards_amount_as_reckoned",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["reviewed", "approved"]), _negated=True),
                    models.Q(("reviewed_at__isnull", False), ("reviewed_by__isnull", False)),
                    _connector="OR",
                ),
                name="awards_reviewed_before_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    models.Q(
                        ("approved_at__isnull", False), ("approved_by__isnull", False), ("decided_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="awards_approved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="awards_refused_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), ("kind__in", ["lower", "stop"]), _negated=True),
                    models.Q(("hearing__isnull", False), ("notice__isnull", False)),
                    _connector="OR",
                ),
                name="awards_heard_and_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    ("is_stock", True),
                    models.Q(("kind__in", ["new", "resume"]), _negated=True),
                    ("effective_month__gt", models.F("decided_on")),
                    _connector="OR",
                ),
                name="awards_starts_after_confirmation",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_month", None), ("until_month__gte", models.F("effective_month")), _connector="OR"
                ),
                name="awards_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("member_count__gte", 0), models.Q(("amount_fen__gt", 0), ("member_count", 0), _negated=True)
                ),
                name="awards_counts_its_members",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("reviewed_by")), _negated=True),
                name="decision_made_by_is_not_reviewed_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("approved_by")), _negated=True),
                name="decision_made_by_is_not_approved_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reviewed_by", models.F("approved_by")), _negated=True),
                name="decision_reviewed_by_is_not_approved_by",
            ),
        ),
    ]
