"""The lookup `organ_id__among=[…]`: `in` with all keys as one parameter.

Hundreds of scope keys cost `in` more time in composing the statement than the database needs to answer it.
"""

import json
from typing import Any

from django.db.models import Field, ForeignKey, Lookup


@ForeignKey.register_lookup
@Field.register_lookup
class Among(Lookup[Any]):
    """Whether a column of whole numbers or text is one of the keys."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """For SQLite: the keys as a table made from JSON."""
        column, parameters = self.process_lhs(compiler, connection)
        keys = json.dumps(list(self.rhs))
        return f"{column} IN (SELECT value FROM json_each(%s))", [*parameters, keys]  # noqa: S608  # our own column

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """For PostgreSQL: the keys as an array, by which it estimates like by a list."""
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*parameters, list(self.rhs)]
