"""What a superior's new version means for an item that was claimed from the old one: a three-way comparison by element."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from mingtang.domains.services.catalogue.rules.defects import Document

OWN = frozenset(
    {
        "task_code", "task_handle_item", "local_catalog_code", "local_task_code", "use_level", "dept_name", "dept_code",
        "dept_type", "accept_dept", "decide_dept", "entrust_name", "transact_addr", "transact_time", "traffic_guide",
        "link_way", "supervise_way", "review_dept", "review_addr", "review_phone", "litigation_court", "litigation_addr",
        "link_addr", "mobile_terminal_url", "plan_effective_date", "plan_cancel_date", "is_hot",
    }
)  # fmt: skip
"""What belongs to the organ that offers the item, and never comes from above."""


class Change(StrEnum):
    """How an element stands: changed above only, below only, on both sides the same, or differently."""

    ABOVE = "above"
    BELOW = "below"
    ALIKE = "alike"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Difference:
    """One element with its value in the version claimed, in ours, and in the superior's newest; None when absent."""

    name: str
    change: Change
    base: Any
    mine: Any
    theirs: Any

    @property
    def can_be_taken(self) -> bool:
        return self.change in {Change.ABOVE, Change.CONFLICT}


def three_way(base: Document, mine: Document, theirs: Document) -> list[Difference]:
    """Every element that one of the sides has changed since `base`, own elements left out, by name."""
    names = sorted({*base, *mine, *theirs} - OWN)
    found = [_difference(name, base.get(name), mine.get(name), theirs.get(name)) for name in names]
    return [each for each in found if each is not None]


def _difference(name: str, base: Any, mine: Any, theirs: Any) -> Difference | None:
    if mine == base == theirs:
        return None
    if mine == theirs:
        change = Change.ALIKE
    elif mine == base:
        change = Change.ABOVE
    else:
        change = Change.BELOW if theirs == base else Change.CONFLICT
    return Difference(name, change, base, mine, theirs)


def taken_over(mine: Document, theirs: Document, names: set[str]) -> dict[str, Any]:
    """`mine` with the elements `names` as above; what is absent there goes."""
    chosen = names - OWN
    kept = {name: value for name, value in mine.items() if name not in chosen}
    return kept | {name: theirs[name] for name in chosen if name in theirs}


def claimed(document: Document, own: Mapping[str, Any]) -> dict[str, Any]:
    """What a lower organ begins with: the superior's document without what belongs to the superior, with `own`."""
    return {name: value for name, value in document.items() if name not in OWN} | dict(own)
