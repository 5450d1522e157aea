"""Tests of the cockpit have keys, a log and witnesses of their own."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.config.settings")
django.setup()  # a folder named on the command line is read before any plugin could do this

from mingbai.evidence.tests.town import data, policy, settle, witnesses  # noqa: E402

__all__ = ["data", "policy", "settle", "witnesses"]
