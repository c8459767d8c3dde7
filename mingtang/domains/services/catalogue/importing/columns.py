"""The columns of a table of items: one for each element of item.yaml, and a few that old systems send instead.

A heading may be the element, its title, or one of the headings listed here; an operator's mapping adds others.
"""

import json
from collections.abc import Mapping
from typing import Any, BinaryIO

from mingtang.domains.services.catalogue.importing.cells import value_of
from mingtang.domains.services.catalogue.item_form import item_form
from mingtang.lib.forms import Field
from mingtang.lib.tables import Column, Limits, Table, read_table

ITEM_CODE, AGENCY_CODE, REGION_CODE, GROUP = "item_code", "agency_code", "region_code", "group"
LIMITS = Limits(max_rows=50_000, max_columns=200)
LONGEST_LINE, LONGEST_CELL = 4000, 60_000

_ALSO: Mapping[str, tuple[str, ...]] = {
    "task_name": ("name", "事项", "事项名", "办理项名称"),
    "dept_name": ("department", "部门", "实施机构", "实施部门", "所属部门"),
    "dept_code": ("统一社会信用代码",),
    "task_type": ("类型", "权力类型"),
    "use_level": ("level", "层级"),
    "promise_day": ("承诺期限", "承诺时限"),
    "anticipate_day": ("法定期限", "法定时限"),
}
_FOREIGN = (
    Column(ITEM_CODE, "事项编码", max_length=64, aliases=("编码", "事项代码", "item code"), unique=True),
    Column(AGENCY_CODE, "机构编码", max_length=64, aliases=("部门编码", "机构代码")),
    Column(REGION_CODE, "行政区划代码", max_length=12, aliases=("区划代码", "行政区划")),
    Column(GROUP, "主项名称", aliases=("分组", "所属主项")),
)


def item_columns(mapping: Mapping[str, str] | None = None) -> tuple[Column, ...]:
    """What is read of a table of items. `mapping` gives foreign headings for names of columns. Raises ValueError.

    A filled cell of an element becomes the JSON text of its value.
    """
    names = {column.name: column for column in (*_FOREIGN, *map(_column, item_form()))}
    for heading, name in (mapping or {}).items():
        if name not in names:
            raise ValueError(f"“{heading}”对应的“{name}”不是要素")
        names[name] = _also(names[name], heading)
    return tuple(names.values())


def read_items(file: BinaryIO, filename: str, mapping: Mapping[str, str] | None = None) -> Table:
    """The table of items in a CSV or XLSX file: rows without faults, and every fault."""
    return read_table(file, filename, item_columns(mapping), LIMITS)


def read_mapping(text: str) -> dict[str, str]:
    """Lines of `heading = element`, by heading; titles of elements may stand for their names. Raises ValueError."""
    by_title = {column.title: column.name for column in item_columns()}
    found = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        heading, sign, name = (part.strip() for part in line.replace("＝", "=").partition("="))
        if not (heading and sign and name):
            raise ValueError(f"“{line[:60]}”应写成 列名=要素")
        found[heading] = by_title.get(name, name)
    item_columns(found)
    return found


def _also(column: Column, heading: str) -> Column:
    """The column, found by one more heading."""
    known: dict[str, Any] = vars(column) | {"aliases": (*column.aliases, heading)}
    return Column(**known)


def _column(field: Field) -> Column:
    return Column(
        field.name,
        field.title,
        required=field.required,
        aliases=_ALSO.get(field.name, ()),
        max_length=LONGEST_CELL if field.kind.code in {"table", "files"} else LONGEST_LINE,
        parse=lambda text: json.dumps(value_of(field, text), ensure_ascii=False),
    )
