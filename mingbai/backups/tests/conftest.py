"""Sets Django up before the tests here are read, and gives them a desk and an empty place elsewhere."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.config.settings")
django.setup()

from mingbai.backups.tests.sites import at_site, backup, elsewhere, made, place, site  # noqa: E402

__all__ = ["at_site", "backup", "elsewhere", "made", "place", "site"]
