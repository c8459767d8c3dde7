"""From one row of a table to the document of an item: odd codes are kept, what follows from codes is filled in."""

import json
from dataclasses import dataclass
from typing import Any

from mingtang.domains.services.catalogue.code_regimes import read_code
from mingtang.domains.services.catalogue.importing.columns import AGENCY_CODE, GROUP, ITEM_CODE, REGION_CODE
from mingtang.domains.services.catalogue.item_form import item_form
from mingtang.domains.services.catalogue.themes import proposed
from mingtang.lib.identifiers import RegionCode, is_credit_code
from mingtang.lib.tables import Row

UNGROUPED = {"", "未分类", "无"}
CODES = ("local_task_code", "task_handle_item", "task_code")
"""Elements by which an item is known again, in this order."""


@dataclass(frozen=True)
class Described:
    """What a row says: the document, and who implements it, as the table names it."""

    row: int
    document: dict[str, Any]
    agency_name: str
    agency_code: str
    region: str

    @property
    def code(self) -> str:
        """The code by which the item is known again; empty for a row without any."""
        return next((self.document[name] for name in CODES if self.document.get(name)), "")

    @property
    def title(self) -> str:
        return str(self.document["task_name"])


def describe(row: Row) -> Described:
    """Read one row without faults."""
    given = {name: json.loads(row[name]) for name in item_form().fields if row[name]}
    document = _from_code(row[ITEM_CODE]) | _level(row[REGION_CODE]) | _themes(given, row[GROUP]) | given
    agency_code = row[AGENCY_CODE] or given.get("dept_code", "")
    if is_credit_code(agency_code):
        document.setdefault("dept_code", agency_code)
    return Described(row.number, document, document.get("dept_name", ""), agency_code, row[REGION_CODE])


def _from_code(code: str) -> dict[str, Any]:
    """A national code stands in its element; any other is kept whole as the local code, with its catalogue part."""
    if not code:
        return {}
    reading = read_code(code)
    if reading is None:
        return {"local_task_code": code}
    if reading.regime.national:
        return {reading.regime.national: code}
    catalog = reading.parts.get("catalog", "")
    return {"local_task_code": code} | ({"local_catalog_code": catalog} if catalog else {})


def _level(region: str) -> dict[str, Any]:
    """The level of the region: 2 province, 3 city, 4 county, 5 township, 6 village (GB/T 39046-2020 annex A)."""
    try:
        return {"use_level": str(RegionCode.from_padded(region).level + 1)} if region else {}
    except ValueError:
        return {}


def _themes(given: dict[str, Any], group: str) -> dict[str, Any]:
    """Themes that the names propose where the row names none; the name of the main item can be searched for."""
    named = "" if group in UNGROUPED else group
    themes = proposed(f"{given.get('task_name', '')} {named}")
    keywords = {"keywords": named[:200]} if named else {}
    return themes | keywords
