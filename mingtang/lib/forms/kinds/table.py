"""Rows of the same few fields."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mingtang.lib.forms.bounds import MOST_ROWS
from mingtang.lib.forms.faults import Wrong
from mingtang.lib.forms.kinds.base import Kind, Names

if TYPE_CHECKING:
    from mingtang.lib.forms.form import Field


class Table(Kind):
    code, label = "table", "表格"
    keywords = frozenset({"items", "minItems", "maxItems"})

    def check(self, field: "Field", value: Any) -> list[dict[str, Any]]:
        if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
            raise Wrong("要填表格的各行")
        least, most = field.least or 1, field.most or MOST_ROWS
        if not least <= len(value) <= most:
            raise Wrong(f"至少填 {least} 行" if len(value) < least else f"最多填 {most} 行")
        inside: dict[str, list[str]] = {}
        rows = [_row(field, row, f"{place}.", inside) for place, row in enumerate(value)]
        if inside:
            raise Wrong(_summary(field, inside), inside)
        return rows

    def contract(self, field: "Field") -> dict[str, Any]:
        return {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {each.name: {"title": each.title, **each.kind.contract(each)} for each in field.columns},
                "required": [each.name for each in field.columns if each.required],
                "additionalProperties": False,
                "minProperties": 1,
            },
            "minItems": field.least or 1,
            "maxItems": field.most or MOST_ROWS,
        }

    def typed(self, field: "Field", raw: Any) -> Any:
        if not isinstance(raw, list):
            return raw or None
        rows = [_typed_row(field, row) for row in raw if isinstance(row, Mapping)]
        return [row for row in rows if row] or None

    def shown(self, field: "Field", value: Any) -> Any:
        rows = [row for row in value or [] if isinstance(row, Mapping)]
        return [{each.name: each.kind.shown(each, row.get(each.name)) for each in field.columns} for row in rows]

    def fact(self, field: "Field", value: Any) -> Any:
        known = {each.name: each for each in field.columns}
        return [{name: known[name].kind.fact(known[name], cell) for name, cell in row.items()} for row in value]

    def words(self, field: "Field", value: Any, names: Names) -> str:
        return f"共 {len(value)} 行"


def _row(field: "Field", row: Mapping[str, Any], path: str, wrong: dict[str, list[str]]) -> dict[str, Any]:
    """The clean cells of one row; what is wrong goes into `wrong` by path."""
    clean: dict[str, Any] = {}
    known = {each.name for each in field.columns}
    wrong.update({f"{path}{name}": ["没有这一列"] for name in row if name not in known})
    if not row:
        wrong[path.rstrip(".")] = ["这一行是空的"]
    for each in field.columns:
        if each.name not in row:
            if each.required:
                wrong[f"{path}{each.name}"] = ["这一栏要填"]
            continue
        try:
            clean[each.name] = each.kind.check(each, row[each.name])
        except Wrong as fault:
            wrong[f"{path}{each.name}"] = [fault.message]
    return clean


def _typed_row(field: "Field", row: Mapping[str, Any]) -> dict[str, Any]:
    cells = {each.name: each.kind.typed(each, row.get(each.name)) for each in field.columns}
    return {name: cell for name, cell in cells.items() if cell is not None}


def _summary(field: "Field", inside: dict[str, list[str]]) -> str:
    """The first faults with the number of their row, for readers of the summary."""
    titles = {each.name: each.title for each in field.columns}
    said = []
    for path, messages in list(inside.items())[:5]:
        place, _, name = path.partition(".")
        said.append(f"第 {int(place) + 1} 行{titles.get(name, name)}{messages[0]}")
    return "；".join(said)
