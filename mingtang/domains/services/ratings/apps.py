"""Registration of ratings."""

from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "mingtang.domains.services.ratings"
    label = "services_ratings"
    verbose_name = "政务服务好差评"

    def ready(self) -> None:
        from mingtang.domains.services.applications.api import register_next_step
        from mingtang.domains.services.ratings import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.services.ratings.addresses import rating_step

        register_next_step(rating_step)
        register_cases()
        register_navigation()


def register_cases() -> None:
    """The case type, and the service that its process calls."""
    from mingtang.domains.services.ratings.actions.following import publish
    from mingtang.domains.services.ratings.case_type import FOLLOW_UP
    from mingtang.kernel.cases.api import answer_service, register_case_type
    from mingtang.kernel.processes.api import register_service

    register_case_type(FOLLOW_UP)
    register_service("ratings.publish", "好差评：公开答复")
    answer_service("ratings.publish", publish)


def register_navigation() -> None:
    """Ratings, for officials who may read them and for everybody."""
    from mingtang.domains.services.ratings.permissions import READ_RATINGS
    from mingtang.ui.navigation import BUSINESS, PUBLIC, NavigationEntry, register

    register(NavigationEntry("好差评", "stars", "ratings", BUSINESS, order=31, permission=READ_RATINGS.code))
    register(NavigationEntry("好差评", "stars", "published_ratings", PUBLIC, order=27))
