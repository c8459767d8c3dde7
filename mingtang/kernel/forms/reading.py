"""Answers to be read, on screen and on paper."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from mingtang.kernel.forms.queries import form_of
from mingtang.kernel.forms.references import names_in
from mingtang.lib.forms import Field, Form, Names, visible_fields


@dataclass(frozen=True)
class AnswerTable:
    """A table: its title, headings, and rows of texts."""

    title: str
    head: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class AnswerSection:
    """What was answered under one heading; fields that were hidden are left out."""

    title: str
    items: list[tuple[str, str]] = field(default_factory=list)
    tables: list[AnswerTable] = field(default_factory=list)


def readonly(version_id: int, data: Mapping[str, Any], unasked: Collection[str] = ()) -> list[AnswerSection]:
    """Clean `data` in words by section, for the component `answers`, without the fields `unasked`; a statement, and one for
    each kind of reference.

    Raises NoForm.
    """
    return sections_of(form_of(version_id, unasked), data)


def sections_of(form: Form, data: Mapping[str, Any]) -> list[AnswerSection]:
    """As `readonly`, for a form at hand."""
    asked = set(visible_fields(form, data))
    names = names_in(form, dict(data))
    shown = []
    for section in form.sections:
        fields = [each for each in section.fields if each in asked]
        if fields:
            plain = [each for each in fields if each.kind.code != "table"]
            tables = [each for each in fields if each.kind.code == "table" and data.get(each.name)]
            shown.append(
                AnswerSection(
                    section.title,
                    [(each.title, _said(each, data, names)) for each in plain],
                    [_table(each, data[each.name], names) for each in tables],
                )
            )
    return shown


def _said(field: Field, data: Mapping[str, Any], names: Names) -> str:
    return field.kind.words(field, data[field.name], names) if field.name in data else ""


def _table(field: Field, rows: list[dict[str, Any]], names: Names) -> AnswerTable:
    said = [[_said(column, row, names) for column in field.columns] for row in rows]
    return AnswerTable(field.title, [column.title for column in field.columns], said)
