"""Registration of interviews."""

from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    name = "mingtang.domains.interaction.interviews"
    label = "interviews"
    verbose_name = "在线访谈"

    def ready(self) -> None:
        from mingtang.domains.interaction.interviews import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.interaction.interviews.queries import coming_interviews
        from mingtang.domains.interaction.moderation.api import register_ongoing

        register_ongoing("interviews", coming_interviews)
