"""Registration of inspection."""

from django.apps import AppConfig


class InspectionConfig(AppConfig):
    name = "mingtang.domains.inspection"
    label = "inspection"
    verbose_name = "网站监测"

    def ready(self) -> None:
        from mingtang.domains.inspection import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.inspection.actions.telling import TOPIC
        from mingtang.domains.inspection.desk import PANEL
        from mingtang.kernel.messaging.api import declare_topic
        from mingtang.ui import desk
        from mingtang.ui.navigation import OVERSIGHT, NavigationEntry, register

        declare_topic(TOPIC, "网站监测")
        desk.register(PANEL)
        register(NavigationEntry("网站监测", "world-www", "inspection_findings", OVERSIGHT, order=60))
