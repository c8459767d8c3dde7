"""Query sets whose statement is written once: Django writes it anew for every use, and for wide models that costs more than to run it."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Field, Model, QuerySet, Value
from django.db.models.query import get_related_populators

Row = TypeVar("Row", bound=Model)


class Given(Value):
    """Stands in a query set for the value called `name`; `field` prepares it as it would for a column of its own."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(name, output_field=field)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]

    def prepared(self, values: dict[str, Any], connection: Any) -> Any:
        """The parameter of the statement. Raises KeyError when the value was not given."""
        return self.output_field.get_db_prep_value(values[self.value], connection)


class Written(Generic[Row]):
    """`Written(lambda: Person.objects.filter(name=Given("name", CharField())))(name="王五")` is a list of persons, by one statement.

    What the query set joins and annotates is there; what it would fetch by statements of its own is not. Nothing in it may
    depend on the moment it is written.
    """

    def __init__(self, rows: Callable[[], "QuerySet[Row]"]) -> None:
        self._rows = rows

    def __call__(self, **values: Any) -> list[Row]:
        connection, text = connections[DEFAULT_DB_ALIAS], self._text
        parameters = [
            each.prepared(values, connection) if isinstance(each, Given) else each for each in text.parameters
        ]
        with connection.cursor() as cursor:
            cursor.execute(text.statement, parameters)
            found = cursor.fetchall()
        return [text.made(row, connection) for row in found]

    @cached_property
    def _text(self) -> "_Text":
        return _Text(self._rows())


class _Text:
    """What Django works out before it runs a query set, and how it makes an object of a row."""

    def __init__(self, rows: "QuerySet[Any]") -> None:
        compiler: Any = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        self.statement, self.parameters = compiler.as_sql()
        kind = compiler.klass_info
        first, last = kind["select_fields"][0], kind["select_fields"][-1] + 1
        self._model, self._own = kind["model"], slice(first, last)
        self._names = [each[0].target.attname for each in compiler.select[self._own]]
        self._beside = get_related_populators(kind, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]
        self._annotated = compiler.annotation_col_map or {}
        columns = [each[0] for each in compiler.select[: compiler.col_count]]
        self._converters = list(compiler.get_converters(columns).items())

    def made(self, row: Any, connection: Any) -> Any:
        """The object of a row of the answer."""
        values = list(row)
        for place, (converters, expression) in self._converters:
            for convert in converters:
                values[place] = convert(values[place], expression, connection)
        found = self._model.from_db(DEFAULT_DB_ALIAS, self._names, values[self._own])
        for each in self._beside:
            each.populate(values, found)
        for name, place in self._annotated.items():
            setattr(found, name, values[place])
        return found
