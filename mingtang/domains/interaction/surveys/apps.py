"""Registration of surveys."""

from typing import Any

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "mingtang.domains.interaction.surveys"
    label = "surveys"
    verbose_name = "在线调查"

    def ready(self) -> None:
        from mingtang.domains.interaction.moderation.api import register_ongoing
        from mingtang.domains.interaction.surveys import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.interaction.surveys.queries import open_surveys
        from mingtang.kernel.definitions.api import register_user

        register_ongoing("surveys", open_surveys)

        register_user(survey_of)


def survey_of(definition: Any, actor: Any) -> tuple[str, str] | None:
    """The survey that a form was made for, for whoever works on it: its title and address."""
    from django.urls import reverse

    from mingtang.domains.interaction.surveys.queries import surveys_of

    if definition.word != "form" or not definition.key.startswith("survey-"):
        return None
    found = surveys_of(actor).filter(form=definition.pk).first()
    return (found.title, reverse("survey", args=[found.pk])) if found else None
