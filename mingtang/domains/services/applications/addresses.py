"""Where an item is applied for."""

from django.urls import reverse

from mingtang.domains.services.catalogue.api import ServiceItem


def filing_address(item: ServiceItem) -> str:
    """The first page of applying for an item; empty for items without a process of their own."""
    version = item.in_force
    return reverse("apply", args=[item.code]) if version and version.document.get("process_key") else ""
