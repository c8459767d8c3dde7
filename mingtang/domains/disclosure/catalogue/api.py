"""What config and the other rooms of disclosure may use of the catalogue."""

from mingtang.domains.disclosure.catalogue.actions.after import change_validity, withdraw_item
from mingtang.domains.disclosure.catalogue.actions.keeping import keep_duty, keep_guide
from mingtang.domains.disclosure.catalogue.actions.publishing import Published, publish_scheduled, register_published
from mingtang.domains.disclosure.catalogue.actions.writing import ItemDetails
from mingtang.domains.disclosure.catalogue.events import InformationChanged, InformationPublished
from mingtang.domains.disclosure.catalogue.installing import install
from mingtang.domains.disclosure.catalogue.models import InformationItem
from mingtang.domains.disclosure.catalogue.permissions import (
    DRAFT_ITEMS,
    KEEP_CATALOGUE,
    READ_ITEMS,
    REVIEW_SECRECY,
    SIGN_ITEMS,
)

__all__ = [
    "DRAFT_ITEMS",
    "KEEP_CATALOGUE",
    "READ_ITEMS",
    "REVIEW_SECRECY",
    "SIGN_ITEMS",
    "InformationChanged",
    "InformationItem",
    "InformationPublished",
    "ItemDetails",
    "Published",
    "change_validity",
    "install",
    "keep_duty",
    "keep_guide",
    "publish_scheduled",
    "register_published",
    "withdraw_item",
]
