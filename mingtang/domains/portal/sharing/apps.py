"""Registration of sharing."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "mingtang.domains.portal.sharing"
    label = "portal_sharing"
    verbose_name = "内容共享"

    def ready(self) -> None:
        from mingtang.domains.portal.sharing import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.portal.sharing.policy import is_mirror
        from mingtang.domains.portal.sites.api import reserve_for_the_system
        from mingtang.ui.navigation import BUSINESS, NavigationEntry, register

        reserve_for_the_system(is_mirror)
        register(NavigationEntry("内容共享", "share", "shared_articles", BUSINESS, order=51))
