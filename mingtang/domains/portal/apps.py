"""Registration of the portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "mingtang.domains.portal"
    label = "portal"
    verbose_name = "门户网站群"

    def ready(self) -> None:
        from mingtang.domains.portal import acts  # noqa: F401 - declares the kinds of acts
