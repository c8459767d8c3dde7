"""Where the public reads about an item, and where it is applied for.

The room of applications says the latter; without that room nothing can be applied for, and no button pretends it.
"""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from django.urls import reverse

from mingtang.domains.services.catalogue.models import ServiceItem

AddressOf = Callable[[ServiceItem], str]
_address_of: list[AddressOf] = []


def guide_address(item: ServiceItem) -> str:
    """The guide page (办事指南) of an item."""
    return reverse("service_guide", args=[item.code])


def scenario_address(item: ServiceItem, answers: Mapping[str, str]) -> str:
    """The scenario guide of an item, as far as `answers` lead."""
    address = reverse("service_scenario", args=[item.code])
    return f"{address}?{urlencode(answers)}" if answers else address


def register_filing(address_of: AddressOf) -> None:
    """Let `address_of` say where an item is applied for; empty for items that take no applications on line."""
    _address_of[:] = [address_of]


def filing_address(item: ServiceItem) -> str:
    """The address of the application form; empty when the item is suspended or nothing takes applications."""
    if not _address_of or item.state != ServiceItem.State.PUBLISHED:
        return ""
    return _address_of[0](item)
