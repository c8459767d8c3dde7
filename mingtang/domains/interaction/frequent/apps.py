"""Registration of frequent questions."""

from django.apps import AppConfig


class FrequentConfig(AppConfig):
    name = "mingtang.domains.interaction.frequent"
    label = "frequent_questions"
    verbose_name = "常见问题"

    def ready(self) -> None:
        from mingtang.domains.interaction.frequent import acts  # noqa: F401 - declares the kinds of acts
