"""Registration of contributions."""

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "mingtang.domains.portal.contributions"
    label = "portal_contributions"
    verbose_name = "信息报送"

    def ready(self) -> None:
        from mingtang.domains.portal.contributions import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.portal.contributions.actions.telling import TOPIC
        from mingtang.domains.portal.contributions.policy import LABEL, readable_submissions
        from mingtang.kernel.content.api import register_attachment_policy
        from mingtang.kernel.messaging.api import declare_topic
        from mingtang.ui.navigation import BUSINESS, NavigationEntry, register

        declare_topic(TOPIC, "信息报送")
        register_attachment_policy(LABEL, readable_submissions)
        register(NavigationEntry("信息报送", "news", "contributions", BUSINESS, order=50))
