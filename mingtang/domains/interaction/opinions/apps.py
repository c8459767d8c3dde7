"""Registration of calls for opinions."""

from django.apps import AppConfig


class OpinionsConfig(AppConfig):
    name = "mingtang.domains.interaction.opinions"
    label = "opinions"
    verbose_name = "意见征集"

    def ready(self) -> None:
        from mingtang.domains.interaction.moderation.api import register_ongoing
        from mingtang.domains.interaction.opinions import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.interaction.opinions.queries import open_calls
        from mingtang.ui.navigation import BUSINESS, NavigationEntry, register

        register_ongoing("opinions", open_calls)

        register(
            NavigationEntry(
                "征集调查", "clipboard-list", "opinion_desk", BUSINESS, order=23, permission="interaction.hold",
                also=("/workbench/surveys/", "/workbench/interviews/"),
            )
        )  # fmt: skip
