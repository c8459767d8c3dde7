"""Finding the first rows of a long protected list by index entries, one condition of the scope after the other.

A reader's scope is an OR of conditions: one of hundreds of organs, or the reader's own. Left alone, SQLite sorts all
rows of all keys before it cuts off a page, and PostgreSQL walks the order of the list until it has met enough rows,
which may be never. Here only primary keys are looked up, at most a page for each key, and the page is read by them.
SQLite merges the entries of several keys by itself, as long as it has to carry nothing but primary keys.
The result is the same; only the way there is shorter.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db import connections
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

LONGEST = 1000
"""Pages that end behind so many rows are left to the database."""

RECENT = 4
"""PostgreSQL first looks for a page among so many pages of the whole list: whoever sees most of it is served by that."""


def shortened(rows: QuerySet[Any], conditions: Iterable[Q], stop: int | None) -> QuerySet[Any]:
    """`rows`, all of which meet one of `conditions`, cut down to a superset of the first `stop`; themselves if in doubt."""
    conditions = list(conditions)
    if not (conditions and stop and stop <= LONGEST and _is_simple(rows)):
        return rows
    if connections[rows.db].vendor == "sqlite":
        each = [rows] if len(conditions) == 1 else [rows.filter(condition) for condition in conditions]
        return rows.filter(reduce(or_, [Q(pk__in=found.values("pk")[:stop]) for found in each]))
    [(lookup, keys), *others] = conditions[0].children  # type: ignore[misc]  # a Q holds pairs
    if len(conditions) > 1 or others or not keys or not str(lookup).endswith("__among"):
        return rows  # several conditions are told apart well enough by its statistics
    return rows.filter(pk__among=_first_of_keys(rows, str(lookup).removesuffix("__among"), list(keys), stop))


def _is_simple(rows: QuerySet[Any]) -> bool:
    """Whether rows are plain rows of one model in an order of its own columns."""
    query = rows.query
    altered = query.distinct or query.group_by or query.combinator or query.is_sliced or rows._result_cache
    own = {"pk", *(name for field in rows.model._meta.concrete_fields for name in (field.name, field.attname))}
    order = query.order_by or query.get_meta().ordering
    return bool(order) and not altered and all(isinstance(name, str) and name.lstrip("-") in own for name in order)


def _first_of_keys(rows: QuerySet[Any], column: str, keys: list[Any], stop: int) -> RawSQL:
    """Primary keys from among the first rows of the whole list; where too few are the reader's, a page for each key."""
    recent, given = _sql(rows.filter(pk__among=_whole_list(rows).values("pk")[: RECENT * stop]).values("pk")[:stop])
    of_key, given_of_key = _sql(rows.filter(**{column: RawSQL("scope.key", [])}).values("pk")[:stop])
    # both parts are statements the compiler has made, with their parameters apart
    statement = f"""WITH recent AS MATERIALIZED ({recent}) SELECT * FROM recent UNION ALL
        SELECT unnest(ARRAY({of_key})) FROM unnest(%s) AS scope(key) WHERE (SELECT count(*) FROM recent) < %s"""  # noqa: S608
    return RawSQL(statement, [*given, *given_of_key, keys, stop])  # noqa: S611


def _whole_list(rows: QuerySet[Any]) -> QuerySet[Any]:
    order = rows.query.order_by or rows.query.get_meta().ordering
    whole = rows.model._base_manager.using(rows.db).order_by(*order)
    return whole if rows.query.standard_ordering else whole.reverse()


def _sql(rows: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    statement, parameters = rows.query.get_compiler(rows.db).as_sql()
    return statement, tuple(parameters)
