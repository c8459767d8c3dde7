"""Registration of the designing of items."""

from django.apps import AppConfig


class DesigningConfig(AppConfig):
    name = "mingtang.domains.services.designing"
    label = "services_designing"
    verbose_name = "政务服务事项设计"

    def ready(self) -> None:
        from mingtang.domains.services.applications.api import course_faults
        from mingtang.domains.services.catalogue.api import register_author_steps, register_course_check
        from mingtang.domains.services.designing.actions import item_of
        from mingtang.domains.services.designing.author_steps import running_steps
        from mingtang.kernel.definitions.api import register_user

        register_user(item_of)
        register_course_check(course_faults)
        register_author_steps(running_steps)
