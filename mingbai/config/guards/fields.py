"""Columns that guards read."""

from typing import TYPE_CHECKING, Any

from django.db.models import CharField

if TYPE_CHECKING:
    Text = CharField[str, str]
else:
    Text = CharField  # Django's own classes take no types while they run


class RegionField(Text):
    """A division code, shortest form, compared digit by digit whatever the server's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"max_length": 12, "db_collation": "C"}
        super().__init__(*args, **kwargs)
