"""What the other rooms of services, and config, may use of the catalogue.

item = offered_item("1165...01")                         # what an address names; its version in force beside it
version = item.in_force                                  # keep its id with the application: a case keeps its version
item_version(version.pk)                                 # years later
walk(version.document, {"place": "rented"})              # the questions that answers lead through, or the way out
materials_for(version, {"place": "rented"})              # what these answers ask for, each thing once
promise_of(version, today), statutory_of(version, today) # as rules of lib.clocks
"""

from collections.abc import Mapping
from typing import Any

from mingtang.domains.services.catalogue.actions.claiming import claim, own_elements
from mingtang.domains.services.catalogue.actions.drafting import create_item, discard_draft, list_base_item, save_draft
from mingtang.domains.services.catalogue.actions.faults import Defective, Misshapen
from mingtang.domains.services.catalogue.actions.reviewing import (
    pass_review,
    publish,
    publish_imported,
    return_from_audit,
    return_to_editor,
    submit_for_review,
)
from mingtang.domains.services.catalogue.actions.standing import cancel, resume, suspend
from mingtang.domains.services.catalogue.addresses import (
    filing_address,
    guide_address,
    register_filing,
    scenario_address,
)
from mingtang.domains.services.catalogue.authoring import AuthorStep, register_author_steps
from mingtang.domains.services.catalogue.companions import Companion, companions_of, register_course_check
from mingtang.domains.services.catalogue.compiling import register_compiler
from mingtang.domains.services.catalogue.events import ItemCancelled, ItemPublished, ItemResumed, ItemSuspended
from mingtang.domains.services.catalogue.models import CatalogItem, ItemVersion, ServiceItem
from mingtang.domains.services.catalogue.permissions import (
    AUDIT_ITEMS,
    EDIT_ITEMS,
    MANAGE_CATALOG,
    READ_ITEMS,
    REVIEW_ITEMS,
)
from mingtang.domains.services.catalogue.queries.hall import offered_item
from mingtang.domains.services.catalogue.queries.items import (
    NoItem,
    granted_since,
    item_version,
    items_of,
    published_item,
    versions_since_published,
)
from mingtang.domains.services.catalogue.queries.surroundings import defects_of
from mingtang.domains.services.catalogue.questions import Walk, walk
from mingtang.domains.services.catalogue.rules import materials
from mingtang.domains.services.catalogue.rules.joint import (
    active_branches,
    branches_of,
    is_for,
    is_joint,
    unasked_fields,
    unseen_fields,
)
from mingtang.domains.services.catalogue.shipped import shipped_document
from mingtang.domains.services.catalogue.stored_licences import register_licence_types
from mingtang.domains.services.catalogue.terms import promise_of, statutory_of

__all__ = [
    "AUDIT_ITEMS",
    "EDIT_ITEMS",
    "MANAGE_CATALOG",
    "READ_ITEMS",
    "REVIEW_ITEMS",
    "AuthorStep",
    "CatalogItem",
    "Companion",
    "Defective",
    "ItemCancelled",
    "ItemPublished",
    "ItemResumed",
    "ItemSuspended",
    "ItemVersion",
    "Misshapen",
    "NoItem",
    "ServiceItem",
    "Walk",
    "active_branches",
    "branches_of",
    "cancel",
    "claim",
    "companions_of",
    "create_item",
    "defects_of",
    "discard_draft",
    "filing_address",
    "granted_since",
    "guide_address",
    "is_for",
    "is_joint",
    "item_version",
    "items_of",
    "list_base_item",
    "materials_for",
    "offered_item",
    "own_elements",
    "pass_review",
    "promise_of",
    "publish",
    "publish_imported",
    "published_item",
    "register_author_steps",
    "register_compiler",
    "register_course_check",
    "register_filing",
    "register_licence_types",
    "resume",
    "return_from_audit",
    "return_to_editor",
    "save_draft",
    "scenario_address",
    "shipped_document",
    "statutory_of",
    "submit_for_review",
    "suspend",
    "unasked_fields",
    "unseen_fields",
    "versions_since_published",
    "walk",
]


def materials_for(version: ItemVersion, answers: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The materials that the answers to the scenario ask for, each key once with its strictest attributes."""
    return materials.materials_for(version.document, answers)
