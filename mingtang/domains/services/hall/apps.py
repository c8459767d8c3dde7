"""Registration of the hall."""

from django.apps import AppConfig


class HallConfig(AppConfig):
    name = "mingtang.domains.services.hall"
    label = "services_hall"
    verbose_name = "政务大厅"

    def ready(self) -> None:
        from mingtang.domains.services.hall import acts  # noqa: F401 - declares the kinds of acts

        register_navigation()


def register_navigation() -> None:
    """One's window and the delivery desk, for officials; the halls, for everybody."""
    from mingtang.domains.services.hall.permissions import HAND_OUT, SERVE_AT_WINDOW
    from mingtang.ui.navigation import BUSINESS, PUBLIC, NavigationEntry, register

    register(
        NavigationEntry("窗口叫号", "users", "hall_window", BUSINESS, order=29, permission=SERVE_AT_WINDOW.code,
                        also=("/workbench/hall/",))
    )  # fmt: skip
    register(NavigationEntry("窗口出件", "package", "delivery_desk", BUSINESS, order=30, permission=HAND_OUT.code))
    register(NavigationEntry("预约取号", "calendar", "halls", PUBLIC, order=26))
