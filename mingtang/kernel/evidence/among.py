"""The lookup `organ_id__among=[…]`: `in` with all keys as one parameter.

Hundreds of scope keys cost `in` more time in composing the statement than the database needs to answer it. With a
query in place of the list, PostgreSQL runs the query first and then looks its few keys up, whatever it estimates.
One key alone is compared plainly: then an index on the column gives the rows in the order of its other columns.
"""

import json
from typing import Any

from django.db.models import Field, ForeignKey, Lookup

Sql = tuple[str, Any]


@ForeignKey.register_lookup
@Field.register_lookup
class Among(Lookup[Any]):
    """Whether a column of whole numbers or text is one of the keys."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Sql:
        """For SQLite: the keys as a table made from JSON."""
        if hasattr(self.rhs, "as_sql"):
            return self._of_query("{} IN {}", compiler, connection)
        column, parameters = self.process_lhs(compiler, connection)
        keys = list(self.rhs)
        if len(keys) == 1:
            return f"{column} = %s", [*parameters, *keys]
        return f"{column} IN (SELECT value FROM json_each(%s))", [*parameters, json.dumps(keys)]  # noqa: S608  # our own column

    def as_postgresql(self, compiler: Any, connection: Any) -> Sql:
        """For PostgreSQL: the keys as an array, by which it estimates like by a list."""
        if hasattr(self.rhs, "as_sql"):
            return self._of_query("{} = ANY(ARRAY{})", compiler, connection)
        column, parameters = self.process_lhs(compiler, connection)
        keys = list(self.rhs)
        return (
            (f"{column} = %s", [*parameters, *keys]) if len(keys) == 1 else (f"{column} = ANY(%s)", [*parameters, keys])
        )

    def _of_query(self, form: str, compiler: Any, connection: Any) -> Sql:
        column, parameters = self.process_lhs(compiler, connection)
        query, given = self.process_rhs(compiler, connection)
        return form.format(column, query), [*parameters, *given]
