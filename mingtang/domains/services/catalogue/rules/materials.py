"""The materials of an item for a scenario: each thing once, with the strictest of what is asked of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from mingtang.domains.services.catalogue.questions import keys_in, materials_asked
from mingtang.domains.services.catalogue.rules.defects import Document, Row

NEEDED, NOT_NEEDED, LATER = "1", "2", "3"
_STRICTNESS = {NEEDED: 2, LATER: 1, NOT_NEEDED: 0}
_ORIGINAL_AND_COPY = "3"
_TYPE_STRICTNESS = {_ORIGINAL_AND_COPY: 3, "1": 2, "4": 1, "2": 0}


def materials_for(document: Document, answers: Mapping[str, str]) -> list[Row]:
    """The materials that the answers ask for, in their order, each key once with its strictest attributes."""
    return merged(materials_asked(document, answers))


def merged(rows: Iterable[Row]) -> list[Row]:
    """Rows of the same `material_key` become one, and the strictest of what they ask wins (services.md 8 rule 2)."""
    found: dict[str, Row] = {}
    for place, row in enumerate(rows):
        key = row.get("material_key") or f"#{place}"
        found[key] = stricter(found[key], row) if key in found else row
    return list(found.values())


def stricter(one: Row, other: Row) -> Row:
    """`one` with whatever `other` asks more of; sharing and commitment hold only where both allow them."""
    both = {**other, **one}
    for name, order in (("is_need", _STRICTNESS), ("material_type", _TYPE_STRICTNESS)):
        said = [row[name] for row in (one, other) if name in row]
        if said:
            both[name] = max(said, key=lambda value, order=order: order.get(value, 0))  # type: ignore[misc]
    if copies := [row["page_num"] for row in (one, other) if "page_num" in row]:
        both["page_num"] = max(copies)
    if days := [row["valid_within_days"] for row in (one, other) if "valid_within_days" in row]:
        both["valid_within_days"] = min(days)
    for name in ("is_shared", "commitment_allowed"):
        both[name] = "1" if one.get(name) == other.get(name) == "1" else "0"
    if "1" in {one.get("seal_required"), other.get("seal_required")}:
        both["seal_required"] = "1"
    return _for_both(both, one, other)


def _for_both(both: dict[str, Any], one: Row, other: Row) -> dict[str, Any]:
    """A thing is for the branches of either row; for all where one names none."""
    named = [row.get("material_branches", "") for row in (one, other)]
    both.pop("material_branches", None)
    if all(named):
        both["material_branches"] = "、".join(dict.fromkeys(key for text in named for key in keys_in(text)))
    return both
