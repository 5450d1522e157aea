"""Sets Django up before the tests here are read, and gives them a desk with evidence."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.config.settings")
django.setup()

from mingbai.evidence.tests.town import data, forget_payments, payments, policy, settle, witnesses  # noqa: E402

__all__ = ["data", "forget_payments", "payments", "policy", "settle", "witnesses"]
