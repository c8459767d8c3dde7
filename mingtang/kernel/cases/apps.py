"""Registration of the cases with Django and the worker."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "mingtang.kernel.cases"
    label = "cases"
    verbose_name = "案件"

    def ready(self) -> None:
        from mingtang.kernel.cases.case_types import register_case_type
        from mingtang.kernel.cases.errands import run_due_errands
        from mingtang.kernel.cases.matters import MATTER
        from mingtang.kernel.jobs.api import register_round
        from mingtang.kernel.messaging.api import declare_topic

        register_case_type(MATTER)
        register_round("cases.errands", run_due_errands)
        declare_topic("cases", "案件办理")
        register_places()


def register_places() -> None:
    """The lists of work in the workbench and on the desk, and who may read what is attached to cases."""
    from mingtang.kernel.cases.permissions import ARCHIVE_CASES, MIGRATE_CASES
    from mingtang.kernel.cases.policy import readable_cases
    from mingtang.kernel.cases.queries.work import waiting_count
    from mingtang.kernel.cases.views.desk_panel import TASKS
    from mingtang.kernel.content.api import register_attachment_policy
    from mingtang.ui import desk
    from mingtang.ui.navigation import ADMINISTRATION, MY_WORK, NavigationEntry, register

    belonging = ("/workbench/cases/", "/workbench/phrases/", "/workbench/substitutions/")
    register(
        NavigationEntry("待办", "inbox", "tasks", MY_WORK, order=10, count=waiting_count, phone=True, also=belonging)
    )
    register(NavigationEntry("发起事项", "file-plus", "matters", MY_WORK, order=15))
    register(
        NavigationEntry(
            "版本变更", "switch-horizontal", "case_migrations", ADMINISTRATION, order=63, permission=MIGRATE_CASES.code
        )
    )
    register(NavigationEntry("案件档案", "archive", "archives", ADMINISTRATION, 64, ARCHIVE_CASES.code))
    desk.register(TASKS)
    register_attachment_policy("cases.case", readable_cases)
