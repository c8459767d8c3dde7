"""How the changes of a record are shown: field by field, before and after, in the words of the models."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from mingtang.kernel.evidence.models import Record

WITHHELD = "（保密，只存摘要）"


@dataclass(frozen=True)
class ChangeRow:
    """One field of one changed object."""

    object: str
    field: str
    before: str
    after: str


def change_rows(record: Record, most: int = 300) -> list[ChangeRow]:
    """Fields that the act changed, at most `most`; created and removed objects show every filled field."""
    rows = (row for change in record.changes for row in _rows(change))
    return [row for row, _ in zip(rows, range(most), strict=False)]


def _rows(change: dict[str, Any]) -> Iterator[ChangeRow]:
    model = _model(change["on"])
    title = f"{model._meta.verbose_name if model else change['on']} {change['id']}"
    before, after = change["before"] or {}, change["after"] or {}
    for name in {**before, **after}:
        row = ChangeRow(title, _field(model, name), _text(before.get(name)), _text(after.get(name)))
        if row.before != row.after:
            yield row


def _model(label: str) -> type[models.Model] | None:
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def _field(model: type[models.Model] | None, column: str) -> str:
    fields = {each.attname: str(each.verbose_name) for each in model._meta.concrete_fields} if model else {}
    return fields.get(column, column)


def _text(value: Any) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, dict) and set(value) == {"sm3"}:
        return WITHHELD
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
