"""Sets Django up before the tests here are read."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.config.settings")
django.setup()
