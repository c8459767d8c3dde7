"""What the other rooms of services may use of the catalogue."""

from mingtang.domains.services.catalogue.addresses import filing_address, guide_address, register_filing, scenario_address
from mingtang.domains.services.catalogue.models import ItemVersion, ServiceItem
from mingtang.domains.services.catalogue.queries.hall import offered_item
from mingtang.domains.services.catalogue.questions import Walk, materials_asked, walk

__all__ = [
    "ItemVersion",
    "ServiceItem",
    "Walk",
    "filing_address",
    "guide_address",
    "materials_asked",
    "offered_item",
    "register_filing",
    "scenario_address",
    "walk",
]
