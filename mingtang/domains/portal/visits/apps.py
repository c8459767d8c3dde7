"""Registration of the figures."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "mingtang.domains.portal.visits"
    label = "portal_visits"
    verbose_name = "网站访问统计"

    def ready(self) -> None:
        from mingtang.domains.portal.visits import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.portal.visits.permissions import READ_VISITS
        from mingtang.ui.navigation import BUSINESS, NavigationEntry, register

        register(NavigationEntry("访问统计", "chart-bar", "site_visits", BUSINESS, 53, permission=READ_VISITS.code))
