"""All that keeps an item from being published, at once."""

from mingtang.domains.services.catalogue.rules import course, identity, joint, offer
from mingtang.domains.services.catalogue.rules.defects import Defect, Document, Surroundings

APPLIED_FOR = frozenset({"01", "05", "07", "08", "09", "10", "20"})
"""Types that take applications (依申请); punishment, coercion, collection and inspection stand in the catalogue only."""


def defects(document: Document, around: Surroundings | None = None) -> list[Defect]:
    """Every defect of `document` in the order of its elements, each path and rule once.

    Main items that are split, and types nobody applies for, need no acceptance, channel or materials.
    """
    surroundings = around or Surroundings()
    demands = [*identity.DEMANDS]
    if takes_applications(document, surroundings.kind):
        demands += [*course.DEMANDS, *offer.DEMANDS, *joint.DEMANDS]
    found = [defect for demand in demands for defect in demand(document, surroundings)]
    return list(dict.fromkeys(found))


def takes_applications(document: Document, kind: str = "handling") -> bool:
    """Whether somebody can apply for the item itself."""
    return kind == "handling" and document.get("task_type", "01") in APPLIED_FOR
