"""Sets Django up before the tests here are read, and gives them a desk and an empty place elsewhere."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.config.settings")
django.setup()

from mingbai.backups.tests.sites import at_site, elsewhere, place, site, witness  # noqa: E402

__all__ = ["at_site", "elsewhere", "place", "site", "witness"]
