"""Base items, implementation items with what is in force of them, and their versions."""

from mingtang.domains.services.catalogue.models.catalog import CatalogItem
from mingtang.domains.services.catalogue.models.item import ItemTheme, ServiceItem
from mingtang.domains.services.catalogue.models.table_import import TableImport
from mingtang.domains.services.catalogue.models.version import IN_FORCE, OPEN, ItemVersion

__all__ = ["IN_FORCE", "OPEN", "CatalogItem", "ItemTheme", "ItemVersion", "ServiceItem", "TableImport"]
