"""Sets Django up before the tests here are read, and gives them keys, a log and witnesses of their own."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.config.settings")
django.setup()

from mingbai.evidence.tests.town import data, policy, settle, witnesses  # noqa: E402

__all__ = ["data", "policy", "settle", "witnesses"]
