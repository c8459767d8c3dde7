"""Registration of the supervision of time limits."""

from django.apps import AppConfig


class EfficiencyConfig(AppConfig):
    name = "mingtang.domains.services.efficiency"
    label = "services_efficiency"
    verbose_name = "效能监察"

    def ready(self) -> None:
        from mingtang.domains.services.efficiency import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.services.efficiency.actions.telling import TOPIC
        from mingtang.kernel.messaging.api import declare_topic

        declare_topic(TOPIC, "效能监察")
        register_navigation()


def register_navigation() -> None:
    """The dashboard for supervisors, lights and orders for those who answer them."""
    from mingtang.domains.services.efficiency.permissions import ANSWER_LIGHTS, READ_EFFICIENCY
    from mingtang.ui.navigation import OVERSIGHT, NavigationEntry, register

    register(
        NavigationEntry(
            "效能监察", "traffic-lights", "efficiency", OVERSIGHT, order=10, permission=READ_EFFICIENCY.code
        )
    )
    register(NavigationEntry("红黄灯", "traffic-lights", "lights", OVERSIGHT, order=12, permission=ANSWER_LIGHTS.code))
