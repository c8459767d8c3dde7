"""Registration of moderation."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "mingtang.domains.interaction.moderation"
    label = "interaction_moderation"
    verbose_name = "互动交流"

    def ready(self) -> None:
        from mingtang.domains.interaction.moderation import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.ui.navigation import BUSINESS, NavigationEntry, register

        register(
            NavigationEntry("互动词库", "book", "moderation_words", BUSINESS, order=24, permission="interaction.words")
        )
