"""Registration of the cases with Django and the worker."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "mingtang.kernel.cases"
    label = "cases"
    verbose_name = "案件"

    def ready(self) -> None:
        from mingtang.kernel.cases.errands import run_due_errands
        from mingtang.kernel.jobs.api import register_round
        from mingtang.kernel.messaging.api import declare_topic

        register_round("cases.errands", run_due_errands)
        declare_topic("cases", "案件办理")
