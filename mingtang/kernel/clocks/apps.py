"""Registration of the legal clocks."""

from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "mingtang.kernel.clocks"
    label = "clocks"
    verbose_name = "时限与工作日历"

    def ready(self) -> None:
        from mingtang.kernel.clocks import acts  # noqa: F401 - declares the kinds of acts

        register_navigation()


def register_navigation() -> None:
    """The calendar and the limits, for every official."""
    from mingtang.ui.navigation import ADMINISTRATION, NavigationEntry, register

    register(NavigationEntry("工作日历", "calendar", "calendar", ADMINISTRATION, order=62))
    register(NavigationEntry("法定时限", "clock", "limits", ADMINISTRATION, order=64))
