"""Registration of inspection."""

from django.apps import AppConfig


class InspectionConfig(AppConfig):
    name = "mingtang.domains.inspection"
    label = "inspection"
    verbose_name = "网站监测"

    def ready(self) -> None:
        from mingtang.domains.inspection import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.ui.navigation import BUSINESS, NavigationEntry, register

        register(NavigationEntry("网站监测", "world-www", "inspection_findings", BUSINESS, order=60))
