"""Columns that guards read."""

from typing import Any

from django.db.models import CharField


class RegionField(CharField):
    """A division code, shortest form, compared digit by digit whatever the server's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"max_length": 12, "db_collation": "C"}
        super().__init__(*args, **kwargs)
