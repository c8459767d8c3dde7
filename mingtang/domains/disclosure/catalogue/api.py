"""What config and the other rooms of disclosure may use of the catalogue.

The annual report reads `counted_documents` and `duty_organs`; its public pages stand in the `frame` of the channel.
"""

from mingtang.domains.disclosure.catalogue.actions.after import change_validity, withdraw_item
from mingtang.domains.disclosure.catalogue.actions.drafting import draft_item, submit_item
from mingtang.domains.disclosure.catalogue.actions.keeping import keep_duty, keep_guide
from mingtang.domains.disclosure.catalogue.actions.publishing import (
    Published,
    publish_scheduled,
    register_published,
    sign_item,
)
from mingtang.domains.disclosure.catalogue.actions.reviewing import review_item
from mingtang.domains.disclosure.catalogue.actions.writing import ItemDetails
from mingtang.domains.disclosure.catalogue.channel import frame
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
from mingtang.domains.disclosure.catalogue.queries.figures import CountedDocuments, counted_documents, duty_organs

__all__ = [
    "DRAFT_ITEMS",
    "KEEP_CATALOGUE",
    "READ_ITEMS",
    "REVIEW_SECRECY",
    "SIGN_ITEMS",
    "CountedDocuments",
    "InformationChanged",
    "InformationItem",
    "InformationPublished",
    "ItemDetails",
    "Published",
    "change_validity",
    "counted_documents",
    "draft_item",
    "duty_organs",
    "frame",
    "install",
    "keep_duty",
    "keep_guide",
    "publish_scheduled",
    "register_published",
    "review_item",
    "sign_item",
    "submit_item",
    "withdraw_item",
]
