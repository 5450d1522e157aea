"""`column__among=values`: one array however many values, compared with = ANY, which PostgreSQL hashes or seeks."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, ForeignObject, Lookup
from django.db.models.sql.compiler import SQLCompiler

from mingbai.evidence.sets import array

if TYPE_CHECKING:
    Comparison = Lookup[Any]
else:
    Comparison = Lookup  # Django's own classes take no types while they run


@ForeignObject.register_lookup  # which takes none of a field's
@Field.register_lookup
class Among(Comparison):
    """
    Whether a column is one of many values.

    `IN (SELECT unnest(...))` says the same, but under row-level security the planner expects one row of the table and
    joins it with every value: 16,000 accounts of 21,000 persons were 175 million comparisons.
    """

    lookup_name = "among"
    prepare_rhs = False
    numbers = ("bigint", "integer")  # written out at once, not value by value

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """Return the comparison and its one parameter."""
        column, given = self.process_lhs(compiler, connection)
        values: Collection[Any] = self.rhs
        kind = self.lhs.output_field.rel_db_type(connection)
        return f"{column} = ANY (%s::{kind}[])", [*given, array(values) if kind in self.numbers else list(values)]
