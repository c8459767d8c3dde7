"""Rows of models written by fixed statements: what `save` writes, without compiling anew what never changes."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.signals import post_save, pre_save

from mingtang.kernel.statements.api import Answer, Run, rows_of


def insert_row(run: Run, row: models.Model) -> None:
    """Insert `row`, which then knows its key. Raises IntegrityError at once."""
    if _saves_itself(row._meta.model):
        row.save(force_insert=True)
        return
    take_keys: Any = row
    take_keys._prepare_related_fields_for_save(
        operation_name="save"
    )  # of rows it refers to that were written meanwhile
    meta = row._meta
    fields = [each for each in meta.concrete_fields if each is not meta.pk or row.pk is not None]
    answer = run(_insertion(meta.model, row.pk is not None), _stored(row, fields, add=True))
    (key,) = answer.fetchone()
    if row.pk is None:
        row.pk = key
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def update_row(run: Run, row: models.Model, fields: Sequence[models.Field[Any, Any]]) -> Answer | None:
    """Write `fields` of `row`; the answer holds its key while the row is still there. None: this was seen to already."""
    if _saves_itself(row._meta.model):
        row.save(update_fields=[each.name for each in fields])
        return None
    key: Any = row._meta.pk
    columns = tuple(each.column for each in fields)
    return run(_update(row._meta.model, columns), _stored(row, [*fields, key], add=False))


@cache
def _saves_itself(model: type[models.Model]) -> bool:
    """Whether more has to happen than one statement on one table: tables above it, a `save` of its own, somebody who listens."""
    listened_to = pre_save.has_listeners(model) or post_save.has_listeners(model)
    return bool(model._meta.parents) or model.save is not models.Model.save or listened_to


@cache
def _insertion(model: type[models.Model], with_key: bool) -> str:
    meta = model._meta
    columns = [_quoted(each.column) for each in meta.concrete_fields if with_key or each is not meta.pk]
    table, key = _quoted(meta.db_table), _key_of(model)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {rows_of(len(columns), 1)} RETURNING {key}"  # noqa: S608


@cache
def _update(model: type[models.Model], columns: tuple[str, ...]) -> str:
    values = ", ".join(f"{_quoted(each)} = %s" for each in columns)
    table, key = _quoted(model._meta.db_table), _key_of(model)
    return f"UPDATE {table} SET {values} WHERE {key} = %s RETURNING {key}"  # noqa: S608


def _key_of(model: type[models.Model]) -> str:
    key: Any = model._meta.pk
    return _quoted(key.column)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _stored(row: models.Model, fields: Sequence[models.Field[Any, Any]], *, add: bool) -> list[Any]:
    """The values of `fields` as the database takes them."""
    database = connections[DEFAULT_DB_ALIAS]
    return [each.get_db_prep_save(each.pre_save(row, add), connection=database) for each in fields]
