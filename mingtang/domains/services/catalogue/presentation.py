"""What a document says, section by section, for officials: every element that is there, tables that fit a screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mingtang.domains.services.catalogue.item_form import item_form
from mingtang.domains.services.catalogue.rules.defects import Defect, Document
from mingtang.kernel.content.api import File
from mingtang.lib.forms import Field, Names

SHORT = 32
"""Characters of a fact that may stand beside another."""
NARROW = 5
"""Columns that stand side by side; wider tables are shown row by row."""


@dataclass(frozen=True)
class Card:
    """One row of a wide table: its first cell as title, the others as facts."""

    title: str
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class TableShown:
    """A table: rows under heads, or, when it is wide, `cards`."""

    title: str
    head: list[str]
    rows: list[list[str]]
    cards: list[Card]


@dataclass(frozen=True)
class SectionShown:
    """A section with its number from 0, and what is wanting in it."""

    number: int
    title: str
    facts: list[tuple[str, str]]
    tables: list[TableShown]
    defects: list[Defect] = field(default_factory=list)

    @property
    def short(self) -> list[tuple[str, str]]:
        """What fits beside another fact."""
        return [fact for fact in self.facts if _is_short(fact[1])]

    @property
    def long(self) -> list[tuple[str, str]]:
        return [fact for fact in self.facts if not _is_short(fact[1])]

    @property
    def is_empty(self) -> bool:
        return not (self.facts or self.tables)


def _is_short(words: str) -> bool:
    return len(words) <= SHORT and "\n" not in words


@dataclass(frozen=True)
class ElementChanged:
    """One element before and after, in words; empty where it is absent."""

    name: str
    title: str
    before: str
    after: str


def sections_of(document: Document, defects: Sequence[Defect] = ()) -> list[SectionShown]:
    """All sections of a document; one statement when it has files."""
    names = _file_names([document])
    shown = []
    for number, section in enumerate(item_form().sections):
        there = [each for each in section.fields if each.name in document]
        plain = [(each.title, _said(each, document[each.name], names)) for each in there if each.kind.code != "table"]
        tables = [_table(each, document[each.name]) for each in there if each.kind.code == "table"]
        own = {each.name for each in section.fields}
        wanting = [defect for defect in defects if defect.element in own]
        shown.append(SectionShown(number, section.title, plain, tables, wanting))
    return shown


def changes_between(before: Document, after: Document) -> list[ElementChanged]:
    """The elements that differ, in the order of the form; one statement when files do."""
    names = _file_names([before, after])
    return [
        ElementChanged(each.name, each.title, *(_said(each, side.get(each.name), names) for side in (before, after)))
        for each in item_form()
        if before.get(each.name) != after.get(each.name)
    ]


def told(name: str, value: Any) -> str:
    """One value of the element `name` in words; tables line by line."""
    return _said(item_form().fields[name], value, {})


def title_of(path: str) -> str:
    """The title of an element, or of a cell such as `materials.2.is_need`."""
    name, _, rest = path.partition(".")
    known = item_form().fields.get(name)
    if known is None:
        return path
    place, _, column = rest.partition(".")
    inner = next((each.title for each in known.columns if each.name == column), "")
    return f"{known.title}第 {int(place) + 1} 行{inner}" if place.isdigit() else known.title


def _said(known: Field, value: Any, names: Names) -> str:
    if value is None:
        return ""
    if known.kind.code == "table":
        return "\n".join(_line(known, row) for row in value)
    return known.kind.words(known, value, names)


def _line(known: Field, row: Mapping[str, Any]) -> str:
    return "；".join(f"{column.title} {_cell(column, row)}" for column in known.columns if column.name in row)


def _cell(column: Field, row: Mapping[str, Any]) -> str:
    return column.kind.words(column, row[column.name], {}) if column.name in row else ""


def _table(known: Field, rows: Sequence[Mapping[str, Any]]) -> TableShown:
    used = [column for column in known.columns if any(column.name in row for row in rows)]
    head = [column.title for column in used]
    if len(used) <= NARROW:
        return TableShown(known.title, head, [[_cell(column, row) for column in used] for row in rows], [])
    return TableShown(known.title, head, [], [_card(known, row) for row in rows])


def _card(known: Field, row: Mapping[str, Any]) -> Card:
    """The first column that is required is what the row is called."""
    named = next((column for column in known.columns if column.required), known.columns[0])
    facts = [(column.title, _cell(column, row)) for column in known.columns if column.name in row and column != named]
    return Card(_cell(named, row), facts)


def _file_names(documents: Sequence[Document]) -> Names:
    keys = {key for document in documents for key in document.get("attachments", [])}
    rows = File.objects.filter(pk__in=keys).values_list("pk", "name") if keys else ()
    return {("files", key): name for key, name in rows}
