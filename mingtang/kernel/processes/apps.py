"""Registration of the processes."""

from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    name = "mingtang.kernel.processes"
    label = "processes"
    verbose_name = "流程定义"

    def ready(self) -> None:
        from mingtang.kernel.processes.permissions import READ_PROCESSES
        from mingtang.ui.navigation import ADMINISTRATION, NavigationEntry, register

        register(NavigationEntry("流程", "route", "process_list", ADMINISTRATION, 62, READ_PROCESSES.code))
