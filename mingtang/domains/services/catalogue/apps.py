"""Registration of the catalogue of services."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "mingtang.domains.services.catalogue"
    label = "services_catalogue"
    verbose_name = "政务服务事项库"

    def ready(self) -> None:
        from mingtang.domains.services.catalogue import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.ui.navigation import BUSINESS, PUBLIC, NavigationEntry, register

        register(NavigationEntry("政务服务", "building-community", "service_hall", PUBLIC, order=20))
        register(NavigationEntry("事项库", "list-details", "service_items", BUSINESS, order=30))
