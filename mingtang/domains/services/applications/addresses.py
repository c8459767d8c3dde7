"""Where an item is applied for."""

from django.urls import reverse

from mingtang.domains.services.applications.actions.joint_opening import process_key_of
from mingtang.domains.services.catalogue.api import ServiceItem


def filing_address(item: ServiceItem) -> str:
    """The first page of applying for an item; empty for items without a process of their own."""
    return reverse("apply", args=[item.code]) if process_key_of(item) else ""
